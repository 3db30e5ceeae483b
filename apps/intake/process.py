"""Process a delivery: claim it, run the pipeline for its order, record the outcome.

An error postpones it. Its tries are unlimited, but for an order that the platform does not know and errors of Folio.
"""

from contextlib import nullcontext

import structlog

from apps.automation import pipeline
from apps.core.errors import FolioError
from apps.intake.models import Delivery
from apps.intake.receive import MISSED, REQUESTED
from apps.jumpseller import rate_limit
from apps.jumpseller.client import Limited, NotFound
from apps.orders.data import Status

log = structlog.get_logger(__name__)

# How often an order that was announced as paid is read again while the platform still calls it unpaid.
_STALE_READS = 4


def process_delivery(delivery_id: int) -> None:
    """Bring the order of the delivery `delivery_id` up to date if it is due; after an error it is due again later."""
    Delivery.run(delivery_id, _read_order, close=_close, postpone=_postpone)


def _read_order(delivery: Delivery) -> Status | None:
    """Return the status that the order was read with, None where the delivery is of no order."""
    if delivery.order_id is None:
        return None
    with rate_limit.in_background() if delivery.event == MISSED else nullcontext():
        return pipeline.order_changed(delivery.store, delivery.order_id)


def _postpone(delivery: Delivery, error: FolioError) -> None:
    """Postpone `delivery`: without limit, as outages may last days, but for an order that the platform does not know.

    A merchant's request for an unknown order is finished instead: they see the reason and can repeat it.
    """
    if delivery.event == REQUESTED and isinstance(error, NotFound):
        delivery.finish()
        return
    log.warning("delivery postponed", delivery=delivery.pk, reason=error.code, detail=str(error))
    wait = error.retry_after if isinstance(error, Limited) else None
    delivery.postpone(str(error), seconds=wait, for_ever=not isinstance(error, NotFound))


def _close(delivery: Delivery, status: Status | None) -> None:
    """Finish `delivery`; postpone it if it announced the order as paid and the platform still shows it as unpaid."""
    if status is None:
        delivery.fail("This is no order, so there is nothing to do.")
    elif delivery.event == "order_paid" and status is Status.PENDING and delivery.attempts < _STALE_READS:
        delivery.postpone("Jumpseller announced the order as paid but still shows it unpaid.")
    elif status is Status.PENDING:
        # Another delivery may have announced the order as paid.
        delivery.finish()
    else:
        delivery.finish_with_others()
