"""Putting a document's link into its order at the platform: claim, look, post or correct, record.

The platform does not look for duplicates and an unanswered write may have been done, so every try looks first.
"""

from datetime import timedelta

import structlog

from apps.core.errors import FolioError
from apps.invoices import hosting
from apps.invoices.models import Invoice, Kind, Posting, Rendition
from apps.jumpseller import client as wire
from apps.stores import tokens

log = structlog.get_logger(__name__)

# Longer than the two calls of a try may take, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)


def post(posting_id: int) -> None:
    """Brings the posting POSTING_ID to its end; what stands in the way makes it due again later."""
    posting = Posting.claim(posting_id, lease=_LEASE)
    if posting is None:
        return
    invoice = Invoice.objects.select_related("store").get(pk=posting.invoice_id)
    if not Rendition.objects.filter(invoice=invoice).exists():
        posting.postpone("The PDF is not rendered yet.")
        return
    try:
        tokens.call(invoice.store, lambda client: _bring_in_step(client, invoice))
    except wire.Rejected as error:
        log.error("posting refused", posting=posting.pk, detail=str(error))
        posting.fail(str(error))
    except FolioError as error:
        log.warning("posting postponed", posting=posting.pk, reason=error.code, detail=str(error))
        posting.postpone(str(error), seconds=error.retry_after if isinstance(error, wire.Limited) else None)
    else:
        posting.finish()


def _bring_in_step(client: wire.Client, invoice: Invoice) -> None:
    wanted = _document(invoice)
    ours = [document for document in client.documents(invoice.order_id) if document.external_id == wanted.external_id]
    if not ours:
        client.create_document(invoice.order_id, wanted)
    elif wanted not in ours:
        client.update_document(invoice.order_id, ours[0].public_id, wanted)


def _document(invoice: Invoice) -> wire.Document:
    return wire.Document(
        document_type=wire.INVOICE if invoice.kind == Kind.INVOICE else wire.CREDIT_NOTE,
        external_id=str(invoice.uid),
        public_id=invoice.number,
        url=hosting.link(invoice),
    )
