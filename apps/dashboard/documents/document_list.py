"""The list of documents as its page shows it: the same number of queries for any number of documents."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.http import QueryDict
from django.utils.translation import gettext

from apps.dashboard.documents.filters import DocumentFilter
from apps.dashboard.issuer import issued_there
from apps.dashboard.shared import pagination
from apps.dashboard.shared.formats import figures_for, language
from apps.invoices import links
from apps.invoices.models import Invoice, Kind, Mailing, Posting, Rendering
from apps.invoices.titles import heading_of, legal_number_of
from apps.stores.models import Store

_A_PAGE = 25


def document_list(store: Store, form: DocumentFilter, query: QueryDict) -> dict[str, Any]:
    """Return the page of the list that `query` selects, with the filters of `form`. Raise Http404."""
    related = ("posting", "rendering", "credits__provider_document", "provider_document", "void")
    rows = form.documents().select_related(*related)
    page = pagination.page_of(rows, form.order, query, most=_A_PAGE, within=Invoice.objects.filter(store=store))
    ids = [document.pk for document in page.rows]
    credited, mailed = _credited(store, ids), _mailed(store, ids)
    return {
        "page": page,
        "rows": [_row(store, document, credited.get(document.pk), mailed[document.pk]) for document in page.rows],
        "is_narrowed": form.is_narrowed,
    }


def _credited(store: Store, ids: list[int]) -> dict[int, Decimal]:
    """Return the credited amount of each document that has a credit note; a void one credits nothing."""
    notes = Invoice.objects.valid().filter(store=store, kind=Kind.CREDIT_NOTE, credits__in=ids)
    return dict(notes.values_list("credits").annotate(Sum("gross_total")).order_by())


def _mailed(store: Store, ids: list[int]) -> dict[int, set[str]]:
    """Return the states of each document's mails."""
    states: dict[int, set[str]] = defaultdict(set)
    for document_id, state in Mailing.objects.filter(store=store, invoice__in=ids).values_list("invoice", "state"):
        states[document_id].add(state)
    return states


def _row(store: Store, document: Invoice, credited: Decimal | None, mails: set[str]) -> dict[str, Any]:
    return {
        "row": document,
        "number": legal_number_of(document),
        "link": links.document_link(document),
        "total": figures_for(store, document.currency).money(document.gross_total),
        # The heading of its paper: an invoice in one country is a receipt in another.
        "kind": heading_of(document, language()).title,
        "state": _state(document, credited),
        "problems": [text for text in (_problem(document), _mail_problem(mails)) if text],
    }


def _state(document: Invoice, credited: Decimal | None) -> str:
    if issued_there.is_void(document):
        return gettext("void: rejected by the authority")
    if document.credits:
        return gettext("credits %(number)s") % {"number": legal_number_of(document.credits)}
    if document.kind == Kind.TEST:
        return "–"
    if credited is None:
        return gettext("open")
    return gettext("credited") if credited == document.gross_total else gettext("credited in part")


def _problem(document: Invoice) -> str:
    """Return what keeps the document from its order: its PDF, or the platform."""
    posting: Posting = document.posting
    rendering: Rendering | None = getattr(document, "rendering", None)
    if rendering and rendering.state == Rendering.State.FAILED:
        return gettext("PDF could not be made")
    if document.kind == Kind.TEST or posting.state == Posting.State.DONE:
        return ""
    return (
        gettext("refused by Jumpseller") if posting.state == Posting.State.FAILED else gettext("not in Jumpseller yet")
    )


def _mail_problem(states: set[str]) -> str:
    return gettext("mail failed") if states == {Mailing.State.FAILED} else ""
