"""The adapter of Zemblabill. Importing it adds it to the registry, as one line there does for others."""

from datetime import date
from typing import ClassVar

from apps.providers.account import Abilities, Account, DocumentType, FormField, Values
from apps.providers.contract import Provider, Unsupported
from apps.providers.document import Document
from apps.providers.http import Http
from apps.providers.outcomes import Ambiguous, AuthorityState, Issued, Link, Listed, NotYet, Outcome, Pending
from apps.providers.plan import Plan, Refusal
from apps.providers.registry import PROVIDERS
from tests.providers.made_up import client, mapping


class Zemblabill:
    """Bills of Zembla, with a number at once and no credit notes."""

    code: ClassVar[str] = "zemblabill"
    abilities: ClassVar[Abilities] = Abilities(
        title="Zemblabill",
        countries=frozenset({"ZZ"}),
        currencies=frozenset({"EUR"}),
        documents=(DocumentType("bill", "Zemblan bill"),),
        credits=False,
        partial_credit=False,
        idempotency="key",
        has_test_environment=True,
        personal_data=("name", "items"),
    )
    credential_fields: ClassVar[tuple[FormField, ...]] = (FormField(name="key", label="Key", is_secret=True),)
    choice_fields: ClassVar[tuple[FormField, ...]] = ()

    def connect(self, http: Http, credentials: Values) -> Account:
        """Return the company of the key."""
        said = client.company(http, credentials)
        return Account(holder=said["name"], holder_tax_id=said["zin"], environment=said["environment"])

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal:
        """Return the bill of `document`, or why there is none."""
        return mapping.plan_of(document)

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        """Declare `plan`."""
        return client.create(http, credentials, plan, key)

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        """Raise Ambiguous: only the key finds a bill."""
        raise Ambiguous("Zemblabill has no search.")

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        """Raise Unsupported."""
        raise Unsupported("Zembla has no authority.")

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        """Return None: Zemblabill has no PDF."""
        return None

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        """Raise Unsupported."""
        raise Unsupported("Zemblabill has no list.")


_ZEMBLABILL: Provider = Zemblabill()
PROVIDERS[_ZEMBLABILL.code] = _ZEMBLABILL
