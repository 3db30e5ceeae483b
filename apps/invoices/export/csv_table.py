"""Documents as a table, one row each: as CSV (RFC 4180) here. No cell is ever taken for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from apps.core.money import quantize
from apps.invoices import links
from apps.invoices.models import Invoice, Rendition

COLUMNS = (
    "number kind issue_date order_id credits replaces credit_reason buyer_name buyer_tax_id buyer_country currency "
    "net_total tax_total gross_total gift_card_amount amount_paid issued_at link pdf_sha256"
).split()
AMOUNTS = "net_total tax_total gross_total gift_card_amount amount_paid".split()
# Spreadsheets take a cell that begins so for a formula (OWASP, CSV Injection), some also behind spaces and behind
# characters that do not show.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ELSEWHERE = ("credits__number", "replaces__number", "rendition__sha256")
_BYTE_ORDER_MARK = "\ufeff"


def csv_table(documents: Iterable[Invoice]) -> Iterator[bytes]:
    """Yields the table of DOCUMENTS line by line, in UTF-8 with the mark that spreadsheets know it by."""
    yield (_BYTE_ORDER_MARK + _line(COLUMNS)).encode()
    for document in documents:
        yield _line([_safe(_text(value)) for value in csv_row(document).values()]).encode()


def with_what_it_says(documents: QuerySet[Invoice], *also: str) -> QuerySet[Invoice]:
    """Returns DOCUMENTS read with all that the table says about them and the columns that are wanted ALSO, no more."""
    own = [name for name in COLUMNS if name not in ("link", "pdf_sha256")]
    together = documents.select_related("credits", "replaces", "rendition")
    return together.only(*own, "token", *_ELSEWHERE, *also)


def csv_row(document: Invoice) -> dict[str, object]:
    """Returns what the table says about DOCUMENT: a value for each of COLUMNS, amounts with their currency's decimals.

    A document that was read `with_what_it_says` is not asked for again.
    """
    rendition: Rendition | None = getattr(document, "rendition", None)
    known: dict[str, object] = {
        "credits": document.credits.number if document.credits else "",
        "replaces": document.replaces.number if document.replaces else "",
        "link": links.document_link(document),
        "pdf_sha256": rendition.sha256 if rendition else "",
    }
    known |= {name: quantize(getattr(document, name), document.currency) for name in AMOUNTS}
    return {name: known[name] if name in known else getattr(document, name) for name in COLUMNS}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _safe(text: str) -> str:
    """Return `text` with an apostrophe in front where it begins like a formula, so that it stays a text."""
    return f"'{text}" if text[_unseen(text) :].startswith(_FORMULA) else text


def _unseen(text: str) -> int:
    """Return how many spaces and characters that do not show `text` begins with."""
    return next((at for at, sign in enumerate(text) if unicodedata.category(sign) not in _UNSEEN), len(text))


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
