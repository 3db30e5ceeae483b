"""Find paid orders without a document, and cancelled ones, whose webhooks were lost; Jumpseller recommends this check.

A check lists the orders of a span of days, compares them with the order records and sends each order that differs
through the same pipeline as a webhook. The platform has no “changed since” and does not document the date of an order
that its filter means (API description), so spans overlap: the last days every hour, the last month daily, a long span
weekly for old orders that are paid or cancelled late. Where nothing was sold for long, the last days are looked at less
often, daily in the end; a longer look also stands for the shorter ones.

A check runs in short turns and leaves half of the store's budget of calls free: other stores and webhooks do not wait.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from apps.automation import order_state
from apps.automation.merchant_policy import SKEW
from apps.automation.models import OrderRecord, Reconciliation, prepare_checks
from apps.core import clock, queue
from apps.core.errors import FolioError
from apps.jumpseller import rate_limit
from apps.jumpseller.client import JumpsellerError, Limited, OrderHead
from apps.orders.data import Status
from apps.orders.payload import is_shipped, status_of
from apps.stores import tokens
from apps.stores.models import InvoicingSettings, Store
from apps.stores.tokens import NeedsAuthorisation

log = structlog.get_logger(__name__)

# Days looked back, and the interval of the check as a multiple of the shortest: an hour, a day, a week.
SPANS = {3: 1, 35: 24, 400: 7 * 24}
_STATUSES = ("paid", "canceled")
# The pause grows with the time since the store's latest order was read: it is a part of that, up to this multiple. The
# last days are looked at a little later than the last month, which stands for them.
_PART_OF_QUIET, _LONGEST = 24, {3: 25}
# Seconds.
_TURN = 2.0
_PADDING = timedelta(days=1)


def prepare_reconciliations(stores: QuerySet[Store]) -> None:
    """Give every active one of `stores` the rows of its checks; a new row is due at once."""
    prepare_checks(Reconciliation, SPANS, stores)


def look_for_missing_invoices(row_id: int) -> None:
    """Take one turn of the look `row_id` if it is due; after an error it is due again later."""
    Reconciliation.run(row_id, _take_turn, close=_close, postpone=_postpone)


def _close(look: Reconciliation, is_over: bool) -> None:
    """Have the look repeated, or its next turn taken."""
    if is_over:
        log.info("reconciled", store=look.store.code, days=look.span_days, found=look.found)
        _repeat(look)
    elif look.release():
        queue.publish("automation.reconcile", [look.pk])


def _repeat(look: Reconciliation) -> None:
    """Have the look repeated after its pause; one that read a single page stands for the shorter looks, too."""
    quiet = _quiet_seconds(look.store)
    if look.page == 1:
        _put_off_shorter(look, quiet)
    if look.page > 1 or look.found:
        _remember(look, page=1, found=0)
    look.repeat(_pause(look.span_days, quiet))


def _pause(span_days: int, quiet: float) -> float:
    """Return the seconds between two looks at so many days of a store that has been `quiet` for so many seconds."""
    shortest, longest = SPANS[span_days], _LONGEST.get(span_days, 0)
    hour = settings.RECONCILE_EVERY_SECONDS
    return float(max(shortest * hour, min(quiet / _PART_OF_QUIET, longest * hour)))


def _quiet_seconds(store: Store) -> float:
    """Return how long ago an order of `store` was read the last time; if none was, how long ago Folio was installed."""
    latest = OrderRecord.objects.filter(store=store).aggregate(latest=Max("updated_at"))["latest"]
    return float((timezone.now() - (latest or store.installed_at)).total_seconds())


def _put_off_shorter(look: Reconciliation, quiet: float) -> None:
    for span_days in (span for span in SPANS if span < look.span_days):
        due_at = timezone.now() + timedelta(seconds=_pause(span_days, quiet))
        shorter = Reconciliation.objects.filter(store=look.store, span_days=span_days, page=1)
        shorter.filter(state=Reconciliation.State.DUE, due_at__lt=due_at).update(due_at=due_at)


def _take_turn(look: Reconciliation) -> bool:
    """Process pages, one at least, until the turn is over; tell whether the last one is done."""
    until = time.monotonic() + _TURN
    with rate_limit.in_background():
        while True:
            heads, is_last = _page(look)
            differing = _differing(look.store, heads) if heads else []
            _enqueue_missed(look.store, differing)
            look.found += len(differing)
            if is_last:
                return True
            _remember(look, page=look.page + 1, found=look.found)
            if time.monotonic() > until:
                return False


def _page(look: Reconciliation) -> tuple[list[OrderHead], bool]:
    """Return the check's page of orders, and whether it is the last.

    New orders move the others to later pages, so an order may be listed twice. An order that is missed because another
    leaves the list is listed by the next check.
    """
    today = clock.today(look.store.time_zone)
    first = today - timedelta(days=look.span_days) - _PADDING
    return tokens.call_platform(look.store, lambda client: client.orders(_STATUSES, first, today + _PADDING, look.page))


def _differing(store: Store, heads: Sequence[OrderHead]) -> list[int]:
    """Return the ids of orders that differ from their record or have none.

    A cancelled order without a record was never paid and needs nothing.
    """
    listed = {int(head.id): head for head in heads if head.id.isascii() and head.id.isdigit()}
    records = OrderRecord.objects.filter(store=store, order_id__in=listed)
    known = dict(records.values_list("order_id", "platform_status"))
    waiting = set(records.waiting_for_shipment().values_list("order_id", flat=True))
    since = _since(store)
    return [
        order_id
        for order_id, head in listed.items()
        if _differs(head, known.get(order_id), since) or (order_id in waiting and is_shipped(head.shipment))
    ]


def _differs(head: OrderHead, known: str | None, since: datetime) -> bool:
    match status_of(head.status):
        case Status.PAID:
            # A known order is read again regardless of its date: it may be the date of the order, not of its payment.
            is_of_our_time = known is not None or head.paid_at is None or head.paid_at >= since
            return known != Status.PAID and is_of_our_time
        case Status.CANCELED:
            return known is not None and known != Status.CANCELED
        case _:
            return False


def _since(store: Store) -> datetime:
    """Return the start of issuing: the merchant's date, else the installation, as older sales may have a document."""
    day = InvoicingSettings.objects.values_list("issue_since", flat=True).get(store=store)
    return clock.start_of(day, store.time_zone) if day else store.installed_at - SKEW


def _enqueue_missed(store: Store, order_ids: Sequence[int]) -> None:
    records = [order_state.record_of(store, order_id) for order_id in order_ids]
    queue.publish("intake.take_missed", [record.pk for record in records])


def _remember(look: Reconciliation, *, page: int, found: int) -> None:
    look.page, look.found = page, found
    look.save(update_fields=["page", "found"])


def _postpone(look: Reconciliation, error: FolioError) -> None:
    log.warning("reconciliation postponed", store=look.store.code, reason=error.code)
    wait = error.retry_after if isinstance(error, Limited) else None
    look.postpone(str(error), seconds=wait, for_ever=isinstance(error, JumpsellerError | NeedsAuthorisation))
