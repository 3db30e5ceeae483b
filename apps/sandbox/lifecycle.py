"""Changes of an order, and the events that each change fires. The caller holds the lock."""

import copy

from apps.sandbox import moments
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.state import HistoryEntry, Order, Store
from apps.sandbox.webhooks import fire

STATUS_NAMES = {
    "pending_payment": "Pending Payment",
    "paid": "Paid",
    "canceled": "Canceled",
    "abandoned": "Abandoned",
}
ACTIONS = {"pay": "paid", "cancel": "canceled", "abandon": "abandoned", "ship": ""}
_EDITABLE = {
    "shipment_status",
    "tracking_number",
    "tracking_company",
    "tracking_url",
    "additional_information",
    "additional_fields",
}


def status_of(payload: Payload) -> str:
    """Return the status in an order's `payload` as Jumpseller's enum writes it; older payloads have only the name."""
    return str(payload.get("status_enum") or payload.get("status") or "pending_payment").lower().replace(" ", "_")


def place(
    store: Store, payload: Payload, *, status: str | None = None, assign_id: bool = False, quiet: bool = False
) -> Order:
    """Add the order `payload` to `store`, unchanged, and fire the event of its status.

    It gets a new number if `assign_id` is set or if it has none, and `status` if one is given or it has none. `quiet`
    fires no event. Raise HttpError 400 for an invalid number, 409 for a number that is taken, 422 for an unknown
    status.
    """
    number = store.new_order_id() if assign_id or payload.get("id") is None else payload["id"]
    payload = {"id": number} | copy.deepcopy(payload) | {"id": number}
    if type(payload["id"]) is not int:
        raise HttpError(400, "An order's id is a whole number")
    if payload["id"] in store.orders:
        raise HttpError(409, f"There is an order {payload['id']} already")
    payload.setdefault("created_at", moments.written(moments.now()))
    order = Order(payload)
    if status or not payload.keys() & {"status", "status_enum"}:
        _set_status(order, status or "pending_payment")
    store.orders[order.id] = order
    if not quiet:
        fire(store, order, f"order_{status_of(payload)}", "order_updated")
    return order


def act(store: Store, order: Order, action: str, *, quiet: bool = False) -> None:
    """Pay, cancel, abandon or ship `order`, by the names in `ACTIONS`. Raise HttpError 404 for another name."""
    if action not in ACTIONS:
        raise HttpError(404, f"An order cannot “{action}”")
    if action == "ship":
        events = _ship(order)
    else:
        _set_status(order, ACTIONS[action])
        events = (f"order_{ACTIONS[action]}",)
    if not quiet:
        fire(store, order, *events, "order_updated")


def edit(store: Store, order: Order, changes: Payload) -> None:
    """Apply those of `changes` that the API permits to an App. Raise HttpError 422 for an unknown status."""
    events: tuple[str, ...] = ()
    if "status" in changes:
        before = status_of(order.payload)
        _set_status(order, str(changes["status"]).lower().replace(" ", "_"))
        after = status_of(order.payload)
        events = () if after == before else (f"order_{after}",)
    order.payload.update({key: value for key, value in changes.items() if key in _EDITABLE})
    if "shipment_status" in changes:
        order.payload["shipment_status_enum"] = changes["shipment_status"]
    fire(store, order, *events, "order_updated")


def _set_status(order: Order, status: str) -> None:
    if status not in STATUS_NAMES:
        raise HttpError(422, f"“{status}” is no status of an order")
    payload = order.payload
    payload["status"], payload["status_enum"] = STATUS_NAMES[status], status
    if "status_name" in payload:
        payload["status_name"] = STATUS_NAMES[status]
    if status == "paid" and not payload.get("completed_at"):
        payload["completed_at"] = moments.written(moments.now())
    order.history.append(HistoryEntry(f"Order is {STATUS_NAMES[status]}."))


def _ship(order: Order) -> tuple[str, ...]:
    order.payload["shipment_status"], order.payload["shipment_status_enum"] = "In Transit", "in_transit"
    order.history.append(HistoryEntry("Order was shipped."))
    # Observed in the field: shipping a paid order fires `order_paid` a second time.
    return ("order_shipped", "order_paid") if status_of(order.payload) == "paid" else ("order_shipped",)
