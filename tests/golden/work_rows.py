"""A row of every kind of work in every state, and of what belongs to it."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.automation.models import Backfill, BackfilledOrder, OrderRecord, Reconciliation, Reposting
from apps.automation.reasons import WaitsFor
from apps.core.work import Work
from apps.dashboard.models import Archive
from apps.intake.models import Delivery
from apps.invoices.audit.erase import erase_documents
from apps.invoices.models import (
    AccountReview,
    AuthorityCheck,
    BuyerCorrection,
    HistoryLine,
    Invoice,
    Kind,
    MailAttempt,
    Mailing,
    Posting,
    ProviderAccount,
    Rendering,
    SealMailAttempt,
    SealMailing,
    Submission,
)
from apps.orders.models import Erasure, OrderSnapshot
from apps.stores.models import Installation, Reauthorisation, SettingsChange, SignIn, Store
from tests.factories import logo

_DAY = date(2026, 3, 1)
_STATES: list[dict[str, Any]] = [
    {"state": Work.State.DUE},
    {"state": Work.State.CLAIMED, "attempts": 3, "error": "Jumpseller answered 500."},
    {"state": Work.State.DONE, "attempts": 1, "finished_at": timezone.now()},
    {"state": Work.State.FAILED, "attempts": 24, "error": "Jumpseller answered 422.", "finished_at": timezone.now()},
]


def insert(issued: list[Invoice]) -> None:
    """Insert work of every kind in every state, about the documents `issued` and their stores."""
    invoices = [document for document in issued if document.kind == Kind.INVOICE]
    stores = list(Store.objects.order_by("pk"))
    for place, state in enumerate(_STATES):
        _of_document(invoices[place], state)
        _of_store(stores[place], state, place)
        _of_provider(stores[place], state)
    _orders(stores[0])
    _about_store(stores[0])


@transaction.atomic
def erase(document: Invoice) -> None:
    """Erase the buyer's data from the order of `document`."""
    erasure = Erasure.objects.create(
        store=document.store, order_id=document.order_id, ground=Erasure.Ground.RETENTION_OVER
    )
    OrderRecord.objects.filter(store=document.store, order_id=document.order_id).update(reasons=[], dismissed=[])
    erase_documents(erasure)
    OrderSnapshot.objects.filter(store=document.store, order_id=document.order_id).update(body="")


def _of_document(invoice: Invoice, state: dict[str, Any]) -> None:
    owner: dict[str, Any] = {"store": invoice.store, "invoice": invoice}
    for kind in (Rendering, Posting):
        kind.objects.filter(invoice=invoice).update(**state)
    HistoryLine.objects.create(**owner, **state)
    mailing = Mailing.objects.create(**owner, recipient="ana@example.com", by_hand=True, **state)
    MailAttempt.objects.create(store=invoice.store, mailing=mailing, outcome=MailAttempt.Outcome.REFUSED, detail="550")
    BuyerCorrection.objects.create(**owner, company="Sur SpA", tax_id="76.086.428-5", address="Calle 1", **state)


def _of_store(store: Store, state: dict[str, Any], place: int) -> None:
    body = b'{"order": {"id": 7001}}'
    Delivery.objects.create(
        store=store,
        event="order_paid",
        body=body,
        headers={"Jumpseller-Event": "order_paid"},
        fingerprint=hashlib.sha256(body + bytes([place])).hexdigest(),
        order_id=7001,
        received_at=timezone.now(),
        **state,
    )
    Installation.objects.create(store=store, installed=True, plan="Pro", **state)
    for span in (2, 35):
        Reconciliation.objects.create(store=store, span_days=span, **state)
        Reposting.objects.create(store=store, span_days=span, **state)
    _backfill(store, state, place)
    _archives(store, state, place)
    mailing = SealMailing.objects.create(store=store, month=_DAY, recipient="owner@example.com", **state)
    SealMailAttempt.objects.create(store=store, mailing=mailing, outcome=MailAttempt.Outcome.SENT)


