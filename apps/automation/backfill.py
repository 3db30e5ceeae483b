"""A back-fill: the documents of a period, asked for at once.

First it reads every paid order of the period and notes what would become of it, without taking a number or keeping the
order. Only what the merchant has then confirmed is issued. Each order goes through the pipeline, the oldest first,
marked as requested: all issuing rules apply except the start date. The work takes short turns within the store's API
limit, continues where it was interrupted, and stops between two orders when it is cancelled.
"""

import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from apps.automation import dry_run, order_state, pipeline
from apps.automation.decisions import Hold, Issue, Skip
from apps.automation.models import Backfill, BackfilledOrder, OrderRecord
from apps.automation.reasons import WaitsFor
from apps.core import clock, queue
from apps.core.errors import FolioError
from apps.invoices.models import Invoice
from apps.invoices.readiness.orders import readiness_of_order
from apps.jumpseller import payloads, rate_limit
from apps.jumpseller.client import JumpsellerError, Limited, NotFound, OrderHead, Rejected
from apps.orders import payload
from apps.orders.data import Problem, Status
from apps.orders.messages import Sentence
from apps.orders.payload import NotAnOrder
from apps.stores import reauthorisation, tokens
from apps.stores.models import InvoicingSettings, Store
from apps.stores.tokens import NeedsAuthorisation

log = structlog.get_logger(__name__)

# Seconds.
_TURN, _ASK_AGAIN = 2.0, 3600.0
# The platform does not tell whether its filter means the day of creation or of payment: an order may be paid late.
_BEFORE, _AFTER = timedelta(days=90), timedelta(days=1)
_Fate, _Stage = BackfilledOrder.Fate, Backfill.Stage
_TEST_MODE = "Test mode is on: turn it off in the settings first."
_OPEN = (_Stage.LOOKING, _Stage.LOOKED, _Stage.ISSUING)


class BackfillUnderWay(FolioError):
    """The store has a back-fill that is neither ended nor cancelled."""

    code = "backfill_under_way"


class NotToBeConfirmed(FolioError):
    """The back-fill does not wait for a confirmation (any more)."""

    code = "not_to_be_confirmed"


class TestModeIsOn(FolioError):
    """No invoice is issued while orders get test documents."""

    code = "test_mode"


def ask_for_backfill(store: Store, first_day: date, last_day: date, *, by: str) -> Backfill:
    """Start the look at the orders that were paid from `first_day` to `last_day`, in the store's time zone.

    Raise BackfillUnderWay.
    """
    try:
        with transaction.atomic():
            made = Backfill.objects.create(store=store, first_day=first_day, last_day=last_day, asked_by=by)
    except IntegrityError:
        raise BackfillUnderWay("Another period is being worked on: wait for its end, or cancel it.") from None
    queue.enqueue("automation.backfill", made.pk)
    return made


def confirm_backfill(backfill: Backfill, *, by: str) -> None:
    """Has issued what the look at `backfill` foresaw. Raise NotToBeConfirmed, TestModeIsOn."""
    _refuse_test_mode(backfill.store)
    seen = Backfill.objects.filter(pk=backfill.pk, stage=_Stage.LOOKED)
    due = {"state": Backfill.State.DUE, "due_at": timezone.now(), "attempts": 0, "rung_at": None, "finished_at": None}
    if not seen.update(stage=_Stage.ISSUING, confirmed_by=by, **due):
        raise NotToBeConfirmed("Nothing is waiting for a confirmation here.")
    queue.enqueue("automation.backfill", backfill.pk)


def _refuse_test_mode(store: Store) -> None:
    if InvoicingSettings.objects.get(store=store).test_mode:
        raise TestModeIsOn(_TEST_MODE)


def cancel_backfill(backfill: Backfill) -> None:
    """End `backfill` after the order that is being worked on; what is issued stays. Safe to repeat."""
    with transaction.atomic():
        Backfill.objects.filter(pk=backfill.pk, stage__in=_OPEN).update(
            stage=_Stage.CANCELLED, state=Backfill.State.DONE, finished_at=timezone.now()
        )
        # Whose turn had begun without an end is not asked for any more.
        begun = waiting_backfill(backfill).values_list("order_id", flat=True)
        order_state.withdraw_backfill(backfill.store, begun)


def continue_backfill(backfill_id: int) -> None:
    """Take one turn of the back-fill `backfill_id`; what stands in the way makes it due again later."""
    Backfill.run(backfill_id, _continue, close=_close, postpone=_postpone)


