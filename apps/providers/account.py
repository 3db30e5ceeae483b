"""What a provider can do, and what an account of a merchant at it has. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from apps.providers.problems import Problem

Environment = Literal["live", "test"]
Idempotency = Literal["key", "search", "none"]

PERSONAL_DATA = ("name", "tax_id", "activity", "address", "email", "phone", "items", "payment_method")
"""Names of the data about a buyer and their order that may go to a provider."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document that a provider issues: its code at the authority (39, FR) and its legal title."""

    code: str
    title: str
    use: Literal["sale", "credit_note"] = "sale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a provider can do, as data. An empty set of countries or currencies means all of them.

    `idempotency`: a repeat is recognised by its `key`, for `key_hours` (None: for ever), or a document can be found by
    `search`, or neither. `most_lines` is that of the strictest kind of document. `is_confirmed` tells whether an answer
    states number, date and totals, so that they can be compared with the plan. `lists_documents` tells whether the
    account's documents can be listed. `was_tried_live` is set once somebody has run the live check.
    """

    title: str
    countries: frozenset[str]
    currencies: frozenset[str]
    documents: tuple[DocumentType, ...]
    credits: bool
    partial_credit: bool
    idempotency: Idempotency
    key_hours: int | None = None
    most_lines: int | None = None
    has_test_environment: bool = False
    has_authority_state: bool = False
    gives: Literal["pdf", "link", "nothing"] = "nothing"
    lists_documents: bool = False
    is_confirmed: bool = True
    personal_data: tuple[str, ...] = ()
    """The buyer's data that go to the provider, as names of `PERSONAL_DATA`."""
    was_tried_live: bool = False

    def title_of(self, code: str) -> str:
        """Return the legal title of the kind of document `code`; the code itself where it is not known."""
        return next((each.title for each in self.documents if each.code == code), code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a choice, with the words for it, marked for translation."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of a form that a merchant fills in: a part of the credentials, or a choice.

    `label` and `help` are marked for translation. A secret is never shown again. A choice without `options` is a text,
    and with `from_account` its options are the account's entries of that name (`taxes`, `series`, `offices`).
    """

    name: str
    label: str
    help: str = ""
    is_secret: bool = False
    is_required: bool = True
    default: str = ""
    options: tuple[Option, ...] = ()
    from_account: str = ""
    longest: int = 200


Values = Mapping[str, str]
"""The values of form fields by their names: credentials, or choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that an account has of which there may be several: a tax, a series, an office.

    `details` are what the adapter needs of it, in JSON.
    """

    id: str
    name: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose account the credentials open, and what it has. It is kept as JSON: `as_json`, `from_json`.

    `holder_tax_id` is in the country's normal form, empty where the provider does not tell. `details` are what the
    adapter needs of the holder. `folios_left` is by kind of document, None where the provider does not tell.
    """

    holder: str
    holder_tax_id: str
    environment: Environment
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    folios_left: Mapping[str, int] | None = None
    warnings: tuple[Problem, ...] = ()

    def entry(self, name: str, entry_id: str) -> Entry | None:
        """Return the entry `entry_id` of those called `name`, None if the account has none such."""
        return next((each for each in self.entries.get(name, ()) if each.id == entry_id), None)

    def as_json(self) -> dict[str, Any]:
        """Return the account as a row keeps it."""
        return {
            "holder": self.holder,
            "holder_tax_id": self.holder_tax_id,
            "environment": self.environment,
            "entries": {
                name: [{"id": each.id, "name": each.name, "details": dict(each.details)} for each in entries]
                for name, entries in self.entries.items()
            },
            "details": dict(self.details),
            "folios_left": None if self.folios_left is None else dict(self.folios_left),
            "warnings": [each.as_json() for each in self.warnings],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Account":
        """Return the account that `as_json` made."""
        entries = {name: tuple(Entry(**each) for each in found) for name, found in kept["entries"].items()}
        warnings = tuple(map(Problem.from_json, kept["warnings"]))
        return cls(**{**kept, "entries": entries, "warnings": warnings})
