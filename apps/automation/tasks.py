from celery import shared_task

from apps.automation import reconciling
from apps.automation.models import Reconciliation
from apps.core import queue


@shared_task(name="automation.reconcile")
def reconcile(row_id: int) -> None:
    """Takes one turn of a look for orders without a document."""
    reconciling.reconcile(row_id)


@shared_task(name="automation.sweep")
def sweep() -> None:
    """Rings for the looks that are due."""
    reconciling.prepare()
    queue.ring("automation.reconcile", Reconciliation.sweep())
