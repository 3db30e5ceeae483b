"""Doing what a merchant has seen and confirmed, once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.invoices.models import Invoice


class ChangedMeanwhile(FolioError):
    """Another credit note was issued since the merchant was shown what would be; perhaps by his own second click."""

    code = "changed_meanwhile"


def seen_version(invoice: Invoice) -> str:
    """Returns what stands for the invoice's present state. Only its credit notes can change, and none ever goes."""
    return str(invoice.credit_notes.count())


@contextmanager
def lock_unchanged(invoice: Invoice, was_seen: str) -> Iterator[None]:
    """Runs the block in a transaction in which INVOICE is, and stays, as it WAS_SEEN. Raises ChangedMeanwhile.

    Locks the order's record first, as everything does that touches its documents.
    """
    with transaction.atomic():
        list(OrderRecord.objects.locked().filter(store=invoice.store, order_id=invoice.order_id))
        if seen_version(invoice) != was_seen:
            raise ChangedMeanwhile(f"{invoice.number} has another credit note by now: look at it, then decide again.")
        yield
