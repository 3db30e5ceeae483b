"""Working off a delivery: claim it, hand the order on, write down what became of it."""

from datetime import timedelta

import structlog

from apps.automation import pipeline
from apps.core.errors import FolioError
from apps.intake.models import Delivery
from apps.jumpseller.client import Limited

log = structlog.get_logger(__name__)

# Longer than a task may run, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)


def process(delivery_id: int) -> None:
    """Brings the order of the delivery DELIVERY_ID up to date; what stands in the way makes it due again later."""
    delivery = Delivery.claim(delivery_id, lease=_LEASE)
    if delivery is None or delivery.order_id is None:
        return
    try:
        pipeline.order_changed(delivery.store, delivery.order_id)
    except FolioError as error:
        wait = error.retry_after if isinstance(error, Limited) else None
        log.warning("delivery postponed", delivery=delivery.pk, reason=error.code, detail=str(error))
        delivery.postpone(str(error), seconds=wait)
    except Exception as error:
        log.exception("delivery postponed", delivery=delivery.pk)
        delivery.postpone(f"An error of Folio's own: {type(error).__name__}.")
    else:
        delivery.finish()
