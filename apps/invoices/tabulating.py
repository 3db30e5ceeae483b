"""Documents as a table, one row each: as CSV (RFC 4180) here. No cell is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from apps.core.money import quantize
from apps.invoices import hosting
from apps.invoices.models import Invoice, Rendition

COLUMNS = (
    "number kind issue_date order_id credits replaces credit_reason buyer_name buyer_tax_id buyer_country currency "
    "net_total tax_total gross_total gift_card_amount amount_paid issued_at link pdf_sha256"
).split()
AMOUNTS = "net_total tax_total gross_total gift_card_amount amount_paid".split()
# Spreadsheets take a cell that begins so for a formula (OWASP, CSV Injection), also behind white space.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"


def table(documents: Iterable[Invoice]) -> Iterator[bytes]:
    """Yields the table of DOCUMENTS line by line, in UTF-8 with the mark that spreadsheets know it by."""
    yield (_BYTE_ORDER_MARK + _line(COLUMNS)).encode()
    for document in documents:
        yield _line([_safe(_text(value)) for value in row(document).values()]).encode()


def row(document: Invoice) -> dict[str, object]:
    """Returns what the table says about DOCUMENT: a value for each of COLUMNS, amounts with their currency's decimals.

    The document must have been read together with its rendition and the documents that it credits and replaces.
    """
    rendition: Rendition | None = getattr(document, "rendition", None)
    known: dict[str, object] = {
        "credits": document.credits.number if document.credits else "",
        "replaces": document.replaces.number if document.replaces else "",
        "link": hosting.link(document),
        "pdf_sha256": rendition.sha256 if rendition else "",
    }
    known |= {name: quantize(getattr(document, name), document.currency) for name in AMOUNTS}
    return {name: known[name] if name in known else getattr(document, name) for name in COLUMNS}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _safe(text: str) -> str:
    """With an apostrophe in front, a text stays one."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
