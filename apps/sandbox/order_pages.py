"""Pages of one order: the merchant's, with the button “Create Invoice”, and the buyer's."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from apps.sandbox import lightweight, state
from apps.sandbox.admin_pages import errors_as_pages, frame, row
from apps.sandbox.answers import HttpError


@require_GET
def order_page(request: HttpRequest, store_code: str, order_id: int) -> HttpResponseBase:
    """Show the order to its merchant."""
    return _shown(request, store_code=store_code, order_id=order_id, answer=None)


@require_POST
def create_invoice(request: HttpRequest, store_code: str, order_id: int) -> HttpResponseBase:
    """Request the order's invoice from the App and show its answer. Faults affect only API calls and webhooks."""
    try:
        with state.lock:
            store = state.store(store_code)
            asked = lightweight.request_for(store, store.order(order_id))
        answer = lightweight.send(asked)
    except HttpError:
        answer = None
    return _shown(request, store_code=store_code, order_id=order_id, answer=answer)


@errors_as_pages
def _shown(request: HttpRequest, store_code: str, order_id: int, answer: lightweight.Answer | None) -> HttpResponse:
    store = state.store(store_code)
    order = store.order(order_id)
    context = frame(store, "orders") | {"order": row(order), "history": order.history, "answer": answer}
    return render(request, "sandbox/order.html", context)


@require_GET
@errors_as_pages
def customer_page(request: HttpRequest, store_code: str, order_id: int) -> HttpResponse:
    """Show the order to its buyer: documents as the stock theme lists them, by count and not by number."""
    store = state.store(store_code)
    order = store.order(order_id)
    links = [document.url for document in order.documents if document.url]
    return render(request, "sandbox/customer_order.html", {"store": store, "order": row(order), "links": links})
