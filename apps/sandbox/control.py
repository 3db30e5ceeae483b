"""Control API below /_control/: JSON without a password, for tests and demos to steer and inspect the sandbox."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.sandbox import faults, lifecycle, limits, state, tokens, webhooks
from apps.sandbox.answers import HttpError, Payload, as_json, body_of
from apps.sandbox.api import gate
from apps.sandbox.order_templates import template


def steering(**operations: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Return a view that runs one of `operations`, named by HTTP method, under the lock."""

    def view(request: HttpRequest, **values: Any) -> HttpResponse:
        operation = operations.get(request.method or "")
        if operation is None:
            return as_json({"message": f"Only {', '.join(operations)} here"}, 405)
        try:
            with state.lock:
                return as_json(operation(request, **values))
        except HttpError as error:
            return as_json({"message": error.message}, error.status)

    return view


def health(request: HttpRequest) -> Payload:
    """Return that the sandbox runs."""
    return {"status": "ok"}


def stores(request: HttpRequest) -> list[Payload]:
    """Return every store with its hooks, paused or not, and its number of orders."""
    return [_store_view(store) for store in state.stores.values()]


def create_store(request: HttpRequest) -> Payload:
    """Add a store: `code`, and optionally name, currency, country, timezone, email, address, taxes."""
    try:
        return _store_view(state.create_store(**body_of(request)))
    except TypeError as error:
        raise HttpError(400, f"Not a store: {error}") from None


def reset_hooks_token(request: HttpRequest) -> Payload:
    """Give `store` a new token to sign webhooks with."""
    store = _store_in(body_of(request))
    store.reset_hooks_token()
    return _store_view(store)


def uninstall(request: HttpRequest) -> Payload:
    """Remove the App from `store`: delete its hooks, and revoke its tokens unless `keep_tokens` is set.

    Jumpseller does not document what happens to the tokens, so both cases can be tested.
    """
    body = body_of(request)
    store = _store_in(body)
    if not body.get("keep_tokens"):
        tokens.revoke_store(store.code)
    store.installed = False
    store.hooks.clear()
    return _store_view(store)


def create_order(request: HttpRequest) -> Payload:
    """Create an order in `store`: the payload `order`, or the `template` of that name with a new number.

    Optional: `status`, `assign_id` (assign a number even if it has one), `quiet` (fire no event).
    """
    body = body_of(request)
    store = _store_in(body)
    payload = template(body["template"]).fresh() if "template" in body else body.get("order")
    if not isinstance(payload, dict):
        raise HttpError(400, "order is not a JSON object")
    order = lifecycle.place(
        store,
        payload.get("order", payload),
        status=body.get("status"),
        assign_id=bool(body.get("assign_id")),
        quiet=bool(body.get("quiet")),
    )
    return _order_view(order)


def show_order(request: HttpRequest, store_code: str, order_id: int) -> Payload:
    """Return an order with its documents and history."""
    return _order_view(state.store(store_code).order(order_id))


def change_order(request: HttpRequest, store_code: str, order_id: int) -> Payload:
    """Overwrite keys of an order's payload with those of `order`; fire order_updated unless `quiet`."""
    body, store = body_of(request), state.store(store_code)
    order, changes = store.order(order_id), body.get("order")
    if not isinstance(changes, dict):
        raise HttpError(400, "order is not a JSON object")
    order.payload.update(changes | {"id": order_id})
    if not body.get("quiet"):
        webhooks.fire(store, order, "order_updated")
    return _order_view(order)


def act_on_order(request: HttpRequest, store_code: str, order_id: int, action: str) -> Payload:
    """Pay, cancel, ship or abandon an order; fire its events unless `quiet`."""
    store = state.store(store_code)
    order = store.order(order_id)
    lifecycle.act(store, order, action, quiet=bool(body_of(request).get("quiet")))
    return _order_view(order)


def show_faults(request: HttpRequest) -> list[Payload]:
    """Return the active faults."""
    return faults.active()


def set_faults(request: HttpRequest) -> list[Payload]:
    """Enable exactly the list `faults`, each with the fields of faults.Fault."""
    wanted = body_of(request).get("faults")
    if not isinstance(wanted, list) or not all(isinstance(fault, dict) for fault in wanted):
        raise HttpError(400, "faults is not a list of JSON objects")
    faults.replace(wanted)
    return faults.active()


def clear_faults(request: HttpRequest) -> list[Payload]:
    """Disable all faults."""
    faults.replace([])
    return []


def show_webhooks(request: HttpRequest) -> Payload:
    """Return the attempts, of `?store=` if given, and how many deliveries of all stores are pending."""
    return {"log": webhooks.log(request.GET.get("store", "")), "waiting": webhooks.waiting()}


def show_calls(request: HttpRequest) -> list[Payload]:
    """Return the recent API calls, of `?store=` if given."""
    return gate.log(request.GET.get("store", ""))


def show_limits(request: HttpRequest) -> Payload:
    """Return the rate limits."""
    return limits.current()


def set_limits(request: HttpRequest) -> Payload:
    """Set per_second, per_minute, ban_after and ban_seconds; a missing one returns to its default."""
    return limits.change(body_of(request))


def _store_in(body: Payload) -> state.Store:
    return state.store(str(body.get("store", "")))


def _store_view(store: state.Store) -> Payload:
    hooks = [hook.as_payload()["hook"] | {"paused": hook.paused} for hook in store.hooks.values()]
    plain = {"code", "name", "currency", "country", "timezone", "email", "url", "hooks_token"}
    return {key: value for key, value in vars(store).items() if key in plain} | {
        "hooks": hooks,
        "orders": len(store.orders),
    }


def _order_view(order: state.Order) -> Payload:
    return order.as_payload() | {
        "documents": [document.as_payload()["document"] for document in order.documents],
        "history": [entry.as_payload()["order_history"] | {"log": entry.log} for entry in order.history],
    }
