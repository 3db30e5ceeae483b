"""Insert of a document with all its rows, and the work that follows: PDF, link at the platform, e-mail."""

import secrets
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.invoices import recipients
from apps.invoices.issuing import seals
from apps.invoices.issuing.numbers import Number
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Posting, Rendering
from apps.orders.data import Buyer
from apps.stores.models import InvoicingSettings

Row = TypeVar("Row", InvoiceLine, InvoiceTax)
# 192 random bits: the link is the only credential for the document.
_TOKEN_BYTES = 24
_LOOK = "paper_size logo_id accent_colour bank_details notes legal_text footer".split()


@transaction.atomic(savepoint=False)
def record_document(
    *,
    number: Number,
    lines: Sequence[InvoiceLine],
    taxes: Sequence[InvoiceTax],
    invoicing_settings: InvoicingSettings,
    **printed: Any,
) -> Invoice:
    """Insert a document with its lines, taxes, seal, rendering, posting and mailing; enqueue the rendering.

    `lines` and `taxes` are unsaved rows. `invoicing_settings` define its look and whether buyers get e-mail. `printed`
    holds the remaining columns of `Invoice`.
    """
    document = Invoice.objects.create(
        series=number.series,
        sequence=number.sequence,
        number=number.text,
        issue_date=number.issue_date,
        issued_at=timezone.now(),
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        line_count=len(lines),
        rate_count=len(taxes),
        **_look(invoicing_settings),
        **printed,
    )
    InvoiceLine.objects.bulk_create([_belonging(line, document, place) for place, line in enumerate(lines, 1)])
    InvoiceTax.objects.bulk_create([_belonging(tax, document, place) for place, tax in enumerate(taxes, 1)])
    seals.seal_document(document, lines, taxes)
    rendering = Rendering.objects.create(store=document.store, invoice=document, rung_at=timezone.now())
    Posting.objects.create(store=document.store, invoice=document)
    if invoicing_settings.mail_buyers:
        recipients.prepare_mailing(document)
    queue.enqueue("invoices.render_pdf", rendering.pk)
    return document


def buyer_columns(buyer: Buyer) -> dict[str, Any]:
    """Return the columns of a document that describe `buyer`."""
    return {
        "buyer_name": buyer.company or buyer.name,
        "buyer_tax_id": buyer.tax_id,
        "buyer_activity": buyer.activity,
        "buyer_taxpayer_type": buyer.taxpayer_type,
        "buyer_wants_factura": buyer.wants_factura,
        "buyer_address": "\n".join(buyer.address),
        "buyer_email": buyer.email,
        "buyer_country": buyer.country,
    }


def columns_of(row: object, names: list[str]) -> dict[str, Any]:
    """Return the columns `names` of `row`, for another row."""
    return {name: getattr(row, name) for name in names}


def _look(invoicing_settings: InvoicingSettings) -> dict[str, Any]:
    return {name: getattr(invoicing_settings, name) for name in _LOOK}


def _belonging(row: Row, document: Invoice, position: int) -> Row:
    row.store, row.invoice, row.position = document.store, document, position
    return row
