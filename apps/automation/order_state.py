"""What is written down of an order: outcome, reasons, and what a person has asked for.

The only module that writes rows of `OrderRecord`; a test holds it to that. A row is locked before the settings and
before the order's documents (docs/architecture.md). Functions that take a locked record say so. What an older ticket
than the last applied one brings is stale and is dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from apps.automation.decisions import LEFT, TEST_MODE, Credit, Decision, Hold, Issue, Skip, Try, Withdraw, unclear_wish
from apps.automation.merchant_policy import is_left_to_merchant, was_credited_while_paid
from apps.automation.models import BackfilledOrder, OrderRecord
from apps.automation.reasons import Severity, reason_of, waits_for
from apps.core import clock
from apps.core.postgresql.statements import Insert, Select, Slot
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, Kind, Submission
from apps.orders import tax_ids
from apps.orders.data import Problem, Reading, Status
from apps.orders.messages import Sentence
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store

log = structlog.get_logger(__name__)

_GONE = Problem("order_gone")
_ON_ITS_WAY = ("submitted", "credit_submitted")
_LOCKED = Select(lambda: OrderRecord.objects.locked().filter(pk=Slot("record_id")))
_TICKET = Insert(
    OrderRecord,
    "ON CONFLICT ON CONSTRAINT one_record_an_order DO UPDATE SET last_ticket = automation_orderrecord.last_ticket + 1",
)
# Characters of a provider's own words in a reason.
_LONGEST_WORDS = 300
# The first amount that the column does not hold.
_TOO_LARGE = Decimal(10) ** 15


def record_of(store: Store, order_id: int) -> OrderRecord:
    """Return the record of the order, with its store; make it if there is none. It is not locked."""
    return OrderRecord.objects.select_related("store").get_or_create(store=store, order_id=order_id)[0]


def locked_record(record_id: int) -> OrderRecord:
    """Return the record as it is in the database, locked until the transaction ends."""
    record = _LOCKED.first(record_id=record_id)
    if record is None:
        raise OrderRecord.DoesNotExist
    return record


def take_ticket(store: Store, order_id: int) -> tuple[OrderRecord, int]:
    """Return the record of the order, and the ticket of a reading that is about to begin."""
    record = _TICKET.returned(OrderRecord(store=store, order_id=order_id, last_ticket=1))
    if record is None:
        raise OrderRecord.DoesNotExist
    record.store = store
    return record, record.last_ticket


@transaction.atomic
def mark_gone(record_id: int, ticket: int) -> None:
    """Write down that the platform does not know the order (any more). What was issued stays.

    A person's request for the order ends: if the order is known later, it is not the one that the person meant.
    """
    record = locked_record(record_id)
    if ticket < record.applied_ticket:
        return
    record.applied_ticket = ticket
    left = (LEFT,) if is_left_to_merchant(record) else ()
    _write_reasons(record, (_GONE, *left))
    record.released_at = record.released_snapshot = None
    if record.state == OrderRecord.State.NEW:
        record.state = OrderRecord.State.HELD
    record.save()


def write_outcome(
    record: OrderRecord,
    ticket: int,
    snapshot: OrderSnapshot,
    reading: Reading,
    decision: Decision,
    invoice: Invoice | None,
    made: Made | None,
) -> None:
    """Write down what the order is by `snapshot`, and what was done about it by `decision`, which `made` a document.

    `record` is locked; `invoice` is the order's open invoice from before the decision.
    """
    was_credited_by_hand = was_credited_while_paid(record)
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
    _note_payment(record, reading)
    is_left = is_left_to_merchant(record)
    if isinstance(decision, Skip) and decision.problem.code in _ON_ITS_WAY:
        # What is known of a document on its way stays known.
        record.save()
        return
    record.state, problems = _outcome(record, decision, invoice, made)
    if is_left and record.state == OrderRecord.State.HELD:
        problems = (*problems, LEFT)
    if isinstance(decision, Try) and was_credited_by_hand:
        record.state = OrderRecord.State.CREDITED
    still_open = None if isinstance(decision, Credit) else invoice
    _write_reasons(record, (*problems, *_about_invoice(reading, still_open)))
    record.save()
    log.info("order handled", store=record.store.code, order=record.order_id, outcome=record.state)


def write_submitted(record: OrderRecord) -> None:
    """Write down that a document of the order is on its way to a provider. `record` is locked."""
    record.state = OrderRecord.State.SUBMITTED
    record.save()


def _end_backfill(record: OrderRecord) -> None:
    """Note for a back-fill that waits for the order's submission what became of the order."""
    fates = {OrderRecord.State.ISSUED: BackfilledOrder.Fate.ISSUED, OrderRecord.State.HELD: BackfilledOrder.Fate.HELD}
    waiting = BackfilledOrder.objects.filter(
        store=record.store, order_id=record.order_id, outcome=BackfilledOrder.Fate.SUBMITTED
    )
    fate = fates.get(OrderRecord.State(record.state), BackfilledOrder.Fate.SKIPPED)
    waiting.update(outcome=fate, reasons=record.reasons)


