"""The PDF of an issued document: rendered once, stored with the hash that its bytes must have, and sealed."""

import hashlib
import secrets

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.formats.pdf.render import RENDERER_VERSION
from apps.formats.pdf.render import render_pdf as to_pdf
from apps.invoices.issuing import seals
from apps.invoices.models import PERSONAL, Invoice, Mailing, Posting, Rendition, Series
from apps.invoices.renditions import document_data

log = structlog.get_logger(__name__)


class DamagedRendition(FolioError):
    """The stored PDF is missing or differs from the rendered one."""

    code = "damaged_rendition"


class ErasedMeanwhile(FolioError):
    """The buyer's data were erased while the PDF that names the buyer was rendered."""

    code = "erased_meanwhile"


def render_and_store(posting_id: int) -> None:
    """Ensure that the document of `posting_id` has its PDF, then publish its posting and e-mail. Safe to repeat."""
    if Rendition.objects.filter(invoice__posting=posting_id).exists():
        # No claim: it would reset the posting's attempts, and with them the wait between tries.
        queue.publish("invoices.post", [posting_id])
        return
    posting = Posting.claim(posting_id)
    if posting is None:
        return
    try:
        make_sure(posting.invoice_id)
    except Exception as error:
        log.exception("rendering postponed", posting=posting.pk)
        posting.postpone(f"The PDF was not rendered: {type(error).__name__}.")
    else:
        posting.release()
        queue.publish("invoices.post", [posting.pk])
        mails = Mailing.objects.filter(Mailing.is_due(timezone.now()), invoice=posting.invoice_id)
        queue.publish("invoices.mail", mails.values_list("pk", flat=True))


def make_sure(invoice_id: int) -> None:
    """Render, store and seal the PDF of the document `invoice_id` if it has none. Raise ErasedMeanwhile."""
    invoice = Invoice.objects.select_related("store", "credits", "replaces").get(pk=invoice_id)
    if not Rendition.objects.filter(invoice=invoice).exists():
        _store(invoice, to_pdf(document_data.data_of(invoice)))


def pdf_of(invoice: Invoice) -> bytes | None:
    """Return the document's PDF, None if it is not rendered yet. Raise DamagedRendition."""
    rendition = Rendition.objects.filter(invoice=invoice).first()
    return content_of(rendition) if rendition else None


def content_of(rendition: Rendition) -> bytes:
    """Return the PDF of `rendition`. Raise DamagedRendition."""
    content = _read(rendition.path)
    if content is None or _hash(content) != rendition.sha256:
        number = rendition.invoice.number
        raise DamagedRendition(f"The stored PDF of document {number} is missing or damaged: restore it.")
    return content


def _store(invoice: Invoice, content: bytes) -> None:
    """Store the file first, the row second, so that a row always has its file. Raise ErasedMeanwhile.

    Each try has a file of its own; the row names one of them.
    """
    name = f"{invoice.store_id}/{invoice.issue_date:%Y/%m}/{invoice.uid}-{secrets.token_hex(4)}.pdf"
    path = default_storage.save(name, ContentFile(content))
    try:
        is_kept = _record(invoice, path, content)
    except ErasedMeanwhile:
        default_storage.delete(path)
        raise
    if not is_kept:
        default_storage.delete(path)


@transaction.atomic
def _record(invoice: Invoice, path: str, content: bytes) -> bool:
    """Insert the rendition and its seal; return False if another worker was first. Raise ErasedMeanwhile.

    Lock the document, then its series: the order that docs/architecture.md documents.
    """
    Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
    if Rendition.objects.filter(invoice=invoice).exists():
        return False
    if any(getattr(invoice, name) for name in PERSONAL) and invoice.is_erased():
        raise ErasedMeanwhile(
            f"The buyer of document {invoice.number} was erased while its PDF was made: render again."
        )
    series = Series.objects.select_for_update().get(pk=invoice.series_id)
    rendition = Rendition.objects.create(
        store=invoice.store,
        invoice=invoice,
        path=path,
        sha256=_hash(content),
        size=len(content),
        renderer_version=RENDERER_VERSION,
    )
    seals.seal_rendition(rendition, series)
    return True


def _read(path: str) -> bytes | None:
    try:
        with default_storage.open(path) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
