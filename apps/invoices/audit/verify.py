"""Consistency checks of issued documents: numbers, dates, sums, seals, stored PDFs. Reads only.

Where a provider gives numbers and dates, Folio's own count of its documents has no gap, and their dates may run back.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from apps.core.postgresql.locking import as_of_one_moment
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Kind, Rendition, RenditionSeal, Seal, Series
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.renditions import pdf_store

_ZERO = Decimal(0)
_AT_ONCE = 500
_TOGETHER = "store series__account credits replaces snapshot logo rendition__seal seal provider_document".split()
# Rendering follows the issue within seconds, unless something is wrong.
_TIME_TO_RENDER = timedelta(hours=1)


def findings() -> list[str]:
    """Return one line for each inconsistency, over all stores, as of one moment."""
    with as_of_one_moment():
        return list(_findings())


def _findings() -> Iterator[str]:
    for series in Series.objects.select_related("store").order_by("pk"):
        name = f"{series.store.code} {series}"
        yield from (f"{name}: {finding}" for finding in _of_series(series))


def _of_series(series: Series) -> Iterator[str]:
    expected, latest = series.first_number, None
    documents = (
        Invoice.objects.filter(series=series)
        .select_related(*_TOGETHER)
        .prefetch_related("lines", "taxes", "credit_notes__void")
        .order_by("sequence")
    )
    for document in documents.iterator(chunk_size=_AT_ONCE):
        if document.sequence > expected:
            yield f"{_missing(expected, document.sequence - 1)} missing"
        if document.sequence < expected:
            yield f"number {document.sequence} is there twice, or before the first number {series.first_number}"
        if latest and document.issue_date < latest and series.account_id is None:
            yield f"{document.number} is dated {document.issue_date}, the one before it {latest}"
        yield from (f"{document.number}: {finding}" for finding in _of_document(document))
        expected, latest = document.sequence + 1, document.issue_date
    if series.next_number != expected:
        yield f"the next number is {series.next_number}, but {expected} would follow"
    yield from _of_chain(series)


def _of_chain(series: Series) -> Iterator[str]:
    previous, has_newer = "", False
    for link in seals.links_of(seals.extent_of(series)):
        finding = _of_link(link)
        if link.previous != previous:
            yield f"{finding} does not follow the one before it"
        if isinstance(link, Seal) and link.version == 1 and has_newer:
            yield f"{finding} is of version 1, behind newer ones"
        if not seals.fits_its_text(link):
            yield f"{finding} does not fit its text"
        previous, has_newer = link.sha256, has_newer or not isinstance(link, Seal) or link.version > 1


def _of_link(link: seals.Link) -> str:
    if isinstance(link, Seal):
        return f"{link.invoice.number}: its seal"
    return f"{link.rendition.invoice.number}: its PDF's seal"


def _missing(first: int, last: int) -> str:
    return f"number {first} is" if first == last else f"numbers {first} to {last} are"


def _of_document(document: Invoice) -> Iterator[str]:
    lines, taxes = list(document.lines.all()), list(document.taxes.all())
    yield from _of_sums(document, lines, taxes)
    yield from _of_credits(document)
    yield from _of_provider(document)
    yield from _of_seal(document, lines, taxes)
    yield from _of_pdf(document)


def _of_sums(document: Invoice, lines: list[InvoiceLine], taxes: list[InvoiceTax]) -> Iterator[str]:
    if document.gross_total != document.net_total + document.tax_total:
        yield "its net and tax do not add up to its total"
    stated = (document.net_total, document.tax_total, document.gross_total)
    for of, what in ((lines, "lines"), (taxes, "tax rates")):
        sums = tuple(sum((getattr(row, name) for row in of), _ZERO) for name in ("net", "tax", "gross"))
        if sums != stated:
            yield f"its {what} do not add up to its totals"
    rows: list[InvoiceLine | InvoiceTax] = [*lines, *taxes]
    if any(row.gross != row.net + row.tax for row in rows):
        yield "a line or a tax rate does not add up"


def _of_credits(document: Invoice) -> Iterator[str]:
    counted = (note for note in document.credit_notes.all() if not hasattr(note, "void"))
    credited = sum((note.gross_total for note in counted), _ZERO)
    if document.kind == Kind.INVOICE and credited > document.gross_total:
        yield f"its credit notes come to {credited}, more than the {document.gross_total} that it says"


def _of_provider(document: Invoice) -> Iterator[str]:
    """Yield that a document and what its provider says of it do not belong together."""
    known = provider_document_of(document)
    if (document.series.account_id is None) != (known is None):
        yield "its provider says nothing of it" if known is None else "it is of Folio's own series and of a provider"
    elif known and known.account_id != document.series.account_id:
        yield "its provider's account is not that of its series"
    elif known and known.issue_date != document.issue_date:
        yield f"it is dated {document.issue_date}, at its provider {known.issue_date}"


def _of_seal(document: Invoice, lines: list[InvoiceLine], taxes: list[InvoiceTax]) -> Iterator[str]:
    seal = _seal_of(document)
    if seal is None:
        yield "it is not sealed"
    elif not seals.says_what_rows_say(seal, document, lines, taxes):
        yield "its rows are not what was sealed"


def _of_pdf(document: Invoice) -> Iterator[str]:
    rendition: Rendition | None = getattr(document, "rendition", None)
    seal, known = _seal_of(document), provider_document_of(document)
    if known and known.is_link:
        if rendition:
            yield "it has a PDF, although it can only be seen at its provider"
        return
    if rendition is None:
        if not (seal and seal.is_erased) and timezone.now() - document.issued_at > _TIME_TO_RENDER:
            yield "it has no PDF yet"
        return
    yield from _of_pdf_seal(document, rendition)
    if seal and seal.is_erased:
        return
    try:
        pdf_store.content_of(rendition)
    except pdf_store.DamagedRendition as error:
        yield str(error)


def _of_pdf_seal(document: Invoice, rendition: Rendition) -> Iterator[str]:
    seal: RenditionSeal | None = getattr(rendition, "seal", None)
    if seal is None:
        yield "its PDF is not sealed"
    elif _seal_of(document) and not seals.says_what_rendition_says(seal, rendition, document):
        yield "its PDF is not what was sealed"


def _seal_of(document: Invoice) -> Seal | None:
    seal: Seal | None = getattr(document, "seal", None)
    return seal
