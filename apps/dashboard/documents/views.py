"""A document's page and its actions: credit, reissue, mail, repost; and test documents."""

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
from apps.dashboard.issuer import issued_there
from apps.dashboard.settings import next_numbers
from apps.dashboard.shared import confirmation, error_texts
from apps.dashboard.shared.dry_run import dry_run
from apps.invoices.export.archive import pieces
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice
from apps.invoices.renditions import pdf_store
from apps.invoices.titles import legal_number_of
from apps.invoices.transmission import order_history, order_link
from apps.stores.models import Store


@require_GET
@for_merchants
def document(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Show the document, its state, and the forms that correct it."""
    return _page(request, detail.find_document(store, document_id))


@require_GET
@for_merchants
def archive(_: HttpRequest, store: Store) -> StreamingHttpResponse:
    """Stream all documents of the store as one archive."""
    response = StreamingHttpResponse(pieces(store), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="folio-{store.code}.zip"'
    return response


@require_POST
@for_merchants
def credit(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Credit the document in full or in part, by the field `way`, once it is confirmed."""
    form = correction_forms.CREDITS.get(request.POST.get("way", ""))
    if form is None:
        raise Http404
    return _correct(request, form(detail.find_document(store, document_id), request.POST))


@require_POST
@for_merchants
def reissue(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Issue the document again to other data of the buyer, once it is confirmed."""
    return _correct(request, correction_forms.ReissueForm(detail.find_document(store, document_id), request.POST))


@require_POST
@for_merchants
def post_again(_: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Retry what failed after the issue: the document's PDF, its link, and the line in the order's history."""
    found = detail.find_document(store, document_id)
    pdf_store.render_again(found)
    order_link.post_again(found)
    order_history.note_again(found)
    return redirect("home")


@require_POST
@for_merchants
def mail(request: HttpRequest, store: Store, document_id: int) -> HttpResponse:
    """Mail the document to `recipient`, unless another mail was sent since the page with `seen` was shown."""
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
    """Issue a test document and show it."""
    try:
        issued = example_order.issue_test_document(store)
    except FolioError as error:
        return render(
            request,
            "dashboard/home/home.html",
            overview.overview_of(store) | {"refusal": error_texts.explain_error(error)},
        )
    return redirect("document", issued.pk)


def _correct(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    """Show the documents that `form` would issue, or issue them if confirmed; a refusal keeps all typed values."""
    step = request.POST.get("step")
    if refused := issued_there.refused_correction(form.invoice, is_partial=form.is_partial):
        return _page(request, form.invoice, form, refused)
    try:
        if step == "issue":
            return _issue(request, form)
        if step != "change" and form.is_valid():
            return render(request, "dashboard/documents/confirm_correction.html", _confirmation(form))
    except FolioError as error:
        return _page(request, form.invoice, form, error_texts.explain_error(error, form.invoice))
    return _page(request, form.invoice, form)


def _issue(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    with confirmation.lock_unchanged(form.invoice, request.POST.get("seen", "")):
        if form.is_valid():
            made = form.carry_out()
            # What goes to a provider has no page yet.
            return redirect("document", made.pk if isinstance(made, Invoice) else form.invoice.pk)
    return _page(request, form.invoice, form)


def _confirmation(form: CorrectionForm) -> dict[str, Any]:
    """Return the documents that would be issued, and the version of the document that they depend on."""

    def shown(made: Made) -> list[Sheet]:
        return [sheet_of(each) for each in form.documents_of(made)]

    seen = confirmation.seen_version(form.invoice)
    sheets = dry_run(form.carry_out, shown)
    number = legal_number_of(form.invoice)
    store = form.invoice.store
    return {"store": store, "document": form.invoice, "number": number, "form": form, "seen": seen, "sheets": sheets}


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
    return render(request, "dashboard/documents/document.html", context)
