"""The one road from “this order changed” to a document. Everything that wants an invoice comes through here.

Network calls come first, outside of any transaction; then one transaction locks the order's record, decides, acts and
writes down why. Two workers may read the order at once: each took a ticket before it asked, and what an older ticket
brings is dropped when a newer one was applied, since the newer one asked later and knows at least as much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from apps.automation.decisions import LEFT, Credit, Decision, Hold, Issue, Policy, Skip, Try, decide, unclear_wish
from apps.automation.models import OrderRecord
from apps.automation.policy import SKEW, policy_of, still_counts, was_left
from apps.core import clock
from apps.core.errors import FolioError
from apps.countries import registry
from apps.formats.wording import texts
from apps.invoices.credit_notes import credit
from apps.invoices.issuing import issue
from apps.invoices.issuing.external_invoices import number_elsewhere
from apps.invoices.models import Invoice, Kind
from apps.jumpseller import payloads
from apps.jumpseller.client import NotFound
from apps.orders import payload, snapshots, tax_ids
from apps.orders.checkout_questions import LabelMap
from apps.orders.data import OrderData, Problem, Status, TaxFallback
from apps.orders.messages import Sentence
from apps.orders.models import OrderSnapshot
from apps.orders.payload import NotAnOrder, order_id_of
from apps.orders.reading import Reading, read
from apps.orders.statuses import status_of
from apps.stores import tokens
from apps.stores.models import InvoicingSettings, Store

log = structlog.get_logger(__name__)

_GONE = Problem("order_gone", "Jumpseller does not know this order.")
_TESTING = Problem("test_mode", "Test mode is on: a test document stands for the invoice.")
# What the column of amounts holds.
_LARGEST = Decimal(10) ** 15


class InstalledMeanwhile(FolioError):
    """The day of installation changed since the order was read, so another App may have invoiced it: read it again."""

    code = "installed_meanwhile"


def order_changed(store: Store, order_id: int) -> Status:
    """Re-reads the order ORDER_ID of STORE from the platform and does what it calls for. Safe to repeat.

    Returns the status that was read. Raises JumpsellerError, NeedsAuthorisation, AccountsUnreachable and other
    FolioErrors; nothing is lost then, try again later.
    """
    record, ticket = _take_ticket(store, order_id)
    try:
        order = tokens.call(store, lambda client: client.order(order_id))
    except NotFound:
        _gone(record.pk, ticket)
        raise
    elsewhere = _invoiced_elsewhere(record, order)
    snapshot = snapshots.freeze(store, order)
    return _apply(record, ticket, snapshot, elsewhere)


def foresee(store: Store, order: Mapping[str, Any], invoicing_settings: InvoicingSettings) -> tuple[Reading, Decision]:
    """Return how `order` reads and what would be done with it if its period were back-filled now.

    Asks the platform for the order's documents. Raises what `order_changed` raises.
    """
    found = OrderRecord.objects.filter(store=store, order_id=order_id_of(order)).first()
    record = found or OrderRecord(store=store, order_id=order_id_of(order))
    record.backfilled_at = timezone.now()
    reading = _read(order, invoicing_settings)
    elsewhere = _invoiced_elsewhere(record, order)
    policy = replace(policy_of(invoicing_settings, record), testing=False)
    invoice = credit.open_invoice(store, reading.order_id)
    return reading, _decide(record, reading, policy, invoice, elsewhere=elsewhere)


def _invoiced_elsewhere(record: OrderRecord, order: Mapping[str, Any]) -> str:
    """Return the number of another App's invoice in `order`; empty if there is none, or if none can be there.

    A sale that comes to Folio as it is made is not looked at: that costs a call for each, and others cannot know of it
    earlier. One that is older, or that has waited here, may have been invoiced elsewhere meanwhile; so may one from
    about the time of the installation, since the clocks of the platform and of Folio differ.
    """
    store, order_id, told = record.store, record.order_id, payload.unwrap(order)
    paid_at = payloads.moment(told.get("completed_at"))
    is_new = paid_at is not None and paid_at >= store.installed_at + SKEW
    has_waited = record.backfilled_at is not None or record.platform_status == Status.PAID
    is_paid = status_of(str(told.get("status_enum") or told.get("status"))) is Status.PAID
    if not is_paid or (is_new and not has_waited) or credit.open_invoice(store, order_id):
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
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=record.store)
    if record.snapshot is None:
        raise NothingToIssue([Problem("not_read", "Folio has not read this order yet.")])
    invoice = credit.open_invoice(record.store, record.order_id)
    reading = _read(snapshots.thaw(record.snapshot), invoicing_settings)
    decision = decide(
        reading,
        has_open_invoice=invoice is not None,
        released=True,
        policy=policy_of(invoicing_settings, record, released=True),
    )
    match decision:
        case Issue(order=order):
            order = _of_this_payment(order, record)
            return issue.issue_invoice(
                store=record.store, invoicing_settings=invoicing_settings, order=order, snapshot=record.snapshot
            )
        case Hold(problems):
            raise NothingToIssue(problems)
        case Skip(problem):
            raise NothingToIssue([problem])
        case Try():
            raise NothingToIssue([_TESTING])
        case Credit():
            raise NothingToIssue([Problem("canceled", "The order is cancelled.")])


def _take_ticket(store: Store, order_id: int) -> tuple[OrderRecord, int]:
    record, _ = OrderRecord.objects.select_related("store").get_or_create(store=store, order_id=order_id)
    with transaction.atomic():
        OrderRecord.objects.filter(pk=record.pk).update(last_ticket=F("last_ticket") + 1)
        record.refresh_from_db(fields=["last_ticket"])
    return record, record.last_ticket


@transaction.atomic
def _gone(record_id: int, ticket: int) -> None:
    """Write down that the platform does not know the order (any more). What was issued stays.

    A person's word for the order ends: if the order is known later, it is not the one that the person meant.
    """
    record = OrderRecord.objects.select_for_update(of=("self",)).get(pk=record_id)
    if ticket < record.applied_ticket:
        return
    record.applied_ticket = ticket
    left = (LEFT,) if was_left(record) else ()
    record.reasons = [plain(problem) for problem in (_GONE, *left)]
    record.released_at = record.released_snapshot = None
    if record.state == OrderRecord.State.NEW:
        record.state = OrderRecord.State.HELD
    record.save()


@transaction.atomic
def _apply(as_read: OrderRecord, ticket: int, snapshot: OrderSnapshot, elsewhere: str) -> Status:
    record = OrderRecord.objects.select_for_update(of=("self",)).get(pk=as_read.pk)
    if ticket < record.applied_ticket:
        return Status(record.platform_status or Status.UNKNOWN)
    invoicing_settings = _terms(record.store_id)
    if invoicing_settings.store.installed_at != as_read.store.installed_at:
        raise InstalledMeanwhile("Folio was authorised again while the order was read.")
    record.store = invoicing_settings.store
    reading = _read(snapshots.thaw(snapshot), invoicing_settings)
    invoice = credit.open_invoice(record.store, record.order_id)
    released = _is_released(record, snapshot)
    policy = policy_of(invoicing_settings, record, released=released)
    decision = _decide(record, reading, policy, invoice, elsewhere=elsewhere, released=released)
    _act(decision, record, invoicing_settings, snapshot, invoice)
    _write_down(record, ticket, snapshot, reading, decision, invoice)
    return reading.status


def _terms(store_id: int) -> InvoicingSettings:
    """Return the settings of the store, with the store, as no other transaction changes them until this one ends.

    Many orders share the lock. So whoever turns the switch on finds every order that waits for it, and once it is
    off, for instance after a new authorisation, nothing more is issued by the settings of before.
    """
    table = connection.ops.quote_name(InvoicingSettings._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT FROM {table} WHERE store_id = %s FOR SHARE", [store_id])
    return InvoicingSettings.objects.select_related("store").get(store_id=store_id)


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


def _read(order: Any, invoicing_settings: InvoicingSettings) -> Reading:
    """A field that is no number stays so however often it is read: the order is held for a person, not tried again."""
    try:
        return read(
            order,
            _fallback(invoicing_settings),
            LabelMap.with_defaults(invoicing_settings.buyer_labels),
            usual_rates=sorted(registry.country(invoicing_settings.store.country).vat_rates),
            unclear_coupons="hold"
            if invoicing_settings.unclear_coupons == InvoicingSettings.UnclearCoupons.HOLD
            else "everything",
        )
    except NotAnOrder as error:
        problem = Problem.told(error.code, error.sentence)
        return Reading(order_id_of(order), "", Status.UNKNOWN, is_free=False, data=None, problems=(problem,))


def _credited_while_paid(record: OrderRecord) -> bool:
    return record.state == OrderRecord.State.CREDITED and record.platform_status == Status.PAID


def _is_released(record: OrderRecord, snapshot: OrderSnapshot) -> bool:
    return still_counts(record.released_at, record) and record.released_snapshot_id in (None, snapshot.pk)


def _act(
    decision: Decision,
    record: OrderRecord,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    invoice: Invoice | None,
) -> None:
    match decision:
        case Issue(order=order):
            issue.issue_invoice(
                store=record.store,
                invoicing_settings=invoicing_settings,
                order=_of_this_payment(order, record),
                snapshot=snapshot,
            )
        case Try(order=order):
            _try_once(record.store, invoicing_settings, _of_this_payment(order, record), snapshot)
        case Credit(reason) if invoice is not None:
            credit.credit_in_full(
                invoice,
                invoicing_settings=invoicing_settings,
                snapshot=snapshot,
                reason=texts.credit_reason(reason, invoice.language),
            )


def _of_this_payment(order: OrderData, record: OrderRecord) -> OrderData:
    """Return `order` without the moment of its payment where that is one of an earlier payment.

    The API description calls `completed_at` the moment when the order was first completed, and does not tell whether
    it changes when the order is paid again. Whoever pays again pays after the credit note for the payment before.
    """
    if order.completed_at is None or _credited_while_paid(record):
        return order
    credits = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.CREDIT_NOTE)
    credited_at = credits.aggregate(latest=Max("issued_at"))["latest"]
    is_earlier = credited_at is not None and order.completed_at < credited_at - SKEW
    return replace(order, completed_at=None) if is_earlier else order


def _try_once(store: Store, invoicing_settings: InvoicingSettings, order: OrderData, snapshot: OrderSnapshot) -> None:
    """An order that is read again in test mode is not tried again."""
    if not Invoice.objects.filter(store=store, order_id=order.order_id, kind=Kind.TEST).exists():
        issue.issue_test_document(store=store, invoicing_settings=invoicing_settings, order=order, snapshot=snapshot)


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
    is_left = was_left(record)
    record.state, problems = _outcome(record, decision, invoice)
    if is_left and record.state == OrderRecord.State.HELD:
        problems = (*problems, LEFT)
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


def _fallback(invoicing_settings: InvoicingSettings) -> TaxFallback | None:
    if invoicing_settings.fallback_tax_rate is None:
        return None
    inside = invoicing_settings.fallback_prices == InvoicingSettings.FallbackPrices.INCLUDE
    return TaxFallback(rate=invoicing_settings.fallback_tax_rate, inside=inside)


def plain(problem: Problem) -> dict[str, Any]:
    """Returns PROBLEM as records keep it: its code, its words, and the details that can be told in every language."""
    kept = {"code": problem.code, "message": problem.message}
    return kept | ({"details": [detail.as_json() for detail in problem.details]} if problem.details else {})
