"""Adding a document's link to its order at the platform: claim, look, create or correct, record.

The platform does not look for duplicates and an unanswered write may have succeeded, so every try but the first looks
before it writes. The claim counts the try before its first call. The platform may store other values than it was sent,
so every write is checked as well.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import structlog
from django.utils import timezone

from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices import links
from apps.invoices.models import Invoice, Kind, Posting
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.transmission import order_history
from apps.jumpseller import client as wire
from apps.jumpseller import documents, rate_limit
from apps.jumpseller.documents import Document
from apps.stores import tokens

log = structlog.get_logger(__name__)

# How long after its issue a document that was never tried is new to its order.
_FRESH = timedelta(minutes=5)
# How often one try takes a step: what the platform does not heed is not repeated.
_ALLOWED = {"create": 1, "correct": 1, "delete": 5}


class KeptOtherwise(FolioError):
    """The platform stores other values than it was sent; the text names the differences."""

    code = "kept_otherwise"


def post_again(invoice: Invoice) -> None:
    """Retry the posting of `invoice` if it has failed. A second call changes nothing."""
    posting = Posting.objects.get(invoice=invoice)
    posting.reopen()
    queue.enqueue("invoices.post", posting.pk)


def post_link(posting_id: int) -> None:
    """Post the link of the posting `posting_id`; a temporary failure makes it due again later."""
    Posting.run(posting_id, _post, close=_close, postpone=_postpone)


def is_our_document(listed: Iterable[Document], invoice: Invoice) -> list[Document]:
    """Return the entries of an order that are `invoice`: by its id, or by its link, which no other document has."""
    wanted = _document(invoice)
    return [each for each in listed if each.external_id == wanted.external_id or each.url == wanted.url]


def _post(posting: Posting) -> Invoice:
    """Have the order show the document, unless it is a test, which belongs to no order. Return the document."""
    invoice = posting.invoice
    if invoice.kind != Kind.TEST:
        with _pace(posting):
            is_first = _is_first_try(posting, invoice)
            tokens.call_platform(invoice.store, lambda client: _bring_in_step(client, invoice, is_new=is_first))
    return invoice


def _close(posting: Posting, invoice: Invoice) -> None:
    if invoice.kind != Kind.TEST and posting.wants_line:
        order_history.ask_for_line(invoice)
    posting.finish()


def _pace(posting: Posting) -> AbstractContextManager[None]:
    """Return the background pace for a posting repeated after it was finished."""
    return rate_limit.in_background() if posting.finished_at else nullcontext()


def _postpone(posting: Posting, error: FolioError) -> None:
    """Fail the posting if it was refused, unless the order is not found (yet). Other errors may last days: postpone."""
    log.warning("posting postponed", posting=posting.pk, reason=error.code, detail=str(error))
    if isinstance(error, wire.Rejected | KeptOtherwise) and not isinstance(error, wire.NotFound):
        posting.fail(str(error))
        return
    wait = error.retry_after if isinstance(error, wire.Limited) else None
    # A look while the platform is still busy with the write would not show it, and the next write would double it.
    busy = error.busy_for if isinstance(error, wire.Unreachable) else 0.0
    posting.postpone(str(error), seconds=wait, at_least=busy, for_ever=not isinstance(error, wire.NotFound))


def _is_first_try(posting: Posting, invoice: Invoice) -> bool:
    """Tell whether the order cannot show the document yet.

    A database that was restored from a backup may have forgotten tries: an old document counts as tried.
    """
    return posting.tries == 1 and timezone.now() - invoice.issued_at < _FRESH


def _bring_in_step(client: wire.Client, invoice: Invoice, *, is_new: bool) -> None:
    """Take the missing step and look, until the order shows the document once and with the right values.

    Look before the first step, too, unless the document `is_new` to the order.
    """
    wanted, taken = _document(invoice), Counter[str]()
    listed = [] if is_new else client.documents(invoice.order_id)
    while True:
        entries = is_our_document(listed, invoice)
        if entries == [wanted]:
            return
        step = _step(entries)
        if taken[step] == _ALLOWED[step]:
            raise KeptOtherwise(_complaint(entries, wanted))
        taken[step] += 1
        if step == "create":
            client.create_document(invoice.order_id, wanted)
        elif step == "correct":
            client.update_document(invoice.order_id, _name(entries[0], listed, entries), wanted)
        else:
            double = entries[-1] if entries[0] == wanted else entries[0]
            client.delete_document(invoice.order_id, _name(double, listed, entries))
        listed = client.documents(invoice.order_id)


def _step(entries: Sequence[Document]) -> str:
    match len(entries):
        case 0:
            return "create"
        case 1:
            return "correct"
        case _:
            return "delete"


def _name(entry: Document, listed: Sequence[Document], entries: Sequence[Document]) -> str:
    """Return the number that identifies `entry` in a write. The platform writes by number, which others may share."""
    others = (each.public_id for each in listed if each not in entries)
    if not entry.public_id or entry.public_id in others:
        raise KeptOtherwise(
            f"Jumpseller keeps the document under the number “{entry.public_id}”, which does not tell it from others: "
            "delete it in the order by hand, then try again."
        )
    return entry.public_id


def _complaint(entries: Sequence[Document], wanted: Document) -> str:
    match entries:
        case []:
            return "Jumpseller took the document, but the order does not list it."
        case [kept]:
            return f"Jumpseller keeps the document otherwise: {documents.differences(wanted, kept)}."
        case _:
            return f"Jumpseller lists the document {len(entries)} times and does not delete the others."


def _document(invoice: Invoice) -> Document:
    return Document(
        document_type=documents.INVOICE if invoice.kind == Kind.INVOICE else documents.CREDIT_NOTE,
        external_id=str(invoice.uid),
        public_id=invoice.number,
        url=_link(invoice),
    )


def _link(invoice: Invoice) -> str:
    """Return the address of the document: the provider's, where it can only be seen there."""
    known = provider_document_of(invoice)
    page = known.links.get("page", "") if known and known.is_link else ""
    return str(page or links.document_link(invoice))
