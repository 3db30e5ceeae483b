"""The chain of seals of a series: each document's canonical text hashed together with the seal before it.

A seal is sha256(previous seal ∥ newline ∥ canonical text) in UTF-8, written in hexadecimal; the first one of a series
has an empty previous seal. The canonical text is JSON (RFC 8259) with sorted keys, no white space and ASCII only;
amounts are decimal strings with four decimals, dates ISO 8601. It holds what the document's rows hold, so both the
rows and whoever holds an export can prove each other wrong.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Seal

VERSION = 1
_DOCUMENT = (
    "kind sequence number uid order_id revision credit_reason issued_at issue_date supply_date payment_date "
    "payment_method time_zone country language currency seller_name seller_tax_id seller_activity seller_address "
    "seller_email buyer_name buyer_tax_id buyer_activity buyer_taxpayer_type buyer_wants_factura buyer_address "
    "buyer_email buyer_country line_count rate_count net_total tax_total gross_total gift_card_amount amount_paid "
    "stated_tax reading rounding remarks paper_size accent_colour bank_details notes legal_text footer"
).split()
_LINE = (
    "position kind description sku quantity unit_price discount tax_inside tax_rate tax_label net tax fixed_tax gross"
).split()
_TAX = "position rate label parts net tax gross".split()
_FOUR_PLACES = Decimal("0.0001")
_EIGHT_PLACES = Decimal("0.00000001")


def seal(document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> Seal:
    """Seals DOCUMENT, just inserted with its LINES and TAXES, and returns the row.

    The caller holds the lock on the series' row, so nobody else seals in this series.
    """
    previous = (
        Seal.objects.filter(series=document.series, sequence=document.sequence - 1).values_list("sha256", flat=True)
    ).first() or ""
    body = canonical(document, lines, taxes)
    return Seal.objects.create(
        store=document.store,
        invoice=document,
        series=document.series,
        sequence=document.sequence,
        body=body,
        previous=previous,
        sha256=digest(previous, body),
    )


def canonical(document: Invoice, lines: Sequence[InvoiceLine], taxes: Sequence[InvoiceTax]) -> str:
    """Returns the canonical text of DOCUMENT with its LINES and TAXES in their order."""
    facts = {
        "version": VERSION,
        "store": document.store.code,
        "series": {"prefix": document.series.prefix, "year": document.series.year},
        "credits": document.credits.number if document.credits else None,
        "replaces": document.replaces.number if document.replaces else None,
        "logo": document.logo.sha256 if document.logo else None,
        "snapshot": document.snapshot.sha256 if document.snapshot else None,
        **_facts(document, _DOCUMENT),
        "lines": [_facts(line, _LINE) for line in lines],
        "taxes": [_facts(tax, _TAX) for tax in taxes],
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def digest(previous: str, body: str) -> str:
    """Returns the seal of BODY after the seal PREVIOUS."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def _facts(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name), name) for name in names}


def _plain(value: object, name: str) -> object:
    """As JSON, the same whether the row was just made or read back from its columns."""
    match value:
        case Decimal():
            return str(value.quantize(_EIGHT_PLACES if name == "unit_price" else _FOUR_PLACES))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case None | bool() | int() | str() | list():
            return value
        case _:
            return str(value)