def write_recorded(record: OrderRecord, document: Invoice, problems: Iterable[Problem]) -> None:
    """Write down that a provider has issued `document`, and what a person should know of it. `record` is locked.

    A person's request ends with it: what was left over could issue a second invoice once this one is credited.
    """
    record.released_at = record.released_snapshot = None
    if document.kind == Kind.INVOICE:
        record.state = OrderRecord.State.ISSUED
        record.reasons = [*_without_submission(record), *(each.as_json() for each in problems)]
        record.waiting_for = ""
    else:
        is_open = Invoice.objects.open_invoice(record.store, record.order_id) is not None
        record.state = OrderRecord.State.ISSUED if is_open else OrderRecord.State.CREDITED
        _write_reasons(record, problems)
    record.save()
    _end_backfill(record)


def write_refused(record: OrderRecord, submission: Submission) -> None:
    """Write down that the document cannot be issued as it is. `record` is locked."""
    is_credit = submission.kind == Kind.CREDIT_NOTE
    record.state = OrderRecord.State.ISSUED if is_credit else OrderRecord.State.HELD
    _write_reasons(record, refusal_of(submission))
    record.save()
    _end_backfill(record)


def refusal_of(submission: Submission) -> tuple[Problem, ...]:
    """Return the reason for a refused submission: what stands against its document, the provider's words behind it."""
    is_credit = submission.kind == Kind.CREDIT_NOTE
    problem = Problem("credit_refused") if is_credit else Problem("submission_refused")
    sentences = (each for problem in submission.problems for each in _sentences(problem))
    return (Problem.told(problem.code, *sentences),)


def _sentences(problem: Mapping[str, Any]) -> Iterator[Sentence]:
    yield Sentence(problem["code"], problem["figures"])
    if problem["said"]:
        yield Sentence("provider_said", {"words": problem["said"][:_LONGEST_WORDS]})


def write_left_out(record: OrderRecord, problem: Problem) -> None:
    """Write down that no document is due, by a rule of the provider's country. `record` is locked."""
    record.state = OrderRecord.State.SKIPPED
    _write_reasons(record, (problem,))
    record.save()
    _end_backfill(record)


def write_outdated(record: OrderRecord, submission: Submission) -> None:
    """Write down that the order is to be read again before its document is decided. `record` is locked."""
    is_credit = submission.kind == Kind.CREDIT_NOTE
    record.state = OrderRecord.State.ISSUED if is_credit else OrderRecord.State.HELD
    _write_reasons(record, (Problem("not_read"),))
    record.save()
    _end_backfill(record)


def write_asked(record: OrderRecord) -> None:
    """Write down that a person must tell whether the document exists at the provider. `record` is locked."""
    record.state = OrderRecord.State.HELD
    _write_reasons(record, (Problem("submission_unclear"),))
    record.save()
    _end_backfill(record)