def _of_provider(store: Store, state: dict[str, Any]) -> None:
    now = timezone.now()
    account = ProviderAccount.objects.create(
        store=store, provider="openfactura", credentials='{"key": "k"}', checked_at=now, changed_at=now
    )
    owner: dict[str, Any] = {"store": store, "account": account}
    AccountReview.objects.create(**owner, **state)
    document = Invoice.objects.filter(store=store, kind=Kind.INVOICE).latest("pk")
    AuthorityCheck.objects.create(**owner, invoice=document, **state)
    key = f"folio-{store.pk}-7301-1i-1"
    Submission.objects.create(**owner, order_id=7301, kind=Kind.INVOICE, key=key, frozen="[]", **state)


def _backfill(store: Store, state: dict[str, Any], place: int) -> None:
    stages = [Backfill.Stage.LOOKING, Backfill.Stage.ISSUING, Backfill.Stage.ENDED, Backfill.Stage.CANCELLED]
    backfill = Backfill.objects.create(
        store=store, first_day=_DAY, last_day=_DAY, stage=stages[place], asked_by="a" * 64, **state
    )
    for number, fate in enumerate(BackfilledOrder.Fate.values, 7101):
        BackfilledOrder.objects.create(
            store=store, backfill=backfill, order_id=number, foreseen=fate, reasons=[_reason("review")]
        )


def _archives(store: Store, state: dict[str, Any], place: int) -> None:
    newest = Invoice.objects.order_by("-pk")[0].pk
    common: dict[str, Any] = {"store": store, "last_id": newest, "total": 3, **state}
    Archive.objects.create(**common, token=f"{place:064d}", first_day=_DAY, last_day=_DAY)
    Archive.objects.create(**common, token=f"{place + 10:064d}", kind=Archive.Kind.TABLE, filters={"kind": "invoice"})


def _orders(store: Store) -> None:
    """Insert an order in each state, with reasons of several kinds, one put aside and one released."""
    states = {
        OrderRecord.State.NEW: [],
        OrderRecord.State.ISSUED: [_reason("changed_after_invoice")],
        OrderRecord.State.CREDITED: [_reason("credited_by_hand")],
        OrderRecord.State.HELD: [_reason("tax_rate_unknown"), _reason("by_hand")],
        OrderRecord.State.SKIPPED: [_reason("not_started")],
    }
    waits = {OrderRecord.State.HELD: WaitsFor.REQUEST, OrderRecord.State.SKIPPED: WaitsFor.START}
    for number, (state, reasons) in enumerate(states.items(), 7201):
        OrderRecord.objects.create(
            store=store,
            order_id=number,
            state=state,
            waiting_for=waits.get(state, ""),
            reasons=reasons,
            platform_status="paid",
            paid_on=_DAY,
        )
    dismissed = [_reason("review")]
    OrderRecord.objects.create(
        store=store, order_id=7210, state=OrderRecord.State.HELD, reasons=dismissed, dismissed=dismissed
    )
    released = OrderRecord.objects.create(store=store, order_id=7211, state=OrderRecord.State.HELD)
    OrderRecord.objects.filter(pk=released.pk).update(released_at=timezone.now(), backfilled_at=timezone.now())


def _reason(code: str) -> dict[str, Any]:
    text = f"The reason {code}, as it was kept."
    return {"code": code, "details": [{"code": "as_written", "figures": {"text": text}}]}


def _about_store(store: Store) -> None:
    logo(store, "navy")
    Reauthorisation.objects.create(
        store=store, refused_at=timezone.now(), installed_at=store.installed_at, issues_automatically=True
    )
    SettingsChange.objects.create(store=store, field="notes", old="", new="¡Gracias!", by="b" * 64)
    SignIn.objects.create(store=store, state_digest="c" * 64, browser_digest="d" * 64)
