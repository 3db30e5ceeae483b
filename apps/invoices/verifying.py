"""Checking what was issued against itself: numbers, dates, sums, stored PDFs. Reads only."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from apps.invoices import rendering
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Series

_ZERO = Decimal(0)


def findings() -> Iterator[str]:
    """Yields one line for each thing that is not as it must be, over all stores."""
    for series in Series.objects.select_related("store").order_by("pk"):
        name = f"{series.store.code} {series.prefix}"
        yield from (f"{name}: {finding}" for finding in _of_series(series))


def _of_series(series: Series) -> Iterator[str]:
    expected, latest = 1, None
    for document in Invoice.objects.filter(series=series).order_by("sequence").iterator(chunk_size=500):
        if document.sequence != expected:
            yield f"numbers {expected} to {document.sequence - 1} are missing"
        if latest and document.issue_date < latest:
            yield f"{document.number} is dated {document.issue_date}, the one before it {latest}"
        yield from _of_document(document)
        expected, latest = document.sequence + 1, document.issue_date
    if series.next_number != expected:
        yield f"the next number is {series.next_number}, but {expected} would follow"


def _of_document(document: Invoice) -> Iterator[str]:
    stated = (document.net_total, document.tax_total, document.gross_total)
    for rows, what in ((InvoiceLine, "lines"), (InvoiceTax, "tax rates")):
        sums = rows._default_manager.filter(invoice=document).aggregate(n=Sum("net"), t=Sum("tax"), g=Sum("gross"))
        if tuple(value or _ZERO for value in sums.values()) != stated:
            yield f"{document.number}: its {what} do not add up to its totals"
    try:
        if rendering.pdf_of(document) is None:
            yield f"{document.number}: it has no PDF yet"
    except rendering.DamagedRendition as error:
        yield str(error)