def write_rejected(record: OrderRecord, document: Invoice, words: str) -> None:
    """Write down that the authority rejected `document`, which is void. `record` is locked."""
    is_credit = document.kind == Kind.CREDIT_NOTE
    is_open = is_credit or Invoice.objects.open_invoice(record.store, record.order_id) is not None
    record.state = OrderRecord.State.ISSUED if is_open else OrderRecord.State.HELD
    _write_reasons(record, (rejection_of(document, words),))
    record.save()


def rejection_of(document: Invoice, words: str) -> Problem:
    """Return the reason for a document that the authority rejected, with the authority's own words."""
    is_credit = document.kind == Kind.CREDIT_NOTE
    problem = Problem("credit_rejected") if is_credit else Problem("rejected_by_authority")
    said = [Sentence("authority_said", {"words": words[:_LONGEST_WORDS]})] if words else []
    return Problem.told(problem.code, *said)


def write_credits_void(record: OrderRecord, submission: Submission, rejected: Problem) -> None:
    """Write down that the provider made a credit note for a document that is void. `record` is locked."""
    record.state = OrderRecord.State.HELD
    _write_reasons(record, (rejected, *refusal_of(submission)))
    record.save()


def _without_submission(record: OrderRecord) -> list[Any]:
    return [each for each in record.reasons if reason_of(each["code"]).severity in (Severity.NOTE, Severity.DECIDE)]


def release_order(record: OrderRecord, *, snapshot: OrderSnapshot | None) -> None:
    """Write down that a person wants the document of the order, with `snapshot` only as the order is there.

    `record` is locked, and the order has no open invoice.
    """
    OrderRecord.objects.filter(pk=record.pk).update(released_at=timezone.now(), released_snapshot=snapshot)


def mark_credited(record: OrderRecord) -> None:
    """Write down that a person credited the order's invoice in full. `record` is locked."""
    record.state = OrderRecord.State.CREDITED
    _write_reasons(record, ())
    record.save()


def mark_backfilled(store: Store, order_id: int, *, requested_at: datetime) -> bool:
    """Write down that a back-fill asks for the order's document; tell whether that was done.

    It is not where Folio was installed again after `requested_at`. The same statement looks and writes: an installation
    that comes later finds a request from before it.
    """
    record = record_of(store, order_id)
    same = OrderRecord.objects.filter(pk=record.pk, store__installed_at__lte=requested_at)
    return bool(same.update(backfilled_at=timezone.now()))


def withdraw_backfill(store: Store, order_ids: Iterable[int]) -> None:
    """Write down that no back-fill asks for the documents of the orders any more."""
    OrderRecord.objects.filter(store=store, order_id__in=order_ids).update(backfilled_at=None)


def leave_to_merchant(records: Iterable[OrderRecord]) -> None:
    """Write down that the orders wait until the merchant asks for their documents. The records are locked.

    A held order keeps the reasons that hold it.
    """
    left = LEFT.as_json()
    for record in records:
        record.reasons = [*record.reasons, left] if record.state == OrderRecord.State.HELD else [left]
        record.waiting_for = waits_for([LEFT])
        record.save(update_fields=["reasons", "waiting_for"])


def dismiss_reasons(record: OrderRecord) -> None:
    """Write down that the merchant has put the reasons of `record` aside, unless they changed or hold the order."""
    same = OrderRecord.objects.filter(pk=record.pk, reasons=record.reasons)
    same.exclude(state=OrderRecord.State.HELD).update(dismissed=record.reasons)


def erase_reasons(store: Store, order_id: int) -> None:
    """Empty the reasons of the order, which may tell of its buyer. Locks the record until the transaction ends.

    What the order waits for tells nothing of them, and stays.
    """
    OrderRecord.objects.filter(store=store, order_id=order_id).update(reasons=[], dismissed=[])


