"""The page on which a buyer corrects the company and tax data of their invoice."""

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


# The unguessable address is the only credential; no cookie authorises the request, so it cannot be forged.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, or the state of the correction; accept the form once."""
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
    return render(
        request, "invoices/public/buyer_correction.html", context, status=422 if form and form.is_bound else 200
    )


def _submitted(request: HttpRequest, invoice: Invoice, form: BuyerCorrectionForm) -> HttpResponse:
    """Redirect to the page, which shows the progress. A second click has the same result."""
    try:
        buyer_corrections.submit_correction(invoice, **form.wanted())
    except buyer_corrections.NotOffered:
        if buyer_corrections.asked_for(invoice) is None:
            raise Http404 from None
    return HttpResponseRedirect(request.path)
