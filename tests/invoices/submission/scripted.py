"""A provider whose answers a test sets: it satisfies the contract, and keeps the documents that it made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.utils import timezone

from apps.invoices.models import ProviderAccount
from apps.invoices.submission import accounts
from apps.providers import registry
from apps.providers.account import Abilities, Account, DocumentType, FormField, Values
from apps.providers.document import Document
from apps.providers.http import Http
from apps.providers.outcomes import (
    Ambiguous,
    AuthorityState,
    CallFailed,
    Issued,
    Link,
    Listed,
    NotYet,
    Outcome,
    Pending,
    Unclear,
)
from apps.providers.plan import DeclaredLine, Nothing, Plan, Refusal
from apps.stores.models import Store

ABILITIES = Abilities(
    title="Scripted",
    countries=frozenset({"CL"}),
    currencies=frozenset({"CLP"}),
    documents=(DocumentType("39", "Boleta electrónica"), DocumentType("61", "Nota de crédito", "credit_note")),
    credits=True,
    partial_credit=True,
    idempotency="search",
    has_authority_state=True,
    gives="pdf",
    lists_documents=True,
)


@dataclass
class Scripted:
    """The provider: `script` holds what each coming call to `submit` does, then every document is made."""

    code = "scripted"
    credential_fields: tuple[FormField, ...] = (FormField(name="key", label="Key", is_secret=True),)
    choice_fields: tuple[FormField, ...] = ()
    abilities: Abilities = ABILITIES
    account: Account = field(
        default_factory=lambda: Account(holder="Tienda SpA", holder_tax_id="76123456-0", environment="live")
    )
    # What a look at the account brings instead of it.
    failure: CallFailed | None = None
    script: list[Callable[["Scripted", Plan, str], Outcome]] = field(default_factory=list)
    refusal: Refusal | Nothing | None = None
    made: dict[str, Issued] = field(default_factory=dict)
    submitted: list[str] = field(default_factory=list)
    said: AuthorityState = field(default_factory=lambda: AuthorityState("accepted"))
    is_ambiguous: bool = False

    def connect(self, http: Http, credentials: Values) -> Account:
        if self.failure:
            raise self.failure
        return self.account

    def plan(self, document: Document, account: Account, choices: Values) -> Plan | Refusal | Nothing:
        if self.refusal:
            return self.refusal
        lines = tuple(DeclaredLine(net=each.net, tax=each.tax, gross=each.gross) for each in document.lines)
        kind = "61" if document.credits else "39"
        return Plan(
            type=kind,
            issue_date=document.today,
            body={"reference": document.reference},
            lines=lines,
            totals=document.totals,
        )

    def submit(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Outcome:
        self.submitted.append(key)
        act = self.script.pop(0) if self.script else make
        return act(self, plan, key)

    def find(self, http: Http, credentials: Values, plan: Plan, key: str, reference: str) -> Issued | Pending | None:
        if self.is_ambiguous:
            raise Ambiguous("Two documents may be it.")
        return self.made.get(key)

    def state(self, http: Http, credentials: Values, reference: str) -> AuthorityState:
        return self.said

    def pdf(self, http: Http, credentials: Values, reference: str) -> bytes | Link | NotYet | None:
        return b"%PDF-1.4 provider"

    def listed(self, http: Http, credentials: Values, first: date, last: date) -> list[Listed]:
        return [
            Listed(reference=each.reference, number=each.number, type="39", issue_date=first, gross_total=None)
            for each in self.made.values()
        ]


def make(provider: Scripted, plan: Plan, key: str) -> Issued:
    """Make the document and tell so."""
    number = 1 + len(provider.made)
    made = Issued(
        reference=f"token-{number}",
        number=f"{plan.type}-{number}",
        issue_date=plan.issue_date,
        gross_total=plan.totals.gross_total,
        state="waiting",
    )
    return provider.made.setdefault(key, made)


def make_unheard(provider: Scripted, plan: Plan, key: str) -> Unclear:
    """Make the document, and answer nothing."""
    make(provider, plan, key)
    return Unclear("no answer")


def unheard(provider: Scripted, plan: Plan, key: str) -> Unclear:
    """Make nothing, and answer nothing."""
    return Unclear("no answer")


@contextmanager
def provided(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    """Register the provider during the block."""
    provider = Scripted()
    monkeypatch.setattr(registry, "PROVIDERS", {"scripted": provider})
    yield provider


def connected(store: Store, provider: Scripted) -> ProviderAccount:
    """Return the store's account at the provider, which issues its documents."""
    found = accounts.look_at(store, "scripted", {"key": "k"})
    account = accounts.connect(store, "scripted", {"key": "k"}, found)
    accounts.switch_to(account, store)
    assert account.connected_at <= timezone.now()
    return account
