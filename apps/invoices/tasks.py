from celery import shared_task

from apps.core import queue
from apps.invoices import posting, rendering
from apps.invoices.models import Posting


@shared_task(name="invoices.render")
def render(invoice_id: int) -> None:
    """Renders one document."""
    rendering.render(invoice_id)


@shared_task(name="invoices.post")
def post(posting_id: int) -> None:
    """Posts one document's link."""
    posting.post(posting_id)


@shared_task(name="invoices.sweep")
def sweep() -> None:
    """Rings for the documents whose PDF or posting is due."""
    queue.ring("invoices.deliver", Posting.sweep())


@shared_task(name="invoices.deliver")
def deliver(posting_id: int) -> None:
    """Renders a document if it still has to be, then posts its link."""
    rendering.render(Posting.objects.get(pk=posting_id).invoice_id)
