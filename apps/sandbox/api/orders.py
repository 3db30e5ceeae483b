"""Paths below /orders: Jumpseller's several ways to read orders, changes, and the order history."""

from apps.sandbox import lifecycle
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.api.filtering import matching, newest_first, page, presented
from apps.sandbox.api.gate import Call
from apps.sandbox.state import HistoryEntry, Order


def listed(call: Call) -> list[Payload]:
    """Return a page of the orders that pass the filters, newest first."""
    return presented(page(matching(call.store, call.query), call.query), call.query)


def found(call: Call) -> Payload:
    """Return a page of the orders whose number, buyer or products contain `query`, and the count of all matches."""
    text = call.query.get("query", "").casefold()
    hits = [order for order in matching(call.store, call.query) if text in _searchable(order)]
    return {"orders": presented(page(hits, call.query), call.query), "count": len(hits)}


def counted(call: Call) -> Payload:
    """Return how many orders the store has."""
    return {"count": len(call.store.orders)}


def after(call: Call, order_id: int) -> list[Payload]:
    """Return a page of the orders with a number above `order_id`, lowest first."""
    later = [order for number, order in sorted(call.store.orders.items()) if number > order_id]
    return presented(page(later, call.query), call.query)


def in_status(call: Call, status: str) -> list[Payload]:
    """Return a page of the orders in `status`, newest first. Raise HttpError 404 for an unknown status."""
    if status not in lifecycle.STATUS_NAMES:
        raise HttpError(404, "Status Invalid")
    orders = [
        order for order in newest_first(call.store.orders.values()) if lifecycle.status_of(order.payload) == status
    ]
    return presented(page(orders, call.query), call.query)


def shown(call: Call, order_id: int) -> Payload:
    """Return one order. Raise HttpError 404."""
    return call.store.order(order_id).as_payload()


def update(call: Call, order_id: int) -> Payload:
    """Change status, shipment, tracking or additional fields. Raise HttpError 404, 422."""
    order = call.store.order(order_id)
    lifecycle.edit(call.store, order, call.unwrapped("order"))
    return order.as_payload()


def history(call: Call, order_id: int) -> list[Payload]:
    """Return the lines of the order's history, oldest first. Raise HttpError 404."""
    return [entry.as_payload() for entry in call.store.order(order_id).history]


def add_history(call: Call, order_id: int) -> Payload:
    """Add a line to the order's history. Raise HttpError 404, 422."""
    order, sent = call.store.order(order_id), call.unwrapped("order_history")
    if not isinstance(sent.get("message"), str):
        raise HttpError(422, "message is missing")
    order.history.append(HistoryEntry(sent["message"], sent.get("log")))
    return order.history[-1].as_payload()


def _searchable(order: Order) -> str:
    payload = order.payload
    buyer = payload.get("customer") or {}
    names = [product.get("name") for product in payload.get("products") or []]
    return " ".join(map(str, [order.id, buyer.get("fullname"), buyer.get("email"), *names])).casefold()
