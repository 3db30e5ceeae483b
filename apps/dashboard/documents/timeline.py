"""History of a document and its order, from the rows of each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.dashboard.activity import webhook_deliveries
from apps.dashboard.shared.formats import figures_for, moment
from apps.intake.models import Delivery
from apps.invoices.models import Invoice, Kind, Mailing, Posting, Rendering, Rendition
from apps.invoices.models.submissions import provider_document_of
from apps.invoices.titles import legal_number_of

_MOST_DELIVERIES = 20
_NOT_YET = datetime.max.replace(tzinfo=UTC)
_MAILED: dict[str, Any] = {
    Mailing.State.DUE: _("being sent"),
    Mailing.State.CLAIMED: _("being sent"),
    Mailing.State.DONE: _("sent"),
    Mailing.State.FAILED: _("failed"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """A step with its outcome and reason; `at` is None for a future one. `link` is a document's id."""

    at: datetime | None
    what: str
    outcome: str = ""
    reason: str = ""
    link: int | None = None


def timeline_of(document: Invoice) -> list[dict[str, Any]]:
    """Return the steps of `document` in order of time, in the store's time zone; future ones come last."""
    figures = figures_for(document.store, document.currency)
    events = sorted(_events(document), key=lambda event: event.at or _NOT_YET)
    return [
        {
            "at": moment(event.at, document.time_zone, figures) if event.at else "",
            "what": event.what,
            "text": " · ".join(part for part in (str(event.outcome), event.reason) if part),
            "link": event.link,
        }
        for event in events
    ]


def _events(document: Invoice) -> Iterator[Event]:
    if document.kind != Kind.TEST:
        yield from _received(document)
    if document.snapshot:
        yield Event(document.snapshot.read_at, gettext("Order read"))
    yield Event(document.issued_at, gettext("Issued"), legal_number_of(document))
    yield from _delivered(document)
    for mailing in document.mailings.order_by("pk"):
        at = mailing.finished_at or mailing.created_at
        yield Event(at, gettext("Mail to the buyer"), _MAILED[mailing.state], mailing.recipient)
    for note in document.credit_notes.order_by("pk"):
        total = figures_for(document.store, note.currency).money(note.gross_total)
        yield Event(note.issued_at, gettext("Credited"), legal_number_of(note), total, note.pk)
    for other in document.replacements.all():
        yield Event(other.issued_at, gettext("Issued again"), legal_number_of(other), link=other.pk)
    if erased := document.erased_at():
        yield Event(erased, gettext("Buyer's data erased"))


def _received(document: Invoice) -> Iterator[Event]:
    """Yield the deliveries about the order, with their errors."""
    found = Delivery.objects.filter(store=document.store, order_id=document.order_id).defer("body", "headers")
    for delivery in found.order_by("received_at")[:_MOST_DELIVERIES]:
        yield Event(
            delivery.received_at,
            gettext("Received from Jumpseller"),
            webhook_deliveries.event_name(delivery.event),
            delivery.error,
        )


def _delivered(document: Invoice) -> Iterator[Event]:
    """Yield the steps of the PDF and of its link at Jumpseller."""
    rendition = Rendition.objects.filter(invoice=document).first()
    if rendition is None:
        yield _unrendered(document)
        return
    yield Event(rendition.rendered_at, gettext("PDF"), gettext("ready"))
    if document.kind == Kind.TEST:
        return
    posting: Posting = document.posting
    outcomes = {Posting.State.DONE: gettext("published"), Posting.State.FAILED: gettext("refused")}
    outcome = outcomes.get(Posting.State(posting.state), gettext("being published"))
    yield Event(posting.finished_at, gettext("In Jumpseller"), outcome, posting.error)


def _unrendered(document: Invoice) -> Event:
    """Return the step of the PDF of a document that has none."""
    rendering = Rendering.objects.filter(invoice=document).first()
    if rendering and rendering.state == Rendering.State.FAILED:
        return Event(rendering.finished_at, gettext("PDF"), gettext("failed"), rendering.error)
    # That a provider still makes its PDF is no error.
    error = "" if rendering is None or provider_document_of(document) else rendering.error
    return Event(None, gettext("PDF"), gettext("being prepared"), error)
