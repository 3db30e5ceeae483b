"""The one road from “this order changed” to a document. Everything that wants an invoice comes through here.

Network calls come first, outside of any transaction; then one transaction locks the order's record, decides, acts and
writes down why. Two workers may read the order at once: each took a ticket before it asked, and what an older ticket
brings is dropped when a newer one was applied, since the newer one asked later and knows at least as much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.automation.deciding import LEFT, Credit, Decision, Hold, Issue, Policy, Skip, Try, decide, unclear_wish
from apps.automation.models import OrderRecord
from apps.core import clock
from apps.core.errors import FolioError
from apps.invoices import crediting, issuing, wording
from apps.invoices.elsewhere import number_elsewhere
from apps.invoices.models import Invoice, Kind
from apps.jumpseller import payloads
from apps.jumpseller.client import NotFound
from apps.orders import payload, snapshots, tax_ids
from apps.orders.data import OrderData, Problem, Status, TaxFallback
from apps.orders.labels import LabelMap
from apps.orders.models import OrderSnapshot
from apps.orders.payload import NotAnOrder, order_id_of
from apps.orders.reading import Reading, read
from apps.orders.statuses import status_of
from apps.orders.telling import Sentence
from apps.orders.texts import folded
from apps.stores import tokens, usual_rates
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)

# The platform's clock is not ours, and tells whole seconds.
SKEW = timedelta(minutes=1)
_TESTING = Problem("test_mode", "Test mode is on: a test document stands for the invoice.")
# What the column of amounts holds.
_LARGEST = Decimal(10) ** 15
# Reasons for which a paid order waits here.
_WAITING = frozenset({"not_shipped", "by_hand", "test_mode", "not_started"})
_WHEN: dict[str, Literal["paid", "shipped", "by_hand"]] = {"paid": "paid", "shipped": "shipped", "by_hand": "by_hand"}


def order_changed(store: Store, order_id: int) -> Status:
    """Re-reads the order ORDER_ID of STORE from the platform and does what it calls for. Safe to repeat.

    Returns the status that was read. Raises JumpsellerError, NeedsAuthorisation, AccountsUnreachable and other
    FolioErrors; nothing is lost then, try again later.
    """
    record, ticket = _take_ticket(store, order_id)
    try:
        order = tokens.call(store, lambda client: client.order(order_id))
    except NotFound:
        _gone(record)
        raise
    elsewhere = _invoiced_elsewhere(record, order)
    snapshot = snapshots.freeze(store, order)
    return _apply(record.pk, ticket, snapshot, elsewhere)


def foresee(store: Store, order: Mapping[str, Any], terms: InvoicingSettings) -> tuple[Reading, Decision]:
    """Returns how ORDER reads and what the road would do with it by TERMS if its period were back-filled now.

    Asks the platform for the order's documents. Raises what `order_changed` raises.
    """
    found = OrderRecord.objects.filter(store=store, order_id=order_id_of(order)).first()
    record = found or OrderRecord(store=store, order_id=order_id_of(order))
    record.backfilled_at = timezone.now()
    reading = _read(order, terms)
    elsewhere = _invoiced_elsewhere(record, order)
    policy = replace(_policy(terms, record), testing=False)
    invoice = crediting.open_invoice(store, reading.order_id)
    return reading, _decide(record, reading, policy, invoice, elsewhere=elsewhere)


def _invoiced_elsewhere(record: OrderRecord, order: Mapping[str, Any]) -> str:
    """Returns the number of another App's invoice in ORDER; empty if there is none, or if none can be there.

    A sale that comes to Folio as it is made is not looked at: that costs a call for each, and others cannot know of it
    earlier. One that is older, or that has waited here, may have been invoiced elsewhere meanwhile.
    """
    store, order_id, told = record.store, record.order_id, payload.unwrap(order)
    paid_at = payloads.moment(told.get("completed_at"))
    is_new = paid_at is not None and paid_at >= store.installed_at - SKEW
    has_waited = record.backfilled_at is not None or record.platform_status == Status.PAID
    is_paid = status_of(str(told.get("status_enum") or told.get("status"))) is Status.PAID
    if not is_paid or (is_new and not has_waited) or crediting.open_invoice(store, order_id):
        return ""
    return number_elsewhere(store, order_id, tokens.call(store, lambda client: client.documents(order_id)))


class NothingToIssue(FolioError):
    """The order gets no invoice as it was read; `reasons` say why, as an order's record keeps them."""

    code = "nothing_to_issue"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.reasons = [plain(problem) for problem in problems]