def _continue(backfill: Backfill) -> bool | None:
    """Take one turn; tell whether it was the last, None where the back-fill was interrupted instead."""
    if backfill.created_at < backfill.store.installed_at:
        _interrupt(backfill)
        return None
    with rate_limit.in_background():
        return _take_turn(backfill)


def _close(backfill: Backfill, is_over: bool | None) -> None:
    """Finish the back-fill or enqueue its next turn; nothing where it was interrupted."""
    if is_over:
        backfill.finish(stage=_Stage.LOOKED if backfill.stage == _Stage.LOOKING else _Stage.ENDED)
    elif is_over is False and backfill.release():
        queue.publish("automation.backfill", [backfill.pk])


def _interrupt(backfill: Backfill) -> None:
    """End a back-fill that was asked for before the store installed Folio again; it waits while that is in question."""
    if reauthorisation.unanswered_reauthorisation(backfill.store):
        backfill.postpone("It waits for the answer whether Folio was removed.", seconds=_ASK_AGAIN, for_ever=True)
    else:
        cancel_backfill(backfill)


def end_earlier(store: Store) -> None:
    """End the open back-fills of `store` that were asked for before it installed Folio again. Safe to repeat."""
    installed_at = Store.objects.values_list("installed_at", flat=True).get(pk=store.pk)
    for backfill in Backfill.objects.filter(store=store, stage__in=_OPEN, created_at__lt=installed_at):
        cancel_backfill(backfill)


def _take_turn(backfill: Backfill) -> bool:
    """Take steps until the turn is over or no longer ours; tells whether none is left."""
    step = _look_further if backfill.stage == _Stage.LOOKING else _issue_next
    until = time.monotonic() + _TURN
    while _is_mine(backfill):
        if not step(backfill):
            return True
        if time.monotonic() > until:
            break
    return False


def _is_mine(backfill: Backfill) -> bool:
    """Not, where it was cancelled or, after a pause too long, taken over."""
    same = {"state": Backfill.State.CLAIMED, "attempts": backfill.attempts, "stage": backfill.stage}
    return Backfill.objects.filter(pk=backfill.pk, **same).exists()


def _look_further(backfill: Backfill) -> bool:
    """Read one order more, else one page of the list more; tells whether there was something to do."""
    unread = backfill.orders.filter(foreseen="").order_by("order_id").first()
    if unread is not None:
        _look_at(unread)
    elif backfill.page:
        _list_page(backfill)
    else:
        return False
    return True


def _list_page(backfill: Backfill) -> None:
    """New orders push the others to later pages, so an order may be listed twice; one that leaves pulls them forward.

    So the list is read again until that adds nothing.
    """
    first, last = backfill.first_day - _BEFORE, backfill.last_day + _AFTER
    heads, is_last = tokens.call_platform(
        backfill.store, lambda client: client.orders((Status.PAID,), first, last, backfill.page)
    )
    listed = (
        BackfilledOrder(backfill=backfill, store=backfill.store, order_id=int(head.id))
        for head in heads
        if head.id.isascii() and head.id.isdigit() and _may_belong(head, backfill)
    )
    before = backfill.orders.count()
    BackfilledOrder.objects.bulk_create(listed, ignore_conflicts=True)
    backfill.added += backfill.orders.count() - before
    backfill.page += 1
    if is_last:
        # A single page came in one piece: nothing can have slipped between two.
        backfill.page = 1 if backfill.added and backfill.page > 2 else 0
        backfill.added = 0
    backfill.save(update_fields=["page", "added"])


def _may_belong(head: OrderHead, backfill: Backfill) -> bool:
    return head.paid_at is None or _is_within(head.paid_at, backfill)


def _is_within(moment: datetime, backfill: Backfill) -> bool:
    return backfill.first_day <= clock.local_date(moment, backfill.store.time_zone) <= backfill.last_day


def _look_at(row: BackfilledOrder) -> None:
    """Note what would become of the order; one that cannot be read holds nothing else up."""
    try:
        order = tokens.call_platform(row.store, lambda client: client.order(row.order_id))
        values = _seen(row, order)
    except (Rejected, NotAnOrder) as error:
        values = {"foreseen": _Fate.SKIPPED, "reasons": [_refused(error).as_json()]}
    BackfilledOrder.objects.filter(pk=row.pk).update(**values)


