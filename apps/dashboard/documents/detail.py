"""Data of one document's page."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from apps.automation.models import OrderRecord
from apps.automation.reasons import tell_sentences
from apps.core import clock
from apps.countries import registry
from apps.countries.documents import Afterwards
from apps.dashboard.documents import timeline
from apps.dashboard.documents.presentation import sheet_of
from apps.dashboard.issuer import issued_there, on_its_way
from apps.dashboard.shared.formats import figures_for
from apps.formats.wording.number_format import Figures
from apps.invoices import links
from apps.invoices.credit_notes.uncredited import left_of
from apps.invoices.models import Invoice, Kind
from apps.invoices.titles import legal_number_of
from apps.stores.models import Store

_LATE: dict[Afterwards, Any] = {
    Afterwards.NO_TAX_BACK: _(
        "A credit note for returned goods lowered your tax until %(day)s. One from now does not."
    ),
    Afterwards.NOT_ALLOWED: _(
        "The law allowed a credit note for this invoice until %(day)s. Ask your accountant first."
    ),
}


def find_document(store: Store, document_id: int) -> Invoice:
    """Return the document `document_id` of `store`. Raise Http404 for any other."""
    related = ("store", "credits", "replaces", "snapshot", "posting", "provider_document__account", "void")
    document = Invoice.objects.filter(store=store, pk=document_id).select_related(*related).first()
    if document is None:
        raise Http404
    return document


def document_context(document: Invoice) -> dict[str, Any]:
    """Return the data of the page of `document`, without its forms."""
    figures = figures_for(document.store, document.currency)
    left = left_of(document) if document.kind == Kind.INVOICE else None
    notes = list(document.credit_notes.select_related("void", "provider_document").order_by("pk"))
    return {
        "store": document.store,
        "document": document,
        "sheet": sheet_of(document, left if notes else None),
        "link": links.document_link(document),
        "credits_number": legal_number_of(document.credits) if document.credits else "",
        "credit_notes": [{"row": note, "sheet": sheet_of(note)} for note in notes],
        "has_credit": any(not issued_there.is_void(note) for note in notes),
        "is_credited": document.is_credited_in_full,
        "left": figures.money(left.gross) if left else "",
        "replacement": document.replacements.first(),
        "remarks": _remarks(document),
        "payment": _payment(document, figures),
        "timeline": timeline.timeline_of(document),
        "issued_there": issued_there.issued_there(document),
        "on_its_way": on_its_way.on_its_way(on_its_way.open_submission(document.store, document.order_id)),
        "record_id": _record_id(document),
        "without_corrections": issued_there.without_corrections(document),
        "only_in_full": issued_there.only_in_full(document),
        "late": late_credit_notes(document, clock.today(document.store.time_zone), figures),
    }


def _record_id(document: Invoice) -> int | None:
    """Return the id of the record of the document's order; None for a test document without one."""
    record = OrderRecord.objects.filter(store=document.store, order_id=document.order_id)
    return record.values_list("pk", flat=True).first()


def late_credit_notes(document: Invoice, today: date, figures: Figures) -> list[dict[str, str]]:
    """Return what is to be known of a credit note for `document` as of `today`: each legal period that is over.

    Each has its `text` and the `source` of the rule. A period runs from the sale, else from the date of the document.
    """
    if document.kind != Kind.INVOICE:
        return []
    sold_on = document.supply_date or document.issue_date
    periods = [(each, each.last_day(sold_on)) for each in registry.country(document.country).credit_note_periods]
    return [
        {"text": _LATE[each.afterwards] % {"day": figures.date(last_day)}, "source": each.source}
        for each, last_day in periods
        if today > last_day
    ]


def _remarks(document: Invoice) -> list[str]:
    """Return what was noticed about the order; of documents from before codes and figures as it was written."""
    if not document.noticed:
        return document.remarks.splitlines()
    return [tell_sentences(remark["details"]) for remark in document.noticed]


def _payment(document: Invoice, figures: Figures) -> str:
    """Return day and method of the order's payment."""
    day = figures.date(document.payment_date) if document.payment_date else ""
    return " · ".join(part for part in (day, document.payment_method) if part)