def issue_as_read(record: OrderRecord) -> Invoice:
    """Issues what the order of RECORD, as it was last read, gets when a person releases it; to be shown and taken back.

    Raises NothingToIssue and what numbering raises.
    """
    terms = InvoicingSettings.objects.select_related("store").get(store=record.store)
    if record.snapshot is None:
        raise NothingToIssue([Problem("not_read", "Folio has not read this order yet.")])
    invoice = crediting.open_invoice(record.store, record.order_id)
    reading = _read(snapshots.thaw(record.snapshot), terms)
    decision = decide(
        reading, has_open_invoice=invoice is not None, released=True, policy=_policy(terms, record, released=True)
    )
    match decision:
        case Issue(order=order):
            return issuing.issue(store=record.store, terms=terms, order=order, snapshot=record.snapshot)
        case Hold(problems):
            raise NothingToIssue(problems)
        case Skip(problem):
            raise NothingToIssue([problem])
        case Try():
            raise NothingToIssue([_TESTING])
        case Credit():
            raise NothingToIssue([Problem("canceled", "The order is cancelled.")])


def _take_ticket(store: Store, order_id: int) -> tuple[OrderRecord, int]:
    record, _ = OrderRecord.objects.get_or_create(store=store, order_id=order_id)
    with transaction.atomic():
        OrderRecord.objects.filter(pk=record.pk).update(last_ticket=F("last_ticket") + 1)
        record.refresh_from_db(fields=["last_ticket"])
    return record, record.last_ticket


def _gone(record: OrderRecord) -> None:
    """An order that the platform does not know (any more): what was issued stays, a person should know."""
    problem = Problem("order_gone", "Jumpseller does not know this order.")
    OrderRecord.objects.filter(pk=record.pk).update(reasons=[plain(problem)])
    OrderRecord.objects.filter(pk=record.pk, state=OrderRecord.State.NEW).update(state=OrderRecord.State.HELD)


@transaction.atomic
def _apply(record_id: int, ticket: int, snapshot: OrderSnapshot, elsewhere: str) -> Status:
    record = OrderRecord.objects.select_for_update(of=("self",)).select_related("store").get(pk=record_id)
    if ticket < record.applied_ticket:
        return Status(record.platform_status)
    terms = _terms(record.store)
    reading = _read(snapshots.thaw(snapshot), terms)
    invoice = crediting.open_invoice(record.store, record.order_id)
    released = _is_released(record, snapshot)
    policy = _policy(terms, record, released=released)
    decision = _decide(record, reading, policy, invoice, elsewhere=elsewhere, released=released)
    _act(decision, record.store, terms, snapshot, invoice)
    _write_down(record, ticket, snapshot, reading, decision, invoice)
    return reading.status


def _terms(store: Store) -> InvoicingSettings:
    """The settings of STORE. Where all waits for the switch they are locked: who turns it on finds what waits."""
    found = InvoicingSettings.objects.select_related("store").filter(store=store)
    terms = found.get()
    return terms if terms.issues_automatically else found.select_for_update(of=("self",)).get()


def _decide(
    record: OrderRecord,
    reading: Reading,
    policy: Policy,
    invoice: Invoice | None,
    *,
    elsewhere: str,
    released: bool = False,
) -> Decision:
    return decide(
        reading,
        has_open_invoice=invoice is not None,
        credited_while_paid=_credited_while_paid(record),
        released=released,
        invoiced_elsewhere=elsewhere,
        policy=policy,
    )


