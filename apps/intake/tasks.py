"""Celery tasks of intake: process deliveries, find those that are due, and detect silent webhooks."""

from celery import shared_task

from apps.core import queue, work
from apps.intake import receive, silent_webhooks
from apps.intake.models import Delivery
from apps.intake.process import process_delivery


@shared_task(name="intake.process")
def process(delivery_id: int) -> None:
    """Process one delivery, and take its document to the platform in the same process."""
    with queue.run_here("invoices.render_pdf", "invoices.post"):
        process_delivery(delivery_id)


@shared_task(name="intake.take_missed")
def take_missed(record_id: int) -> None:
    """Store a delivery for the order of a record that no webhook brought up to date."""
    receive.take_missed_order(record_id)


@shared_task(name="intake.sweep")
def sweep() -> None:
    """Enqueue the deliveries that are due."""
    work.publish_due(Delivery)


@shared_task(name="intake.listen")
def listen() -> None:
    """Enqueue the renewal of webhooks for the stores whose webhooks no longer come."""
    queue.publish("stores.renew_hooks", silent_webhooks.silent_stores())
