"""Freezing an order as it was read."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from apps.jumpseller import payloads
from apps.orders import payload
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store

# They let whoever holds them act as the buyer.
_BEARER_LINKS = frozenset({"duplicate_url", "recovery_url", "review_url", "checkout_url"})


def freeze(store: Store, order: Mapping[str, Any]) -> OrderSnapshot:
    """Keeps ORDER (JSON parsed with `Decimal`) as it is now and returns the row. Raises NotAnOrder."""
    body = _canonical({key: value for key, value in payload.unwrap(order).items() if key not in _BEARER_LINKS})
    snapshot, _ = OrderSnapshot.objects.get_or_create(
        store=store,
        order_id=payload.order_id_of(order),
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        defaults={"body": body},
    )
    # What was erased stays so in the database; whoever reads the order now needs its content now.
    snapshot.body = body
    return snapshot


def thaw(snapshot: OrderSnapshot) -> Any:
    """Returns the frozen order; its decimal numbers come back as exact strings, which the reader takes as numbers."""
    return payloads.parse(snapshot.body)


def _canonical(order: Mapping[str, Any]) -> str:
    """ASCII JSON with sorted keys: equal content gives equal bytes, and no character that PostgreSQL refuses."""
    return json.dumps(order, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_exact)


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
