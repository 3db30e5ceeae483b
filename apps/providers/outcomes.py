"""What became of a call to a provider. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from apps.core.errors import FolioError
from apps.providers.problems import Problem

State = Literal["waiting", "accepted", "accepted_with_remarks", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The document exists. `reference` is the provider's own name for it, `number` the printed one with its series.

    Totals, receiver (normal tax number, empty if it was not told) and kind are as the answer states them, None where it
    does not. `links` are addresses by their names (`pdf`, `page`); none holds a credential.
    """

    reference: str
    number: str
    issue_date: date | None = None
    type: str | None = None
    gross_total: Decimal | None = None
    net_total: Decimal | None = None
    tax_total: Decimal | None = None
    receiver: str | None = None
    fiscal_id: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    state: State = "accepted"


@dataclass(frozen=True, slots=True)
class Pending:
    """The provider has taken the document and has no number yet; it is asked for by `reference` after some seconds."""

    reference: str
    retry_after: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider refused the document for good, and nothing was spent. A person mends what the `problems` name."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """The document may exist: no answer, a broken one, or one that tells nothing. `why` holds no personal data."""

    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The provider could not do it now, and said so: nothing was spent. It is tried again later."""

    why: str


@dataclass(frozen=True, slots=True)
class Limited:
    """Too many calls: nothing was done, and none is sent for `retry_after` seconds."""

    retry_after: float


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """The credentials are not valid (any more): the merchant connects again."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something in the account stops every document: no folios, the plan ended, the certificate expired."""

    problem: Problem


Outcome = Issued | Pending | Refused | Unclear | Failed | Limited | Unauthorised | Blocked


@dataclass(frozen=True, slots=True)
class AuthorityState:
    """What the authority says of a document. `words` are its own, without personal data."""

    state: State
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address at which the document can be seen by everybody who has it."""

    url: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """The answer is not ready: ask again after `retry_after` seconds."""

    retry_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document as the provider's list shows it."""

    reference: str
    number: str
    type: str
    issue_date: date
    gross_total: Decimal | None


class CallFailed(FolioError):
    """A look at the provider brought no usable answer; it is repeated. The text holds no secret."""

    code = "provider_call_failed"

    def __init__(self, message: str, outcome: "Unclear | Failed | Limited | Unauthorised | Blocked") -> None:
        super().__init__(message)
        self.outcome = outcome


class Ambiguous(FolioError):
    """The search does not prove whether the document exists: a person looks. The text says what was found."""

    code = "search_is_ambiguous"
