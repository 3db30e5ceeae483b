"""The page on which a buyer puts the company and tax data of his invoice right."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.invoices import languages
from apps.invoices.models import Invoice
from apps.invoices.public import buyer_corrections, page
from apps.invoices.public.correction_form import BuyerCorrectionForm
from apps.invoices.public.views import found_document, private


# Whoever knows the unguessable address may ask; no cookie speaks for him, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the form, or what came of it; takes the form once."""
    invoice = found_document(token)
    with translation.override(languages.interface_language(invoice.language, invoice.country)):
        return private(_answer(request, invoice))


def _answer(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    asked = buyer_corrections.asked_for(invoice)
    if asked is None and not buyer_corrections.is_offered(invoice):
        raise Http404
    form = None if asked else BuyerCorrectionForm(invoice, request.POST if request.method == "POST" else None)
    if form and form.is_bound and form.is_valid():
        return _submitted(request, invoice, form)
    context = page.page_context(invoice) | {"form": form, "asked": asked}
    return render(request, "invoices/correction.html", context, status=422 if form and form.is_bound else 200)


def _submitted(request: HttpRequest, invoice: Invoice, form: BuyerCorrectionForm) -> HttpResponse:
    """Back to the page, which says how far it has come; a second click comes to the same."""
    try:
        buyer_corrections.submit(invoice, **form.wanted())
    except buyer_corrections.NotOffered:
        if buyer_corrections.asked_for(invoice) is None:
            raise Http404 from None
    return HttpResponseRedirect(request.path)