def _write_reasons(record: OrderRecord, problems: Iterable[Problem]) -> None:
    """Set the reasons for people, and what the order waits for by them."""
    problems = tuple(problems)
    record.reasons = [problem.as_json() for problem in problems]
    record.waiting_for = waits_for(problems)


def _note_payment(record: OrderRecord, reading: Reading) -> None:
    """Note when the order was paid and what it comes to; a cancelled order keeps what it was while it was paid."""
    if reading.status is not Status.PAID:
        return
    total = reading.data.gross_total if reading.data else reading.stated_total
    record.paid_on = clock.local_date(reading.dated_at, record.store.time_zone) if reading.dated_at else None
    record.currency = reading.currency[:3]
    record.amount = total if total is not None and abs(total) < _TOO_LARGE else None


def _outcome(
    record: OrderRecord, decision: Decision, invoice: Invoice | None, made: Made | None
) -> tuple[OrderRecord.State, tuple[Problem, ...]]:
    """Return the state that the order has by `decision`, and why."""
    if isinstance(made, Submission):
        return _outcome_of_submission(decision, made)
    match decision:
        case Issue(warnings=warnings):
            return OrderRecord.State.ISSUED, warnings
        case Withdraw():
            return OrderRecord.State.SKIPPED, (Problem("canceled_before_invoice"),)
        case Try():
            return OrderRecord.State.SKIPPED, (TEST_MODE,)
        case Credit():
            return OrderRecord.State.CREDITED, ()
        case Hold(problems):
            return OrderRecord.State.HELD, problems
        case Skip(problem):
            return _outcome_of_skip(record, problem, invoice)


def _outcome_of_skip(
    record: OrderRecord, problem: Problem, invoice: Invoice | None
) -> tuple[OrderRecord.State, tuple[Problem, ...]]:
    if invoice is not None:
        return OrderRecord.State.ISSUED, () if problem.code == "already_invoiced" else (problem,)
    if problem.code == "credited_by_hand":
        return OrderRecord.State.CREDITED, (problem,)
    # An order that is paid again is a new sale, and seen to wait like any other.
    if record.state == OrderRecord.State.CREDITED and record.platform_status != Status.PAID:
        return OrderRecord.State.CREDITED, ()
    return OrderRecord.State.SKIPPED, (problem,)


def _outcome_of_submission(decision: Decision, made: Submission) -> tuple[OrderRecord.State, tuple[Problem, ...]]:
    """Return the state of an order whose document goes to a provider, which may have refused this very one before."""
    if made.stage == Submission.Stage.REFUSED:
        is_credit = made.kind == Kind.CREDIT_NOTE
        return OrderRecord.State.ISSUED if is_credit else OrderRecord.State.HELD, refusal_of(made)
    return OrderRecord.State.SUBMITTED, decision.warnings if isinstance(decision, Issue) else ()


def _about_invoice(reading: Reading, invoice: Invoice | None) -> tuple[Problem, ...]:
    """Return what a person should know of an open invoice, however often its order is read again."""
    if invoice is None:
        return ()
    wrong = tax_ids.check_tax_id(invoice.buyer_tax_id, invoice.buyer_country)
    unclear = unclear_wish(reading.data) if reading.data and invoice.buyer_wants_factura is None else ()
    return (*_drift(reading, invoice), *((wrong,) if wrong else ()), *unclear)


def _drift(reading: Reading, invoice: Invoice) -> tuple[Problem, ...]:
    """Return that the order was changed after its invoice, which stays as it is.

    A reissued invoice holds what credit notes had left, so the order is compared with the first one.
    """
    while invoice.replaces is not None:
        invoice = invoice.replaces
    if reading.data is None or reading.data.gross_total == invoice.gross_total:
        return ()
    text = Sentence(
        "total_since_invoice",
        {"now": reading.data.gross_total, "number": invoice.number, "then": invoice.gross_total},
    )
    return (Problem.told("changed_after_invoice", text),)
