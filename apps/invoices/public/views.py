"""The pages behind the link in the order, for merchant and buyer alike."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.web import body_limits
from apps.invoices import languages, links
from apps.invoices.models import Invoice, Rendition
from apps.invoices.public import file_check, http_range, page
from apps.invoices.renditions import pdf_store


@require_safe
def document_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the document's page, in the document's language."""
    return _page(request, found_document(token))


# The request changes nothing and no cookie authorises it: forging it gains nothing.
@csrf_exempt
@body_limits.limited_to(None)
@require_http_methods(["GET", "HEAD", "POST"])
def document_check(request: HttpRequest, token: str) -> HttpResponse:
    """Show the document's page with the verdict on a file or a hash; 413 for a file larger than any document."""
    invoice = found_document(token)
    if request.method != "POST":
        return private(HttpResponseRedirect(links.document_link(invoice)))
    if int(request.META.get("CONTENT_LENGTH") or 0) > file_check.LARGEST_FILE + body_limits.ENVELOPE:
        return _page(request, invoice, status=413, verdict="too large")
    try:
        given = file_check.file_hash(request.FILES.get("file"), request.POST.get("hash", ""))
    except file_check.NothingToCheck:
        return _page(request, invoice, status=422, verdict="nothing")
    as_issued = file_check.is_as_issued(invoice, given)
    return _page(request, invoice, verdict="as issued" if as_issued else "other", given=given)


@require_safe
def document_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Return the document's PDF, whole or a range of it, or 304.

    503 between issue and rendering; 410 and a statement after an erasure.
    """
    invoice = found_document(token)
    if invoice.is_erased():
        return _page(request, invoice, status=410)
    rendition = Rendition.objects.filter(invoice=invoice).first()
    if rendition is None:
        return private(HttpResponse(status=503, headers={"Retry-After": "5"}))
    return _for_long(_pdf(request, invoice, rendition))


def _pdf(request: HttpRequest, invoice: Invoice, rendition: Rendition) -> HttpResponse:
    etag = f'"{rendition.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    content = pdf_store.content_of(rendition)
    response = http_range.respond(request, content, etag=etag, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{invoice.number}.pdf") or "inline"
    return response


def _page(request: HttpRequest, invoice: Invoice, *, status: int = 200, **more: Any) -> HttpResponse:
    with translation.override(languages.interface_language(invoice.language, invoice.country)):
        return private(
            render(request, "invoices/public/document.html", page.page_context(invoice) | more, status=status)
        )


def found_document(token: str) -> Invoice:
    """Return the document that `token` opens. Raise Http404."""
    invoice = links.document_by_token(token)
    if invoice is None:
        raise Http404
    return invoice


def private(response: HttpResponse) -> HttpResponse:
    """Add headers that hide the page from search engines and its address from other sites."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, max-age=60"
    return response


def _for_long(response: HttpResponse) -> HttpResponse:
    """Let clients cache the PDF for a day (in seconds): its bytes never change, but an erasure may delete it."""
    private(response)["Cache-Control"] = "private, max-age=86400, immutable"
    return response
