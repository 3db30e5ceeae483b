"""Emptying what documents tell of their buyer. Number, dates, totals, seal and the PDF's hash stay.

The database allows it only while the erasure of the order is logged (`orders.Erasure`).
"""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from apps.invoices.models import PERSONAL, BuyerCorrection, Invoice, MailAttempt, Mailing, Rendition, Seal
from apps.orders.models import Erasure


def erase(erasure: Erasure) -> int:
    """Empties the documents of the order that ERASURE logs, in its transaction; returns how many there are.

    The PDFs are deleted once it is committed.
    """
    documents = Invoice.objects.filter(store_id=erasure.store_id, order_id=erasure.order_id)
    Seal.objects.filter(invoice__in=documents).update(body="")
    BuyerCorrection.objects.filter(invoice__in=documents).update(company="", tax_id="", activity="", address="")
    MailAttempt.objects.filter(mailing__invoice__in=documents).update(detail="")
    Mailing.objects.filter(invoice__in=documents).update(recipient="", error="")
    for path in Rendition.objects.filter(invoice__in=documents).values_list("path", flat=True):
        transaction.on_commit(lambda path=path: default_storage.delete(path))  # type: ignore[misc]
    return documents.update(**dict.fromkeys(PERSONAL, ""))


def is_erased(invoice: Invoice) -> bool:
    """Tells whether the buyer's data were erased from INVOICE."""
    return Seal.objects.filter(invoice=invoice, body="").exists()


def erased_at(invoice: Invoice) -> datetime | None:
    """Returns when the buyer's data were erased from INVOICE, None if they were not."""
    if not is_erased(invoice):
        return None
    erasures = Erasure.objects.filter(store_id=invoice.store_id, order_id=invoice.order_id)
    return erasures.order_by("erased_at").values_list("erased_at", flat=True).first()