def _read(order: Any, terms: InvoicingSettings) -> Reading:
    """A field that is no number stays so however often it is read: the order is held for a person, not tried again."""
    try:
        return read(
            order,
            _fallback(terms),
            LabelMap.with_defaults(terms.buyer_labels),
            usual_rates=sorted(usual_rates.ALL_OF_COUNTRY.get(terms.store.country, ())),
            unclear_coupons="hold" if terms.unclear_coupons == InvoicingSettings.UnclearCoupons.HOLD else "everything",
        )
    except NotAnOrder as error:
        problem = Problem.told(error.code, error.sentence)
        return Reading(order_id_of(order), "", Status.UNKNOWN, is_free=False, data=None, problems=(problem,))


def _credited_while_paid(record: OrderRecord) -> bool:
    return record.state == OrderRecord.State.CREDITED and record.platform_status == Status.PAID


def _is_released(record: OrderRecord, snapshot: OrderSnapshot) -> bool:
    return record.released_at is not None and record.released_snapshot_id in (None, snapshot.pk)


def _act(
    decision: Decision, store: Store, terms: InvoicingSettings, snapshot: OrderSnapshot, invoice: Invoice | None
) -> None:
    match decision:
        case Issue(order=order):
            issuing.issue(store=store, terms=terms, order=order, snapshot=snapshot)
        case Try(order=order):
            _try_once(store, terms, order, snapshot)
        case Credit(reason) if invoice is not None:
            crediting.credit_in_full(
                invoice, terms=terms, snapshot=snapshot, reason=wording.credit_reason(reason, invoice.language)
            )


def _try_once(store: Store, terms: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot) -> None:
    """An order that is read again in test mode is not tried again."""
    if not Invoice.objects.filter(store=store, order_id=order.order_id, kind=Kind.TEST).exists():
        issuing.issue_test(store=store, terms=terms, order=order, snapshot=snapshot)


def _write_down(
    record: OrderRecord,
    ticket: int,
    snapshot: OrderSnapshot,
    reading: Reading,
    decision: Decision,
    invoice: Invoice | None,
) -> None:
    was_credited_by_hand = _credited_while_paid(record)
    record.applied_ticket = ticket
    record.snapshot = snapshot
    if reading.status is not Status.UNKNOWN or not was_credited_by_hand:
        record.platform_status = reading.status.value
    if (
        invoice is not None
        or isinstance(decision, Issue | Try)
        or record.released_snapshot_id not in (None, snapshot.pk)
    ):
        record.released_at = record.released_snapshot = None
    _keep_books(record, reading)
    record.state, problems = _outcome(record, decision, invoice)
    if isinstance(decision, Try) and was_credited_by_hand:
        record.state = OrderRecord.State.CREDITED
    standing = None if isinstance(decision, Credit) else invoice
    record.reasons = [plain(problem) for problem in (*problems, *_about_invoice(reading, standing))]
    record.save()
    log.info("order handled", store=record.store.code, order=record.order_id, outcome=record.state)


def _keep_books(record: OrderRecord, reading: Reading) -> None:
    """Notes when the order was paid and what it comes to; one that is cancelled keeps what it was while it was paid."""
    if reading.status is not Status.PAID:
        return
    total = reading.data.gross_total if reading.data else reading.stated_total
    record.paid_on = clock.local_date(reading.dated_at, record.store.time_zone) if reading.dated_at else None
    record.currency = reading.currency[:3]
    record.amount = total if total is not None and abs(total) < _LARGEST else None


def _outcome(
    record: OrderRecord, decision: Decision, invoice: Invoice | None
) -> tuple[OrderRecord.State, tuple[Problem, ...]]:
    match decision:
        case Issue(warnings=warnings):
            return OrderRecord.State.ISSUED, warnings
        case Try():
            return OrderRecord.State.SKIPPED, (_TESTING,)
        case Credit():
            return OrderRecord.State.CREDITED, ()
        case Hold(problems):
            return OrderRecord.State.HELD, problems
        case Skip(problem) if invoice is not None:
            return OrderRecord.State.ISSUED, () if problem.code == "already_invoiced" else (problem,)
        case Skip(problem) if problem.code == "credited_by_hand":
            return OrderRecord.State.CREDITED, (problem,)
        # One that is paid again is a new sale, and seen to wait like any other.
        case Skip() if record.state == OrderRecord.State.CREDITED and record.platform_status != Status.PAID:
            return OrderRecord.State.CREDITED, ()
        case Skip(problem):
            return OrderRecord.State.SKIPPED, (problem,)


