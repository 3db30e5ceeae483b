"""Confirmation: an action runs once, and only on the state that the merchant has seen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.invoices.models import Invoice


class ChangedMeanwhile(FolioError):
    """Another credit note was issued since the preview was shown, perhaps by a second click of the merchant."""

    code = "changed_meanwhile"


def seen_version(invoice: Invoice) -> str:
    """Return the version of the invoice's state. Only credit notes change it, and none is ever deleted."""
    return str(invoice.credit_notes.count())


@contextmanager
def lock_unchanged(invoice: Invoice, was_seen: str) -> Iterator[None]:
    """Run the block in a transaction that locks `invoice` in the state `was_seen`. Raise ChangedMeanwhile.

    The order's record is locked first, as in every change of its documents.
    """
    with transaction.atomic():
        list(OrderRecord.objects.locked().filter(store=invoice.store, order_id=invoice.order_id))
        if seen_version(invoice) != was_seen:
            raise ChangedMeanwhile(f"{invoice.number} has another credit note by now: look at it, then decide again.")
        yield
