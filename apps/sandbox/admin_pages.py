"""Pages below /admin/: the merchant's view, with buttons for the actions of buyers and for faults."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.sandbox import faults, lifecycle, state, webhooks
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.configuration import configuration
from apps.sandbox.order_templates import all_templates, template

_LOG_LENGTH = 40
_WITHOUT_DECIMALS = {"CLP", "COP", "PYG"}
_NEXT_ACTIONS = {
    "pending_payment": ["pay", "cancel"],
    "paid": ["ship", "cancel"],
    "canceled": [],
    "abandoned": ["pay"],
}


@dataclass(frozen=True)
class OrderRow:
    """An order as a line of the list."""

    id: int
    placed: str
    buyer: str
    email: str
    total: str
    status: str
    status_name: str
    shipped: bool
    documents: list[tuple[str, str]]
    actions: list[str]


def first_store(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to the admin of the sandbox's first store."""
    return HttpResponseRedirect(f"/admin/{configuration.store_code}")


def errors_as_pages(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return `view`, run under the lock, with a page for every HttpError."""

    def shown(request: HttpRequest, **values: Any) -> HttpResponseBase:
        try:
            with state.lock:
                return view(request, **values)
        except HttpError as error:
            return render(request, "sandbox/message.html", {"message": error.message}, status=error.status)

    return shown


@require_GET
@errors_as_pages
def store_page(request: HttpRequest, store_code: str) -> HttpResponse:
    """Show the store's orders, hooks and webhooks, and the active faults."""
    store = state.store(store_code)
    context = frame(store, "orders") | {
        "orders": [row(order) for order in reversed(store.orders.values())],
        "templates": _templates_for(store),
        "hooks": list(store.hooks.values()),
        "waiting": webhooks.waiting(),
        "attempts": webhooks.log(store.code)[: -_LOG_LENGTH - 1 : -1],
        "faults": faults.active(),
        "api_kinds": faults.API_KINDS.items(),
        "webhook_kinds": faults.WEBHOOK_KINDS.items(),
    }
    return render(request, "sandbox/store.html", context)


@require_GET
@errors_as_pages
def app_page(request: HttpRequest, store_code: str, app_code: str) -> HttpResponse:
    """Show the App in an iframe, as Jumpseller's admin does."""
    if app_code != configuration.app_code:
        raise Http404
    context = frame(state.store(store_code), "app") | {"app_url": f"{configuration.app_url}/"}
    return render(request, "sandbox/app.html", context)


@require_POST
@errors_as_pages
def new_order(request: HttpRequest, store_code: str) -> HttpResponseBase:
    """Create an order from the chosen template."""
    lifecycle.place(state.store(store_code), template(request.POST.get("template", "")).fresh())
    return _back(store_code)


@require_POST
@errors_as_pages
def act_on_order(request: HttpRequest, store_code: str, order_id: int, action: str) -> HttpResponseBase:
    """Pay, cancel, ship or abandon an order."""
    store = state.store(store_code)
    lifecycle.act(store, store.order(order_id), action)
    return _back(store_code)


@require_POST
@errors_as_pages
def resume_hook(request: HttpRequest, store_code: str, hook_id: int) -> HttpResponseBase:
    """Resume a paused hook."""
    state.store(store_code).hook(hook_id).resume()
    return _back(store_code)


@require_POST
@errors_as_pages
def add_fault(request: HttpRequest, store_code: str) -> HttpResponseBase:
    """Enable a fault; empty fields of the form take the fault's own defaults."""
    wanted: Payload = {key: value for key, value in request.POST.dict().items() if value}
    faults.add(wanted)
    return _back(store_code)


@require_POST
@errors_as_pages
def clear_faults(request: HttpRequest, store_code: str) -> HttpResponseBase:
    """Disable all faults."""
    faults.replace([])
    return _back(store_code)


def _back(store_code: str) -> HttpResponseRedirect:
    return redirect("store", store_code=store_code)


def frame(store: state.Store, section: str) -> dict[str, Any]:
    """Return the common context of the admin pages of `store`; `section` is the page's section."""
    return {
        "store": store,
        "stores": list(state.stores.values()),
        "section": section,
        "app_code": configuration.app_code,
        "app_name": configuration.app_name,
    }


def _templates_for(store: state.Store) -> list[tuple[str, list[tuple[str, str]]]]:
    own: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for item in all_templates().values():
        (own if item.currency == store.currency else other).append((item.name, item.title))
    return [("In the store's currency", own), ("Other currencies", other)]


def row(order: state.Order) -> OrderRow:
    """Return `order` as the admin shows it."""
    payload, status = order.payload, lifecycle.status_of(order.payload)
    shipped = payload.get("shipment_status_enum") in {"in_transit", "delivered"}
    return OrderRow(
        id=order.id,
        placed=str(payload.get("created_at", ""))[:16],
        buyer=_buyer(payload),
        email=(payload.get("customer") or {}).get("email") or "",
        total=_money(payload.get("total"), str(payload.get("currency", ""))),
        status=status,
        status_name=lifecycle.STATUS_NAMES.get(status, status),
        shipped=shipped,
        documents=[_document_link(document) for document in order.documents],
        actions=[action for action in _NEXT_ACTIONS.get(status, []) if not (shipped and action == "ship")],
    )


def _buyer(payload: Payload) -> str:
    address = payload.get("billing_address") or {}
    name = " ".join(filter(None, [address.get("name"), address.get("surname")]))
    return name or (payload.get("customer") or {}).get("fullname") or "—"


def _document_link(document: state.Document) -> tuple[str, str]:
    kind = "Invoice" if document.type_number else "Credit note"
    return f"{kind} {document.public_id or ''}".rstrip(), document.url or ""


def _money(amount: Any, currency: str) -> str:
    try:
        return f"{currency} {float(amount):,.{0 if currency in _WITHOUT_DECIMALS else 2}f}"
    except (TypeError, ValueError):
        return f"{currency} {amount}"
