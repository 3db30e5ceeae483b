"""Data of one document's page."""

from typing import Any

from django.http import Http404

from apps.automation.reasons import tell_sentences
from apps.dashboard.documents import timeline
from apps.dashboard.documents.presentation import sheet_of
from apps.dashboard.shared.formats import figures_for
from apps.formats.wording.number_format import Figures
from apps.invoices import links
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.models import Invoice, Kind
from apps.stores.models import Store


def find_document(store: Store, document_id: int) -> Invoice:
    """Return the document `document_id` of `store`. Raise Http404 for any other."""
    related = ("store", "credits", "replaces", "snapshot", "posting")
    document = Invoice.objects.filter(store=store, pk=document_id).select_related(*related).first()
    if document is None:
        raise Http404
    return document


def document_context(document: Invoice) -> dict[str, Any]:
    """Return the data of the page of `document`, without its forms."""
    figures = figures_for(document.store, document.currency)
    left = left_of(document) if document.kind == Kind.INVOICE else None
    notes = list(document.credit_notes.order_by("pk"))
    return {
        "store": document.store,
        "document": document,
        "sheet": sheet_of(document, left if notes else None),
        "link": links.document_link(document),
        "credit_notes": [{"row": note, "sheet": sheet_of(note)} for note in notes],
        "is_credited": document.is_credited_in_full,
        "left": figures.money(left.gross) if left else "",
        "replacement": document.replacements.first(),
        "remarks": _remarks(document),
        "payment": _payment(document, figures),
        "timeline": timeline.timeline_of(document),
    }


def _remarks(document: Invoice) -> list[str]:
    """Return what was noticed about the order; of documents from before codes and figures as it was written."""
    if not document.noticed:
        return document.remarks.splitlines()
    return [tell_sentences(remark["details"]) for remark in document.noticed]


def _payment(document: Invoice, figures: Figures) -> str:
    """Return day and method of the order's payment."""
    day = figures.date(document.payment_date) if document.payment_date else ""
    return " · ".join(part for part in (day, document.payment_method) if part)
