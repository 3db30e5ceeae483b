"""One document of a store with all that its page says of it."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from apps.dashboard.conventions import figures_for, moment
from apps.dashboard.sheets import Entry, sheet_of
from apps.invoices import crediting, hosting
from apps.invoices.models import Invoice, Kind, Posting, Rendition
from apps.invoices.pdf.figures import Figures
from apps.invoices.remaining import left_of
from apps.stores.models import Store


def find(store: Store, document_id: int) -> Invoice:
    """Returns the document DOCUMENT_ID if it is STORE's. Raises Http404 for any other."""
    related = ("store", "credits", "replaces", "snapshot", "posting")
    document = Invoice.objects.filter(store=store, pk=document_id).select_related(*related).first()
    if document is None:
        raise Http404
    return document


def page(document: Invoice) -> dict[str, Any]:
    """Returns what the page of DOCUMENT shows but its forms."""
    figures = figures_for(document.store, document.currency)
    left = left_of(document) if document.kind == Kind.INVOICE else None
    notes = list(document.credit_notes.order_by("pk"))
    return {
        "store": document.store,
        "document": document,
        "sheet": sheet_of(document, left if notes else None),
        "link": hosting.link(document),
        "credit_notes": [{"row": note, "sheet": sheet_of(note)} for note in notes],
        "is_credited": crediting.is_credited_in_full(document),
        "left": figures.money(left.gross) if left else "",
        "replacement": document.replacements.first(),
        "remarks": document.remarks.splitlines(),
        "history": _history(document, figures),
    }


def _history(document: Invoice, figures: Figures) -> list[Entry]:
    posting: Posting = document.posting
    rendition = Rendition.objects.filter(invoice=document).first()
    entries = []
    if document.snapshot:
        entries.append((gettext("Order read"), _at(document, document.snapshot.read_at, figures)))
    if document.payment_date:
        entries.append((gettext("Order paid"), _joined(figures.date(document.payment_date), document.payment_method)))
    entries.append((gettext("Issued"), _at(document, document.issued_at, figures)))
    if rendition:
        entries.append((gettext("PDF"), _at(document, rendition.rendered_at, figures)))
    else:
        entries.append((gettext("PDF"), _joined(gettext("being prepared"), posting.error)))
    if rendition and document.kind != Kind.TEST:
        entries.append((gettext("In Jumpseller"), _posted(document, posting, figures)))
    return entries


def _posted(document: Invoice, posting: Posting, figures: Figures) -> str:
    if posting.state == Posting.State.DONE and posting.finished_at:
        return _joined(gettext("shown"), _at(document, posting.finished_at, figures))
    state = gettext("refused") if posting.state == Posting.State.FAILED else gettext("on its way")
    return _joined(state, posting.error)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _at(document: Invoice, at: datetime, figures: Figures) -> str:
    return moment(at, document.time_zone, figures)
