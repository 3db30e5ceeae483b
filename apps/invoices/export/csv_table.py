"""Documents as CSV (RFC 4180), one row each. No cell can be taken for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from apps.core.facts import names_of
from apps.core.money import quantize
from apps.formats.document import Totals
from apps.invoices import links
from apps.invoices.models import AuthorityCheck, Invoice, Rendition, Void
from apps.invoices.models.submissions import provider_document_of

# Later columns stand at the end, so that the place of the others stays.
COLUMNS = (
    "number kind issue_date order_id credits replaces credit_reason buyer_name buyer_tax_id buyer_country currency "
    "net_total tax_total gross_total gift_card_amount amount_paid issued_at link pdf_sha256 buyer_kind buyer_vat_id "
    "buyer_street buyer_street_number buyer_complement buyer_neighbourhood buyer_municipality buyer_city buyer_region "
    "buyer_postcode payment_means issuer document_type document_title legal_number provider_reference fiscal_id "
    "authority_verdict void"
).split()
_OF_PROVIDER = (
    "issuer document_type document_title legal_number provider_reference fiscal_id authority_verdict void".split()
)
AMOUNTS = names_of(Totals)
# Spreadsheets take a cell with such a beginning for a formula (OWASP, CSV Injection), some also after spaces and
# invisible characters.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ELSEWHERE = (
    "credits__number",
    "replaces__number",
    "rendition__sha256",
    *(f"provider_document__{name}" for name in ("type", "title", "number", "reference", "fiscal_id")),
    "provider_document__account__provider",
    "authority_check__verdict",
    "void__reason",
)
_BYTE_ORDER_MARK = "\ufeff"


def csv_table(documents: Iterable[Invoice]) -> Iterator[bytes]:
    """Yield the table of `documents` line by line, in UTF-8 with the byte order mark that spreadsheets expect."""
    yield (_BYTE_ORDER_MARK + _line(COLUMNS)).encode()
    for document in documents:
        yield _line([_safe(_text(value)) for value in csv_row(document).values()]).encode()


def with_what_it_says(documents: QuerySet[Invoice], *also: str) -> QuerySet[Invoice]:
    """Return `documents` with only the columns that the table needs, and those named in `also`."""
    own = [name for name in COLUMNS if name not in ("link", "pdf_sha256", *_OF_PROVIDER)]
    together = documents.select_related(
        "credits", "replaces", "rendition", "provider_document__account", "authority_check", "void"
    )
    return together.only(*own, "token", *_ELSEWHERE, *also)


def csv_row(document: Invoice) -> dict[str, object]:
    """Return the row of `document`: a value for each of `COLUMNS`, amounts with their currency's decimals.

    It needs no query for a document that was read by `with_what_it_says`.
    """
    rendition: Rendition | None = getattr(document, "rendition", None)
    known: dict[str, object] = {
        "credits": document.credits.number if document.credits else "",
        "replaces": document.replaces.number if document.replaces else "",
        "link": links.document_link(document),
        "pdf_sha256": rendition.sha256 if rendition else "",
    }
    known |= provider_facts(document)
    known |= {name: quantize(getattr(document, name), document.currency) for name in AMOUNTS}
    return {name: known[name] if name in known else getattr(document, name) for name in COLUMNS}


def provider_facts(document: Invoice) -> dict[str, object]:
    """Return what a provider and the authority say of `document`; empty texts for what Folio issued itself."""
    said = provider_document_of(document)
    verdict: AuthorityCheck | None = getattr(document, "authority_check", None)
    void: Void | None = getattr(document, "void", None)
    return {
        "issuer": said.account.provider if said else "",
        "document_type": said.type if said else "",
        "document_title": said.title if said else "",
        "legal_number": said.number if said else "",
        "provider_reference": said.reference if said else "",
        "fiscal_id": said.fiscal_id if said else "",
        "authority_verdict": verdict.verdict if verdict else "",
        "void": void.reason if void else "",
    }


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _safe(text: str) -> str:
    """Return `text` with an apostrophe before it if it begins like a formula, so that it remains text."""
    return f"'{text}" if text[_unseen(text) :].startswith(_FORMULA) else text


def _unseen(text: str) -> int:
    """Return the number of spaces and invisible characters at the beginning of `text`."""
    return next((at for at, sign in enumerate(text) if unicodedata.category(sign) not in _UNSEEN), len(text))


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
