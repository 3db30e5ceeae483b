"""The contract between the ledger and a provider. Pure: no database, no settings, no clock of its own.

A provider plans a document before anything is sent, submits the plan, and tells what became of it. The ledger decides
when each is called, and writes down every outcome before and after.
"""

from datetime import date
from typing import ClassVar, Protocol

from apps.core.errors import FolioError
from apps.providers.account import Abilities, Account, FormField, Values
from apps.providers.document import Document
from apps.providers.http import Http
from apps.providers.outcomes import AuthorityState, Issued, Link, Listed, NotYet, Outcome, Pending
from apps.providers.plan import Nothing, Plan, Refusal


class Unsupported(FolioError):
    """The provider cannot do what is asked. The ledger asks the abilities first, so this is a fault of Folio's own."""

    code = "unsupported"


class Provider(Protocol):
    """An adapter of one provider. `credentials` are the values of `credential_fields`, `choices` of `choice_fields`.

    Looks (`connect`, `find`, `state`, `pdf`, `listed`) raise CallFailed where they get no usable answer; `submit`
    never raises for what a provider answers, or does not answer.
    """

    code: ClassVar[str]
    abilities: ClassVar[Abilities]
    credential_fields: ClassVar[tuple[FormField, ...]]
    choice_fields: ClassVar[tuple[FormField, ...]]

    def connect(self, http: Http, credentials: Values) -> Account:
        """Return whose account it is, and what it has; nothing is changed there."""

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal | Nothing:
        """Return what would be declared for `document`, or why nothing can be. Pure."""

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        """Declare `plan`. `reference` is the provider's name of an earlier Pending outcome, empty at first.

        Each call may repeat an earlier one: it never makes a second document for `key` where the provider can tell.
        """

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        """Return the document of `plan` as it exists at the provider; None after an answer that says it is absent.

        Raise CallFailed; Ambiguous where several documents may be it, or where the answer proves nothing.
        """

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        """Return what the authority says of the document."""

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        """Return the document's PDF, a link to it, or None if the provider has none."""

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        """Return the account's documents that were issued from `first` to `last`. Raise Unsupported, CallFailed."""
