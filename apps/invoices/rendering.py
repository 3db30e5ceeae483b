"""From an issued document to its PDF, stored once with the hash that its bytes must have."""

import hashlib
import secrets
from datetime import timedelta

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices import printing
from apps.invoices.models import Invoice, Mailing, Posting, Rendition
from apps.invoices.pdf.rendering import RENDERER_VERSION
from apps.invoices.pdf.rendering import render as to_pdf

log = structlog.get_logger(__name__)

# Longer than a task may run, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)


class DamagedRendition(FolioError):
    """The stored PDF is missing or is not the one that was rendered."""

    code = "damaged_rendition"


def render(posting_id: int) -> None:
    """Makes sure that the document of POSTING_ID has its PDF, then rings for its posting and mail. Safe to repeat."""
    if Rendition.objects.filter(invoice__posting=posting_id).exists():
        # No claim: it would forget how often posting was tried, and with it how long to wait.
        queue.ring("invoices.post", [posting_id])
        return
    posting = Posting.claim(posting_id, lease=_LEASE)
    if posting is None:
        return
    try:
        make_sure(posting.invoice_id)
    except Exception as error:
        log.exception("rendering postponed", posting=posting.pk)
        posting.postpone(f"The PDF was not rendered: {type(error).__name__}.")
    else:
        posting.release()
        queue.ring("invoices.post", [posting.pk])
        mails = Mailing.objects.filter(Mailing.is_due(timezone.now()), invoice=posting.invoice_id)
        queue.ring("invoices.mail", mails.values_list("pk", flat=True))


def make_sure(invoice_id: int) -> None:
    """Renders and stores the PDF of the document INVOICE_ID if it has none."""
    invoice = Invoice.objects.select_related("store", "credits", "replaces").get(pk=invoice_id)
    if not Rendition.objects.filter(invoice=invoice).exists():
        _store(invoice, to_pdf(printing.data_of(invoice)))


def pdf_of(invoice: Invoice) -> bytes | None:
    """Returns the document's PDF, None if it is not rendered yet. Raises DamagedRendition."""
    rendition = Rendition.objects.filter(invoice=invoice).first()
    return content_of(rendition) if rendition else None


def content_of(rendition: Rendition) -> bytes:
    """Returns the PDF that RENDITION points at. Raises DamagedRendition."""
    content = _read(rendition.path)
    if content is None or _hash(content) != rendition.sha256:
        number = rendition.invoice.number
        raise DamagedRendition(f"The stored PDF of document {number} is missing or damaged: restore it.")
    return content


def _store(invoice: Invoice, content: bytes) -> None:
    """Bytes first, row second: a row never points at nothing. Each try has a file of its own, the row names one."""
    digest = _hash(content)
    name = f"{invoice.store_id}/{invoice.issue_date:%Y/%m}/{invoice.uid}-{secrets.token_hex(4)}.pdf"
    path = default_storage.save(name, ContentFile(content))
    Rendition.objects.get_or_create(
        invoice=invoice,
        defaults={
            "store": invoice.store,
            "path": path,
            "sha256": digest,
            "size": len(content),
            "renderer_version": RENDERER_VERSION,
        },
    )


def _read(path: str) -> bytes | None:
    try:
        with default_storage.open(path) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
