"""The list of documents: search, filters and its table for spreadsheets."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.dashboard.access import for_merchants
from apps.dashboard.documents import document_list, saved_search
from apps.dashboard.documents.filters import DocumentFilter
from apps.invoices.export import csv_table
from apps.stores.models import InvoicingSettings, Store


@require_http_methods(["GET", "POST"])
@for_merchants
def documents(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the store's documents. A search is posted, because its text may name a buyer, and redirects here."""
    if request.method == "POST":
        return _search(request)
    form = DocumentFilter(store, request.GET, saved_search.search_text(request))
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    context = {
        "store": store,
        # Evaluated by an empty list only.
        "invoicing_settings": lambda: InvoicingSettings.objects.get(store=store),
        "form": form,
        "query": query.urlencode(),
        "handle": request.GET.get("q", ""),
    }
    return render(
        request,
        "dashboard/documents/document_list.html",
        context | document_list.document_list(store, form, request.GET),
    )


@require_GET
@for_merchants
def table(request: HttpRequest, store: Store) -> StreamingHttpResponse:
    """Stream all pages of the current list as a table for spreadsheets."""
    form = DocumentFilter(store, request.GET, saved_search.search_text(request))
    response = StreamingHttpResponse(csv_table.csv_table(form.walk()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="folio-{store.code}.csv"'
    return response


def _search(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    for name in ("q", "after", "before"):
        query.pop(name, None)
    if handle := saved_search.keep_search(request, request.POST.get("text", "")):
        query["q"] = handle
    return redirect(f"{reverse('documents')}?{query.urlencode()}".rstrip("?"))
