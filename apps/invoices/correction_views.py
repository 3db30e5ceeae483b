"""The page on which a buyer puts the company and tax data of his invoice right."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.invoices import hosting, languages, self_service
from apps.invoices.correction_form import BuyerCorrectionForm
from apps.invoices.models import Invoice
from apps.invoices.views import found, private


# Whoever knows the unguessable address may ask; no cookie speaks for him, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the form, or what came of it; takes the form once."""
    invoice = found(token)
    with translation.override(languages.interface_language(invoice.language, invoice.country)):
        return private(_answer(request, invoice))


def _answer(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    asked = self_service.asked_for(invoice)
    if asked is None and not self_service.is_offered(invoice):
        raise Http404
    form = None if asked else BuyerCorrectionForm(invoice, request.POST if request.method == "POST" else None)
    if form and form.is_bound and form.is_valid():
        return _submitted(request, invoice, form)
    context = hosting.page(invoice) | {"form": form, "asked": asked}
    return render(request, "invoices/correction.html", context, status=422 if form and form.is_bound else 200)


def _submitted(request: HttpRequest, invoice: Invoice, form: BuyerCorrectionForm) -> HttpResponse:
    """Back to the page, which says how far it has come; a second click comes to the same."""
    try:
        self_service.submit(invoice, **form.wanted())
    except self_service.NotOffered:
        if self_service.asked_for(invoice) is None:
            raise Http404 from None
    return HttpResponseRedirect(request.path)
