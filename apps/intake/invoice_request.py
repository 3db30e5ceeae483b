"""A merchant's click on "Create Invoice" (`POST /invoices`): wait a few seconds for the pipeline to issue the document.

Nothing is issued here. The request is stored as a delivery and processed by a worker, so the order's lock serialises it
with webhooks and other requests, and it continues after the client times out. Source of the format: Jumpseller's page
on lightweight integrations; statuses and time limit, which the page lacks, are in docs/behaviour.md.
"""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from apps.automation import release
from apps.automation.models import OrderRecord
from apps.automation.reasons import answer_for
from apps.core.errors import FolioError
from apps.intake import receive
from apps.intake.models import Delivery
from apps.invoices import languages, links
from apps.invoices.issuing.issuer import OnItsWay
from apps.invoices.models import Invoice, Submission
from apps.stores.models import InvoicingSettings, Store

# Seconds that a request waits for its invoice; Jumpseller's own time limit is not documented.
PATIENCE = 4
_PAUSE = 0.05
# The most requests that may wait in one process: they must leave threads for webhooks, which never wait.
_waiting = threading.BoundedSemaphore(2)


class NoInvoice(FolioError):
    """The order gets no invoice in its present state; the text says why, in the merchant's language."""

    code = "no_invoice"


class NotYet(FolioError):
    """The work continues in the background: repeat the request in a moment."""

    code = "not_yet"


@dataclass(frozen=True, slots=True)
class Answer:
    """The order's invoice: its address, its number, and a sentence for the merchant."""

    url: str
    public_id: str
    message: str


def invoice_for(post: receive.Post) -> Answer:
    """Return the invoice of the order in `post`, within `PATIENCE` seconds.

    Raise Unsigned, Unreadable, NoInvoice where a person must change something, NotYet where more time is needed.
    """
    store = Store.objects.get(pk=receive.sender(post))
    order_id, problem = receive.order_in(post.body)
    if order_id is None:
        raise receive.Unreadable(problem)
    language = InvoicingSettings.objects.values_list("language", flat=True).get(store=store)
    with translation.override(languages.interface_language(language, store.country)):
        found = Invoice.objects.open_invoice(store, order_id) or _brought(store, order_id, post.body)
        return Answer(
            links.document_link(found), found.number, gettext("Invoice %(number)s") % {"number": found.number}
        )


def _brought(store: Store, order_id: int, body: bytes) -> Invoice:
    _refuse_without_access(store)
    with suppress(release.AlreadyInvoiced, OnItsWay):
        release.release_order(store, order_id, snapshot=None)
    until = time.monotonic() + PATIENCE
    delivery = receive.ask_again(store.pk, order_id, event=receive.REQUESTED, body=body)
    if not _waiting.acquire(blocking=False):
        raise NotYet(_later())
    try:
        state = _awaited(delivery.pk)
        is_on_its_way = state == Delivery.State.DONE and _is_on_its_way_after(store, order_id, until)
    finally:
        _waiting.release()
    found = Invoice.objects.open_invoice(store, order_id)
    if found:
        return found
    if is_on_its_way:
        raise NotYet(_later())
    if state in (Delivery.State.DONE, Delivery.State.FAILED):
        raise NoInvoice(_reason(store, order_id))
    store.refresh_from_db(fields=["status"])
    _refuse_without_access(store)
    raise NotYet(_later())


def _refuse_without_access(store: Store) -> None:
    if store.status != Store.Status.ACTIVE:
        raise NoInvoice(gettext("Folio needs your authorisation again: open Folio in your admin. No order is lost."))


def _awaited(delivery_id: int) -> str:
    """Return the delivery's state once it was tried, or after `PATIENCE` seconds."""
    until = time.monotonic() + PATIENCE
    while True:
        state, tried = Delivery.objects.values_list("state", "error").get(pk=delivery_id)
        if state in (Delivery.State.DONE, Delivery.State.FAILED) or tried or time.monotonic() > until:
            return str(state)
        time.sleep(_PAUSE)


def _is_on_its_way_after(store: Store, order_id: int, until: float) -> bool:
    """Wait for the provider; tell whether the order's invoice is still on its way when the time is `until`.

    One about which a person is asked waits for that person.
    """
    open_ones = Submission.of_order(store.pk, order_id).exclude(stage=Submission.Stage.ASKED)
    while open_ones.exists():
        if time.monotonic() > until:
            return True
        time.sleep(_PAUSE)
    return False


def _reason(store: Store, order_id: int) -> str:
    """Return why there is no invoice, as far as the order's record tells."""
    reasons = OrderRecord.objects.filter(store=store, order_id=order_id).values_list("reasons", flat=True).first()
    for reason in reasons or []:
        if text := answer_for(reason):
            return text
    return gettext("The order has no invoice. Open Folio in your admin to see why.")


def _later() -> str:
    return gettext("The invoice is being prepared and will appear in the order. Try again in a moment.")
