"""Putting a document's link into its order at the platform: claim, look, post or correct, record.

The platform does not look for duplicates and an unanswered write may have been done, so every try looks first.
"""

from datetime import timedelta

import structlog
from django.conf import settings

from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices import hosting
from apps.invoices.models import Invoice, Kind, Posting, Rendition
from apps.jumpseller import client as wire
from apps.stores import tokens

log = structlog.get_logger(__name__)

# Longer than the two calls of a try may take, so that a claim is only taken over from a worker that is gone.
_LEASE = timedelta(seconds=180)


def try_again(invoice: Invoice) -> None:
    """Has the link of INVOICE posted again, if it was given up; whoever asks twice changes nothing."""
    posting = Posting.objects.get(invoice=invoice)
    posting.reopen()
    queue.enqueue("invoices.post", posting.pk)


def post(posting_id: int) -> None:
    """Brings the posting POSTING_ID to its end; what stands in the way makes it due again later."""
    posting = Posting.claim(posting_id, lease=_LEASE)
    if posting is None:
        return
    invoice = Invoice.objects.select_related("store").get(pk=posting.invoice_id)
    if not Rendition.objects.filter(invoice=invoice).exists():
        posting.postpone("The PDF is not rendered yet.")
        return
    if invoice.kind == Kind.TEST:
        # It belongs to no order, so nobody at the platform must see it.
        posting.finish()
        return
    try:
        tokens.call(invoice.store, lambda client: _bring_in_step(client, invoice))
    except FolioError as error:
        _postpone(posting, error)
    else:
        posting.finish()


def _postpone(posting: Posting, error: FolioError) -> None:
    """A refusal is final, but for an order that is not found (yet); the world outside may be away for days."""
    log.warning("posting postponed", posting=posting.pk, reason=error.code, detail=str(error))
    if isinstance(error, wire.Rejected) and not isinstance(error, wire.NotFound):
        posting.fail(str(error))
        return
    wait = error.retry_after if isinstance(error, wire.Limited) else None
    if isinstance(error, wire.Unreachable):
        # The platform may still be busy with a write that we no longer wait for: look again when it is surely over.
        wait = settings.RETRY_BASE_SECONDS * 2 ** min(posting.attempts + 1, 10)
    posting.postpone(str(error), seconds=wait, for_ever=not isinstance(error, wire.NotFound))


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
