"""Inserting a document with all its rows, and what must follow: its PDF, and its link at the platform."""

import secrets
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.invoices import wording
from apps.invoices.drafting import Draft
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Posting
from apps.invoices.numbering import Number

Row = TypeVar("Row", InvoiceLine, InvoiceTax)
# 192 random bits: the link is the only key to the document.
_TOKEN_BYTES = 24


@transaction.atomic
def record(*, number: Number, lines: Iterable[InvoiceLine], taxes: Iterable[InvoiceTax], **printed: Any) -> Invoice:
    """Inserts a document with NUMBER, its LINES and TAXES (unsaved rows), and its posting; rings when it is committed.

    PRINTED holds the remaining columns of `Invoice`.
    """
    document = Invoice.objects.create(
        series=number.series,
        sequence=number.sequence,
        number=number.text,
        issue_date=number.issue_date,
        issued_at=timezone.now(),
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        **printed,
    )
    InvoiceLine.objects.bulk_create([_belonging(line, document, place) for place, line in enumerate(lines, 1)])
    InvoiceTax.objects.bulk_create([_belonging(tax, document, place) for place, tax in enumerate(taxes, 1)])
    posting = Posting.objects.create(store=document.store, invoice=document, rung_at=timezone.now())
    queue.enqueue("invoices.render", posting.pk)
    return document


def lines_of(drafted: Draft, language: str) -> list[InvoiceLine]:
    """Returns DRAFTED's lines as unsaved rows; items without a name of their own get one in LANGUAGE."""
    return [
        InvoiceLine(
            kind=line.kind,
            description=line.description or wording.item_name(line.kind, language),
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=line.discount,
            tax_rate=line.tax_rate,
            net=line.net,
            tax=line.tax,
            gross=line.gross,
        )
        for line in drafted.lines
    ]


def taxes_of(drafted: Draft) -> list[InvoiceTax]:
    """Returns DRAFTED's totals by rate as unsaved rows."""
    return [InvoiceTax(rate=tax.rate, net=tax.net, tax=tax.tax, gross=tax.gross) for tax in drafted.taxes]


def _belonging(row: Row, document: Invoice, position: int) -> Row:
    row.store, row.invoice, row.position = document.store, document, position
    return row
