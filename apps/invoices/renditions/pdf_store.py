"""The PDF of an issued document: rendered once, stored with the hash that its bytes must have, and sealed.

A document's posting and mailings are due from the moment its PDF exists, so a message that is lost after the rendering,
or a worker that is killed there, delays them only until the next sweep.
"""

import hashlib
import secrets
from typing import Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.core.postgresql.statements import Select, Slot
from apps.formats.pdf.render import RENDERER_VERSION
from apps.formats.pdf.render import render_pdf as to_pdf
from apps.invoices.issuing import seals
from apps.invoices.models import PERSONAL, Invoice, Mailing, Posting, Rendering, Rendition, Seal
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.renditions import document_data
from apps.invoices.submission import provider_pdf

log = structlog.get_logger(__name__)


_LOCKED = Select(
    lambda: (
        Invoice.objects.filter(pk=Slot("invoice_id"))
        .select_related("series")
        .select_for_update(of=("self", "series"))
        .only("series")
    )
)


class DamagedRendition(FolioError):
    """The stored PDF is missing or differs from the rendered one."""

    code = "damaged_rendition"


class ErasedMeanwhile(FolioError):
    """The buyer's data were erased while the PDF that names the buyer was rendered."""

    code = "erased_meanwhile"


def render_and_store(rendering_id: int) -> None:
    """Render the document of `rendering_id` if it is due, then publish what waits for its PDF. Safe to repeat."""
    Rendering.run(rendering_id, _render, close=_close, postpone=_postpone)


def render_again(invoice: Invoice) -> None:
    """Retry the rendering of `invoice` if it has failed. A second call changes nothing."""
    for rendering in Rendering.objects.filter(invoice=invoice, state=Rendering.State.FAILED):
        rendering.reopen()
        queue.enqueue("invoices.render_pdf", rendering.pk)


def prepare_renderings() -> None:
    """Insert the rendering of each document that has none and is not posted yet.

    Only a process of a version without `Rendering` issues such a document, while a deployment replaces it.
    """
    unposted = Posting.objects.filter(state__in=[Posting.State.DUE, Posting.State.CLAIMED, Posting.State.FAILED])
    without = unposted.filter(invoice__rendering__isnull=True).values_list("store", "invoice")
    Rendering.objects.bulk_create(
        (Rendering(store_id=store_id, invoice_id=invoice_id) for store_id, invoice_id in without),
        ignore_conflicts=True,
    )


def continue_posting(posting_id: int) -> None:
    """Render the document of `posting_id` if that is due, and publish its posting.

    For messages of versions without `Rendering`, which name the posting of the document to render.
    """
    prepare_renderings()
    for rendering_id in Rendering.objects.filter(invoice__posting=posting_id).values_list("pk", flat=True):
        render_and_store(rendering_id)
    queue.publish("invoices.post", [posting_id])


def _render(rendering: Rendering) -> None:
    """Render without a look before: a claimed rendering hardly ever has its PDF already, and `_record` looks.

    A document that can only be seen at its provider has no PDF here.
    """
    known = provider_document_of(rendering.invoice)
    if not (known and known.is_link):
        _store(rendering.invoice, _made(rendering.invoice))


def _made(invoice: Invoice) -> bytes:
    """Return the PDF of `invoice`: the provider's own, if one issued it. Raise PdfNotReady, CallFailed."""
    if provider_document_of(invoice):
        return provider_pdf.fetch_pdf(invoice)
    return to_pdf(document_data.data_of(invoice))


def _close(rendering: Rendering, _: None) -> None:
    rendering.finish()
    posting = rendering.invoice.posting
    if posting.state in (Posting.State.DUE, Posting.State.CLAIMED):
        queue.publish("invoices.post", [posting.pk])
    if rendering.has_mailings:
        mailings = _DUE_MAILINGS.rows(now=timezone.now(), invoice_id=rendering.invoice_id)
        queue.publish("invoices.mail", [mailing.pk for mailing in mailings])


def _postpone(rendering: Rendering, error: FolioError) -> None:
    log.warning("rendering postponed", rendering=rendering.pk, reason=error.code)
    wait = error.retry_after if isinstance(error, provider_pdf.PdfNotReady) else None
    rendering.postpone(str(error), seconds=wait, for_ever=provider_document_of(rendering.invoice) is not None)


def make_sure(invoice_id: int) -> None:
    """Render, store and seal the PDF of the document `invoice_id` if it has none. Raise ErasedMeanwhile."""
    invoice = Invoice.objects.select_related("store", "credits", "replaces", "seal", "provider_document__account").get(
        pk=invoice_id
    )
    if not Rendition.objects.filter(invoice=invoice).exists():
        _store(invoice, _made(invoice))


def pdf_of(invoice: Invoice) -> bytes:
    """Return the PDF of `invoice`, which has been rendered. Raise DamagedRendition."""
    return content_of(Rendition.objects.get(invoice=invoice))


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
    series = _LOCKED.rows(invoice_id=invoice.pk)[0].series
    now = _LOOKED_AT.rows(invoice_id=invoice.pk)[0]
    if now.has_pdf:
        return False
    if any(getattr(invoice, name) for name in PERSONAL) and now.was_erased:
        raise ErasedMeanwhile(
            f"The buyer of document {invoice.number} was erased while its PDF was made: render again."
        )
    rendition = Rendition.objects.create(
        store=invoice.store,
        invoice=invoice,
        path=path,
        sha256=_hash(content),
        size=len(content),
        renderer_version=known.account.provider if (known := provider_document_of(invoice)) else RENDERER_VERSION,
    )
    seals.seal_rendition(rendition, series)
    return True


def _looked_at() -> "QuerySet[Any]":
    """Return the document, with whether it has a PDF and whether its buyer was erased."""
    erased = Seal.objects.filter(Seal.erased(), invoice=OuterRef("pk"))
    pdf = Rendition.objects.filter(invoice=OuterRef("pk"))
    return (
        Invoice.objects.filter(pk=Slot("invoice_id"))
        .only("pk")
        .annotate(has_pdf=Exists(pdf), was_erased=Exists(erased))
    )


_LOOKED_AT = Select(_looked_at)
_DUE_MAILINGS = Select(
    lambda: Mailing.objects.filter(Mailing.is_due(Slot("now")), invoice=Slot("invoice_id")).only("pk")
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
