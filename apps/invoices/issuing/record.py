"""Insert of a document with all its rows, and the work that follows: PDF, link at the platform, e-mail."""

import secrets

from django.db import transaction
from django.utils import timezone

from apps.core import queue
from apps.core.postgresql.statements import insert_together
from apps.invoices import recipients
from apps.invoices.facts import DocumentRows
from apps.invoices.issuing import seals
from apps.invoices.issuing.numbers import Number
from apps.invoices.models import Invoice, Posting, Rendering

# 192 random bits: the link is the only credential for the document.
_TOKEN_BYTES = 24


@transaction.atomic(savepoint=False)
def record_document(rows: DocumentRows, number: Number, *, mail_buyer: bool) -> Invoice:
    """Insert the document of `rows` with its seal and rendering, which is enqueued after the commit.

    Insert its posting, too, and its mailing if `mail_buyer`.
    """
    document = rows.document
    document.series, document.sequence = number.series, number.sequence
    document.number, document.issue_date = number.text, number.issue_date
    document.issued_at, document.token = timezone.now(), secrets.token_urlsafe(_TOKEN_BYTES)
    document.save(force_insert=True)
    for line in rows.lines:
        line.invoice = document
    for tax in rows.taxes:
        tax.invoice = document
    lines, taxes = list(rows.lines), list(rows.taxes)
    seal = seals.seal_of_document(document, lines, taxes)
    rendering, posting = (kind(store=document.store, invoice=document) for kind in (Rendering, Posting))
    insert_together(lines, taxes, [seal], [rendering], [posting])
    if mail_buyer:
        recipients.prepare_mailing(document)
    queue.enqueue("invoices.render_pdf", rendering.pk)
    return document
