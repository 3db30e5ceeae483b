"""Erasure of the buyer's data from documents. Number, dates, totals, seal and the PDF's hash remain.

The database allows it only in the transaction that logs the erasure of the order (`orders.Erasure`).
"""

from django.core.files.storage import default_storage
from django.db import transaction

from apps.invoices.models import PERSONAL, BuyerCorrection, Invoice, MailAttempt, Mailing, Rendition, Seal
from apps.orders.models import Erasure


def erase_documents(erasure: Erasure) -> int:
    """Empty the documents of the order that `erasure` logs, in its transaction, and return their count.

    A seal of version 2 or later keeps its public text and the hash of its personal text. The PDFs are deleted after
    the commit.
    """
    documents = Invoice.objects.filter(store_id=erasure.store_id, order_id=erasure.order_id)
    # A PDF that is being rendered is either stored before this, and deleted below, or not stored at all.
    list(documents.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    seals = Seal.objects.filter(invoice__in=documents)
    seals.filter(personal_sha256="").update(body="")
    seals.exclude(personal_sha256="").update(personal="")
    corrections = BuyerCorrection.objects.filter(invoice__in=documents)
    corrections.update(company="", tax_id="", activity="", address="", parts={})
    MailAttempt.objects.filter(mailing__invoice__in=documents).update(detail="")
    Mailing.objects.filter(invoice__in=documents).update(recipient="", error="")
    for path in Rendition.objects.filter(invoice__in=documents).values_list("path", flat=True):
        transaction.on_commit(lambda path=path: default_storage.delete(path))  # type: ignore[misc]
    return documents.update(**dict.fromkeys(PERSONAL, ""), noticed=[])
