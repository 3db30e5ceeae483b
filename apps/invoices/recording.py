"""Inserting a document with all its rows, and what must follow: its PDF, its link at the platform, its mail."""

import secrets
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.invoices import recipients, sealing, wording
from apps.invoices.drafting import Draft, DraftTax
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Posting
from apps.invoices.numbering import Number
from apps.invoices.tax_names import TaxKind
from apps.stores.models import InvoicingSettings

Row = TypeVar("Row", InvoiceLine, InvoiceTax)
# 192 random bits: the link is the only key to the document.
_TOKEN_BYTES = 24
_LOOK = "paper_size logo_id accent_colour bank_details notes legal_text footer".split()


@transaction.atomic(savepoint=False)
def record(
    *,
    number: Number,
    lines: Sequence[InvoiceLine],
    taxes: Sequence[InvoiceTax],
    terms: InvoicingSettings,
    **printed: Any,
) -> Invoice:
    """Inserts a document with NUMBER, its LINES and TAXES (unsaved rows), its seal, its posting and its mailing.

    TERMS say how it looks and whether buyers get mail; PRINTED holds the remaining columns of `Invoice`. Rings for
    the PDF when it is committed.
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
        **_look(terms),
        **printed,
    )
    InvoiceLine.objects.bulk_create([_belonging(line, document, place) for place, line in enumerate(lines, 1)])
    InvoiceTax.objects.bulk_create([_belonging(tax, document, place) for place, tax in enumerate(taxes, 1)])
    sealing.seal(document, lines, taxes)
    posting = Posting.objects.create(store=document.store, invoice=document, rung_at=timezone.now())
    if terms.mail_buyers:
        recipients.prepare(document)
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
            tax_inside=line.tax_inside,
            tax_rate=line.tax_rate,
            tax_label=_label(line.tax_label, line.tax_kind, language),
            net=line.net,
            tax=line.tax,
            fixed_tax=line.fixed_tax,
            gross=line.gross,
        )
        for line in drafted.lines
    ]


def taxes_of(drafted: Draft, language: str) -> list[InvoiceTax]:
    """Returns DRAFTED's totals by rate as unsaved rows; what bears no tax at all is called so in LANGUAGE."""
    return [_tax_row(tax, language) for tax in drafted.taxes]


def _tax_row(tax: DraftTax, language: str) -> InvoiceTax:
    parts = [{"name": part.name, "rate": f"{part.rate:f}", "tax": f"{part.tax:f}"} for part in tax.parts]
    label = _label(tax.label, tax.kind, language)
    return InvoiceTax(rate=tax.rate, label=label, parts=parts, net=tax.net, tax=tax.tax, gross=tax.gross)


def _label(label: str, kind: TaxKind, language: str) -> str:
    return wording.untaxed(language) if kind is TaxKind.UNTAXED else label


def _look(terms: InvoicingSettings) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in _LOOK}


def _belonging(row: Row, document: Invoice, position: int) -> Row:
    row.store, row.invoice, row.position = document.store, document, position
    return row
