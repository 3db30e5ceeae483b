"""What the link in the order opens, for merchant and buyer alike."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from apps.invoices import erasing, hosting, rendering
from apps.invoices.models import Invoice


@require_safe
def document_page(request: HttpRequest, token: str) -> HttpResponse:
    """The document's page, in the document's language."""
    invoice = found(token)
    with translation.override(invoice.language):
        return private(render(request, "invoices/document.html", hosting.page(invoice)))


@require_safe
def document_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The document's PDF; 503 for the moment between issue and rendering, 410 and the statement after an erasure."""
    invoice = found(token)
    if erasing.is_erased(invoice):
        with translation.override(invoice.language):
            return private(render(request, "invoices/document.html", hosting.page(invoice), status=410))
    content = rendering.pdf_of(invoice)
    if content is None:
        return private(HttpResponse(status=503, headers={"Retry-After": "5"}))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{invoice.number}.pdf"'
    return private(response)


def found(token: str) -> Invoice:
    """Returns the document that TOKEN opens. Raises Http404."""
    invoice = hosting.find(token)
    if invoice is None:
        raise Http404
    return invoice


def private(response: HttpResponse) -> HttpResponse:
    """Whoever has the link may read; search engines and other sites must not learn of it."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, max-age=60"
    return response
