from celery import shared_task

from apps.automation import pipeline
from apps.automation.models import OrderRecord
from apps.core.errors import FolioError


@shared_task(name="automation.order_changed", autoretry_for=(FolioError,), retry_backoff=15, max_retries=8)
def order_changed(record_id: int) -> None:
    """Reads one order again and does what it calls for."""
    record = OrderRecord.objects.select_related("store").get(pk=record_id)
    pipeline.order_changed(record.store, record.order_id)