def _seen(row: BackfilledOrder, order: Mapping[str, Any]) -> dict[str, Any]:
    backfill, store = row.backfill, row.store
    paid_at = _paid_at(order)
    if paid_at and not _is_within(paid_at, backfill):
        return {"foreseen": _Fate.OUTSIDE}
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
    reading, decision = dry_run.predict_decision(store, order, invoicing_settings)
    fate, reasons = _foreseen(decision)
    return {
        "foreseen": fate,
        "reasons": reasons,
        "paid_on": clock.local_date(paid_at, store.time_zone) if paid_at else None,
        "currency": reading.currency[:3],
        "gross_total": reading.data.gross_total if reading.data else None,
        "readiness": [each.as_json() for each in readiness_of_order(reading.data, invoicing_settings)]
        if reading.data
        else [],
    }


def _refused(error: Rejected | NotAnOrder) -> Problem:
    """Return why the order cannot be read: its own fault, or the platform's words where the code does not say all."""
    if isinstance(error, NotAnOrder):
        return Problem.told(error.code, error.sentence)
    if isinstance(error, NotFound):
        return Problem(error.code)
    return Problem.told(error.code, Sentence("platform_said", {"words": error.said}))


def _paid_at(order: Mapping[str, Any]) -> datetime | None:
    """Return when `order` was paid, else when it was made; None if it states neither."""
    told = payload.unwrap_order(order)
    return payloads.parse_moment(told.get("completed_at")) or payloads.parse_moment(told.get("created_at"))


def _foreseen(decision: object) -> tuple[BackfilledOrder.Fate, list[dict[str, Any]]]:
    match decision:
        case Issue(warnings=warnings):
            return _Fate.ISSUED, [warning.as_json() for warning in warnings]
        case Hold(problems):
            return _Fate.HELD, [problem.as_json() for problem in problems]
        case Skip(problem):
            return _Fate.SKIPPED, [problem.as_json()]
        case _:
            # Cancelled between the list and the look: the pipeline credits its invoice.
            return _Fate.SKIPPED, []


def waiting_backfill(backfill: Backfill) -> QuerySet[BackfilledOrder]:
    """Return the orders of `backfill` that are still to be issued, the first paid first.

    Held orders are among them: the home page then lists them.
    """
    wanted = backfill.orders.filter(foreseen__in=[_Fate.ISSUED, _Fate.HELD], outcome="")
    return wanted.order_by(F("paid_on").asc(nulls_last=True), "order_id")


def _issue_next(backfill: Backfill) -> bool:
    """Hand the next order to the pipeline; tell whether there was one. Raise TestModeIsOn, InstalledMeanwhile."""
    row = waiting_backfill(backfill).first()
    if row is None:
        return False
    _refuse_test_mode(backfill.store)
    if not order_state.mark_backfilled(row.store, row.order_id, requested_at=backfill.created_at):
        raise pipeline.InstalledMeanwhile("Folio was authorised again while the period was issued.")
    try:
        pipeline.order_changed(row.store, row.order_id)
    except Rejected as error:
        BackfilledOrder.objects.filter(pk=row.pk).update(outcome=_Fate.HELD, reasons=[_refused(error).as_json()])
        return True
    record = OrderRecord.objects.get(store=row.store, order_id=row.order_id)
    if record.waiting_for == WaitsFor.TEST_END:
        # It was turned on meanwhile: the order waits with the others.
        raise TestModeIsOn(_TEST_MODE)
    BackfilledOrder.objects.filter(pk=row.pk).update(outcome=_became(record), reasons=record.reasons)
    return True


def _became(record: OrderRecord) -> BackfilledOrder.Fate:
    """Return what became of the order; `order_state` notes it for one that is on its way when its submission ends."""
    if Invoice.objects.open_invoice(record.store, record.order_id) is not None:
        return _Fate.ISSUED
    if record.state == OrderRecord.State.SUBMITTED:
        return _Fate.SUBMITTED
    return _Fate.HELD if record.state == OrderRecord.State.HELD else _Fate.SKIPPED


def _postpone(backfill: Backfill, error: FolioError) -> None:
    """Whatever it is, other orders wait behind: it is tried again until a person cancels."""
    log.warning("back-fill postponed", store=backfill.store.code, reason=error.code)
    wait = error.retry_after if isinstance(error, Limited) else None
    backfill.postpone(
        str(error), seconds=wait, for_ever=isinstance(error, JumpsellerError | NeedsAuthorisation | TestModeIsOn)
    )
