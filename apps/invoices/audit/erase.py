"""Erasure of the buyer's data from documents, submissions and what was exchanged with providers.

Of a document, number, dates, totals, seal and the PDF's hash remain; of a submission, its key, stage and reference.

The database allows it only in the transaction that logs the erasure of the order (`orders.Erasure`).
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet

from apps.core.errors import FolioError
from apps.invoices.models import (
    PERSONAL,
    AuthorityCheck,
    BuyerCorrection,
    Exchange,
    Invoice,
    MailAttempt,
    Mailing,
    ProviderDocument,
    Rendition,
    Seal,
    Submission,
)
from apps.orders.models import Erasure


class DocumentOnItsWay(FolioError):
    """A document of the order is on its way to a provider: without its rows it could not be recorded."""

    code = "document_on_its_way"


def erase_documents(erasure: Erasure) -> int:
    """Empty the documents of the order that `erasure` logs, in its transaction, and return their count.

    A seal of version 2 or later keeps its public text and the hash of its personal text. The PDFs are deleted after
    the commit. The caller holds the lock on the order's record. Raise DocumentOnItsWay, after which the caller rolls
    back: the order is erased once its submission has ended.
    """
    if Submission.of_order(erasure.store_id, erasure.order_id).exists():
        raise DocumentOnItsWay("A document of the order is on its way to a provider.")
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
    _erase_at_providers(erasure, documents)
    for path in Rendition.objects.filter(invoice__in=documents).values_list("path", flat=True):
        transaction.on_commit(lambda path=path: default_storage.delete(path))  # type: ignore[misc]
    return documents.update(**dict.fromkeys(PERSONAL, ""), noticed=[])


def _erase_at_providers(erasure: Erasure, documents: QuerySet[Invoice]) -> None:
    """Empty what submissions, exchanges and verdicts tell of the order's buyer.

    An exchange that belongs to no order may list documents of many buyers, and one of another order may have found this
    order's document: they are emptied, too.
    """
    of_order = Q(order_id=erasure.order_id)
    submissions = Submission.objects.filter(of_order, store=erasure.store_id)
    submissions.update(frozen="", next_frozen="", plan="", problems=[], error="")
    AuthorityCheck.objects.filter(invoice__in=documents).update(words="", error="")
    named = Q(order_id__isnull=True)
    for reference in ProviderDocument.objects.filter(invoice__in=documents).values_list("reference", flat=True):
        named |= Q(step="find", answer__contains=reference)
    exchanges = Exchange.objects.filter(of_order | named, store=erasure.store_id)
    exchanges.update(url="", request="", answer="")
