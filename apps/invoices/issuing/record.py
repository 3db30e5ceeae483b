"""Insert of a document with all its rows, and the work that follows: PDF, link at the platform, e-mail."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.core.facts import columns_of
from apps.core.postgresql.statements import insert_together
from apps.formats.document import Line, TaxTotal
from apps.invoices import recipients
from apps.invoices.facts import DocumentFacts, tax_columns
from apps.invoices.issuing import seals
from apps.invoices.issuing.numbers import Number
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Posting, Rendering

# 192 random bits: the link is the only credential for the document.
_TOKEN_BYTES = 24


@transaction.atomic(savepoint=False)
def record_document(
    facts: DocumentFacts,
    number: Number,
    *,
    lines: Sequence[Line],
    taxes: Sequence[TaxTotal],
    mail_buyer: bool,
) -> Invoice:
    """Insert a document of `facts` with its lines, taxes, seal and rendering, which is enqueued after the commit.

    Insert its posting, too, and its mailing if `mail_buyer`. A field of a line that is no fact of `Line` is a column of
    `InvoiceLine` as well.
    """
    document = Invoice.objects.create(
        **columns_of(facts),
        series=number.series,
        sequence=number.sequence,
        number=number.text,
        issue_date=number.issue_date,
        issued_at=timezone.now(),
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        line_count=len(lines),
        rate_count=len(taxes),
    )
    line_rows, tax_rows = _lines(document, lines), _taxes(document, taxes)
    seal = seals.seal_of_document(document, line_rows, tax_rows)
    rendering, posting = (kind(store=document.store, invoice=document) for kind in (Rendering, Posting))
    insert_together(line_rows, tax_rows, [seal], [rendering], [posting])
    if mail_buyer:
        recipients.prepare_mailing(document)
    queue.enqueue("invoices.render_pdf", rendering.pk)
    return document


def _lines(document: Invoice, lines: Sequence[Line]) -> list[InvoiceLine]:
    return [
        InvoiceLine(store=document.store, invoice=document, position=place, **columns_of(line))
        for place, line in enumerate(lines, 1)
    ]


def _taxes(document: Invoice, taxes: Sequence[TaxTotal]) -> list[InvoiceTax]:
    return [
        InvoiceTax(store=document.store, invoice=document, position=place, **tax_columns(tax))
        for place, tax in enumerate(taxes, 1)
    ]
