"""One document's page, and what a merchant does there: credit it, issue it again, mail it, see a test document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.automation import example_order
from apps.core.errors import FolioError
from apps.dashboard.access import for_merchants
from apps.dashboard.documents import correction_forms, detail, email_form
from apps.dashboard.documents.correction_forms import CorrectionForm
from apps.dashboard.documents.presentation import Sheet, sheet_of
from apps.dashboard.home import overview
from apps.dashboard.settings import next_numbers
from apps.dashboard.shared import confirmation, error_texts
from apps.dashboard.shared.dry_run import dry_run
from apps.invoices.export.archive import pieces
from apps.invoices.models import Invoice
from apps.invoices.transmission import order_history, order_link
from apps.stores.models import Store


@require_GET
@for_merchants
def document(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """The document, where it stands, and the ways to correct it."""
    return _page(request, detail.find_document(store, document_id))


@require_GET
@for_merchants
def archive(_: HttpRequest, store: Store) -> StreamingHttpResponse:
    """All documents of the store as one archive, sent while it is made."""
    response = StreamingHttpResponse(pieces(store), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="folio-{store.code}.zip"'
    return response


@require_POST
@for_merchants
def credit(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Credits the document in full or in part, by the field `way`, once it is confirmed."""
    form = correction_forms.CREDITS.get(request.POST.get("way", ""))
    if form is None:
        raise Http404
    return _correct(request, form(detail.find_document(store, document_id), request.POST))


@require_POST
@for_merchants
def reissue(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Issues the document again to other data of the buyer, once it is confirmed."""
    return _correct(request, correction_forms.ReissueForm(detail.find_document(store, document_id), request.POST))


@require_POST
@for_merchants
def post_again(_: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Has the link of a document that Jumpseller refused posted again, and the line in the order's history."""
    found = detail.find_document(store, document_id)
    order_link.post_again(found)
    order_history.note_again(found)
    return redirect("home")


@require_POST
@for_merchants
def mail(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Has the document mailed to the address in `recipient`, unless it was since the page with `seen` was shown."""
    found = detail.find_document(store, document_id)
    form = email_form.MailForm(found, request.POST)
    try:
        if form.is_valid():
            form.carry_out()
            return redirect("document", found.pk)
    except FolioError as error:
        return _page(request, found, mail_form=form, refusal=error_texts.explain_error(error))
    return _page(request, found, mail_form=form)


@require_POST
@for_merchants
def issue_test(request: HttpRequest, store: Store) -> HttpResponse:
    """Issues a test document and shows it."""
    try:
        issued = example_order.issue_test_document(store)
    except FolioError as error:
        return render(
            request, "dashboard/home.html", overview.overview_of(store) | {"refusal": error_texts.explain_error(error)}
        )
    return redirect("document", issued.pk)


def _correct(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    """Shows what FORM would issue, or issues it if that was confirmed; a refusal loses nothing that was typed."""
    step = request.POST.get("step")
    try:
        if step == "issue":
            return _issue(request, form)
        if step != "change" and form.is_valid():
            return render(request, "dashboard/confirm.html", _confirmation(form))
    except FolioError as error:
        return _page(request, form.invoice, form, error_texts.explain_error(error, form.invoice))
    return _page(request, form.invoice, form)


def _issue(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    with confirmation.lock_unchanged(form.invoice, request.POST.get("seen", "")):
        if form.is_valid():
            return redirect("document", form.carry_out().pk)
    return _page(request, form.invoice, form)


def _confirmation(form: CorrectionForm) -> dict[str, Any]:
    """What would be issued, and the state of the document that this is said of."""

    def shown(issued: Invoice) -> list[Sheet]:
        return [sheet_of(each) for each in form.documents_of(issued)]

    seen = confirmation.seen_version(form.invoice)
    sheets = dry_run(form.carry_out, shown)
    return {"store": form.invoice.store, "document": form.invoice, "form": form, "seen": seen, "sheets": sheets}


def _page(
    request: HttpRequest,
    invoice: Invoice,
    typed: CorrectionForm | None = None,
    refusal: str = "",
    mail_form: email_form.MailForm | None = None,
) -> HttpResponse:
    context = detail.document_context(invoice) | {
        "mails": email_form.mails_of(invoice),
        "mail_form": email_form.offered_form(invoice, mail_form),
        "forms": correction_forms.offered_corrections(invoice, typed),
        "typed": typed,
        "refusal": refusal,
        "next_numbers": next_numbers.next_numbers_of(invoice.store),
    }
    return render(request, "dashboard/document.html", context)
