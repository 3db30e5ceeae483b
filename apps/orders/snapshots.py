"""Store an order as it was read, and load it again."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from apps.core.http import exact_json
from apps.core.postgresql.statements import Insert
from apps.orders import payload
from apps.orders.models import OrderSnapshot
from apps.orders.payload import RawOrder
from apps.stores.models import Store

# Anyone who has these links can act as the buyer.
_BEARER_LINKS = frozenset({"duplicate_url", "recovery_url", "review_url", "checkout_url"})
_FREEZE = Insert(OrderSnapshot, "ON CONFLICT ON CONSTRAINT one_snapshot_a_content DO NOTHING")


def freeze_order(store: Store, order: Mapping[str, Any]) -> OrderSnapshot:
    """Keep `order` (JSON parsed with `Decimal`) as it is now and return the row. Raise NotAnOrder."""
    body = _canonical({key: value for key, value in payload.unwrap_order(order).items() if key not in _BEARER_LINKS})
    order_id, sha256 = payload.order_id_of(order), hashlib.sha256(body.encode()).hexdigest()
    snapshot = _FREEZE.returned(OrderSnapshot(store=store, order_id=order_id, sha256=sha256, body=body))
    if snapshot is None:
        snapshot = OrderSnapshot.objects.get(store=store, order_id=order_id, sha256=sha256)
    # An erased body stays erased in the database; the caller needs the content in memory.
    snapshot.body = body
    return snapshot


def thaw_order(snapshot: OrderSnapshot) -> Any:
    """Return the order of `snapshot`; its decimal numbers are exact strings, which `reading` takes as numbers."""
    return exact_json.parse_json(snapshot.body)


def latest_orders(store: Store, most: int) -> list[RawOrder]:
    """Return the newest orders of `store`, by their ids, as they were last read: those in its newest `most` snapshots.

    Erased orders are left out.
    """
    latest: dict[int, OrderSnapshot] = {}
    for snapshot in OrderSnapshot.objects.filter(store=store).exclude(body="").order_by("-order_id", "-pk")[:most]:
        latest.setdefault(snapshot.order_id, snapshot)
    return [order for order in map(_parsed, latest.values()) if order]


def _parsed(snapshot: OrderSnapshot) -> RawOrder | None:
    with suppress(payload.NotAnOrder):
        return payload.parse_order(thaw_order(snapshot))
    return None


def _canonical(order: Mapping[str, Any]) -> str:
    """Return ASCII JSON with sorted keys: equal content gives equal bytes, and no character that PostgreSQL refuses."""
    return json.dumps(order, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_exact)


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
