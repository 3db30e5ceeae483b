"""Find documents that disappeared at the platform, and enqueue them to be posted again.

A check first reads the list of all the store's documents, page by page, and marks those of Folio in it as seen. For
each other document, or for all where the list is refused, it then reads the documents of its order. A document that is
not there is posted again; posting checks once more before it writes.

Checks run in short turns and leave half of the store's budget of calls free, as those of `missing_invoices`.
"""

import time
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.automation.models import Reposting, prepare_checks
from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices.models import Kind, Posting
from apps.invoices.transmission import order_link
from apps.jumpseller import rate_limit
from apps.jumpseller.client import Forbidden, JumpsellerError, Limited, Rejected
from apps.jumpseller.documents import Document
from apps.stores import tokens
from apps.stores.models import Store
from apps.stores.tokens import NeedsAuthorisation

log = structlog.get_logger(__name__)

# Days looked back, and the interval of the check as a multiple of the shortest of `missing_invoices`: a day, a week.
SPANS = {35: 24, 400: 7 * 24}
# Seconds.
_TURN = 2.0
# The most pages that are read: a list that ignores the page would not end.
_MOST_PAGES = 100


def prepare_repostings(stores: QuerySet[Store]) -> None:
    """Give every active one of `stores` the rows of its checks; a new row is due at once."""
    prepare_checks(Reposting, SPANS, stores)


def look_for_missing_links(row_id: int) -> None:
    """Take one turn of the look `row_id` if it is due; after an error it is due again later."""
    Reposting.run(row_id, _take_turn, close=_close, postpone=_postpone)


def _close(row: Reposting, is_over: bool) -> None:
    """Have the look repeated, or its next turn taken."""
    if is_over:
        if row.started_at is not None:
            _remember(row, page=1, started_at=None)
        row.repeat(settings.RECONCILE_EVERY_SECONDS * SPANS[row.span_days])
    elif row.release():
        queue.publish("automation.repost", [row.pk])


def _take_turn(row: Reposting) -> bool:
    """Run steps, one at least, until the turn is over; tell whether every document was checked."""
    until = time.monotonic() + _TURN
    started_at = row.started_at or timezone.now()
    with rate_limit.in_background():
        while True:
            missing = _not_met(row, started_at).first()
            if missing is None:
                return True
            if row.started_at is None:
                _remember(row, page=1, started_at=started_at)
            if row.page:
                _read_page(row, started_at)
            else:
                _ask_for(missing)
            if time.monotonic() > until:
                return False


def _not_met(row: Reposting, started_at: datetime) -> QuerySet[Posting]:
    """Return the documents of the span that were posted before the check began, and that it has not checked yet.

    A void document is not posted again.
    """
    since = started_at - timedelta(days=row.span_days)
    posted = Posting.objects.filter(
        store=row.store, state=Posting.State.DONE, finished_at__lt=started_at, invoice__issued_at__gte=since
    )
    not_met = posted.filter(Q(seen_at__isnull=True) | Q(seen_at__lt=started_at)).exclude(invoice__kind=Kind.TEST)
    not_met = not_met.filter(invoice__void__isnull=True)
    return not_met.select_related("invoice", "store").order_by("pk")


def _read_page(row: Reposting, started_at: datetime) -> None:
    """Read the check's page of the list of all documents, and mark those of Folio in it as seen.

    By its description the list needs no scope; if it is refused anyway, the check goes on with the orders.
    """
    try:
        listed, is_last = tokens.call_platform(row.store, lambda client: client.all_documents(row.page))
    except (Forbidden, Rejected) as error:
        log.info("list of documents refused", store=row.store.code, reason=error.code)
        listed, is_last = [], True
    met = _not_met(row, started_at).filter(invoice__uid__in=_ids(listed)).values_list("pk", flat=True)
    Posting.objects.filter(pk__in=list(met)).update(seen_at=timezone.now())
    _remember(row, page=0 if is_last or row.page >= _MOST_PAGES else row.page + 1, started_at=started_at)


def _ids(listed: Iterable[Document]) -> list[uuid.UUID]:
    """Return the ids in `listed` that may be Folio's; other Apps use other formats."""
    found = []
    for each in listed:
        try:
            found.append(uuid.UUID(each.external_id))
        except ValueError:
            continue
    return found


def _ask_for(missing: Posting) -> None:
    invoice = missing.invoice
    try:
        listed = tokens.call_platform(missing.store, lambda client: client.documents(invoice.order_id))
    except Rejected as error:
        # A deleted order takes no document.
        log.warning("order refused", store=missing.store.code, order=invoice.order_id, reason=error.code)
    else:
        if not order_link.is_our_document(listed, invoice):
            log.warning("document disappeared", store=missing.store.code, number=invoice.number)
            missing.do_again()
            queue.publish("invoices.post", [missing.pk])
    Posting.objects.filter(pk=missing.pk).update(seen_at=timezone.now())


def _remember(row: Reposting, *, page: int, started_at: datetime | None) -> None:
    row.page, row.started_at = page, started_at
    row.save(update_fields=["page", "started_at"])


def _postpone(row: Reposting, error: FolioError) -> None:
    log.warning("look for documents postponed", store=row.store.code, reason=error.code)
    wait = error.retry_after if isinstance(error, Limited) else None
    row.postpone(str(error), seconds=wait, for_ever=isinstance(error, JumpsellerError | NeedsAuthorisation))
