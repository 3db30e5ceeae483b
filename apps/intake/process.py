"""Working off a delivery: claim it, hand the order on, write down what became of it."""

from contextlib import nullcontext
from datetime import timedelta

import structlog

from apps.automation import pipeline
from apps.core.errors import FolioError
from apps.intake.models import Delivery
from apps.intake.receive import MISSED, REQUESTED
from apps.jumpseller import rate_limit
from apps.jumpseller.client import Limited, NotFound
from apps.orders.data import Status

log = structlog.get_logger(__name__)

# Longer than a task may run, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)
# How often an order that was announced as paid is read again while the platform still calls it unpaid.
_STALE_READS = 4


def process_delivery(delivery_id: int) -> None:
    """Brings the order of the delivery `delivery_id` up to date; what stands in the way makes it due again later."""
    delivery = Delivery.claim(delivery_id, lease=_LEASE)
    if delivery is None:
        return
    if delivery.order_id is None:
        delivery.fail("This is no order, so there is nothing to do.")
        return
    try:
        with rate_limit.in_background() if delivery.event == MISSED else nullcontext():
            status = pipeline.order_changed(delivery.store, delivery.order_id)
    except FolioError as error:
        _postpone(delivery, error)
    except Exception as error:
        log.exception("delivery postponed", delivery=delivery.pk)
        delivery.postpone(f"An error of Folio's own: {type(error).__name__}.")
    else:
        _close(delivery, status)


def _postpone(delivery: Delivery, error: FolioError) -> None:
    """The world outside may be away for days: only what is the order's own ever makes Folio give up.

    A merchant who asked for an order that the platform does not know is told so and asks again: nothing goes on.
    """
    if delivery.event == REQUESTED and isinstance(error, NotFound):
        delivery.finish()
        return
    log.warning("delivery postponed", delivery=delivery.pk, reason=error.code, detail=str(error))
    wait = error.retry_after if isinstance(error, Limited) else None
    delivery.postpone(str(error), seconds=wait, for_ever=not isinstance(error, NotFound))


def _close(delivery: Delivery, status: Status) -> None:
    """A paid webhook whose order still reads as unpaid came before the platform's own change could be read."""
    if delivery.event == "order_paid" and status is Status.PENDING and delivery.attempts < _STALE_READS:
        delivery.postpone("Jumpseller announced the order as paid but still shows it unpaid.")
    else:
        delivery.finish()