def _about_invoice(reading: Reading, invoice: Invoice | None) -> tuple[Problem, ...]:
    """What a person should know of an invoice that stands, however often its order is read again."""
    if invoice is None:
        return ()
    wrong = tax_ids.check(invoice.buyer_tax_id, invoice.buyer_country)
    unclear = unclear_wish(reading.data) if reading.data and invoice.buyer_wants_factura is None else ()
    return (*_drift(reading, invoice), *((wrong,) if wrong else ()), *unclear)


def _drift(reading: Reading, invoice: Invoice) -> tuple[Problem, ...]:
    """An order that was changed after its invoice: the invoice stands. A reissued one holds what credits had left."""
    while invoice.replaces is not None:
        invoice = invoice.replaces
    if reading.data is None or reading.data.gross_total == invoice.gross_total:
        return ()
    text = Sentence(
        "The order now comes to {now}, its invoice {number} says {then}.",
        {"now": reading.data.gross_total, "number": invoice.number, "then": invoice.gross_total},
    )
    return (Problem.told("changed_after_invoice", text),)


def _fallback(terms: InvoicingSettings) -> TaxFallback | None:
    if terms.fallback_tax_rate is None:
        return None
    inside = terms.fallback_prices == InvoicingSettings.FallbackPrices.INCLUDE
    return TaxFallback(rate=terms.fallback_tax_rate, inside=inside)


def _waited_before(record: OrderRecord) -> bool:
    """Tells whether the order, paid, waited here for its invoice when the store removed Folio and took it back."""
    if record.pk is None or record.created_at >= record.store.installed_at or record.platform_status != Status.PAID:
        return False
    return record.state == OrderRecord.State.HELD or any(reason["code"] in _WAITING for reason in record.reasons)


def _was_left(record: OrderRecord) -> bool:
    """Tells whether the order, paid, was left to wait for a person's word: then it waits whatever the settings say."""
    return record.platform_status == Status.PAID and any(reason["code"] == LEFT.code for reason in record.reasons)


def _was_tried(record: OrderRecord) -> bool:
    """Tells whether the order came in test mode: then its invoice waits for a person's word, also afterwards."""
    made = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.TEST)
    return record.backfilled_at is None and made.exists()


def _was_kept(record: OrderRecord) -> bool:
    """Tells whether the word that was given for the order's period has brought its invoice: it asks for no second."""
    made = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.INVOICE)
    return made.filter(issued_at__gt=record.backfilled_at).exists()


def _policy(terms: InvoicingSettings, record: OrderRecord, *, released: bool = False) -> Policy:
    """What the merchant wants of the order of RECORD. Sales from before the installation have documents elsewhere."""
    policy = Policy(
        free_orders="invoice" if terms.free_orders == InvoicingSettings.FreeOrders.INVOICE else "skip",
        wrong_tax_id="hold" if terms.wrong_tax_id == InvoicingSettings.WrongTaxId.HOLD else "warn",
        since=clock.start_of(terms.issue_since, terms.store.time_zone) if terms.issue_since else None,
        began=None if terms.issue_since or _waited_before(record) else terms.store.installed_at - SKEW,
        started=terms.issues_automatically,
        issue_when="by_hand" if _was_left(record) else _WHEN[terms.issue_when],
        left_out_payment_methods=frozenset(map(folded, terms.left_out_payment_methods)),
        left_out_sources=frozenset(map(folded, terms.left_out_sources)),
        review=terms.hold_for_review,
        testing=terms.test_mode or (not released and _was_tried(record)),
    )
    if record.backfilled_at is None:
        return policy
    policy = replace(policy, since=None, began=None)
    if _was_kept(record):
        return policy
    return replace(policy, started=True, issue_when="paid" if policy.issue_when == "by_hand" else policy.issue_when)


def plain(problem: Problem) -> dict[str, Any]:
    """Returns PROBLEM as records keep it: its code, its words, and the details that can be told in every language."""
    kept = {"code": problem.code, "message": problem.message}
    return kept | ({"details": [detail.as_json() for detail in problem.details]} if problem.details else {})
