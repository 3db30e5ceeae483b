"""Filters of order lists: status, day in the store's time zone, page, and fields."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.http import QueryDict

from apps.sandbox import moments
from apps.sandbox.answers import HttpError, Payload
from apps.sandbox.lifecycle import status_of
from apps.sandbox.state import Order, Store

DEFAULT_LIMIT = 50
HIGHEST_LIMIT = 100
_LAST_DAYS = {"last7days": 7, "last30days": 30, "last90days": 90}

T = TypeVar("T")


def matching(store: Store, query: QueryDict) -> list[Order]:
    """Return the orders that pass the status and date filters of `query`, newest first. Raise HttpError 400."""
    statuses = query.getlist("status_filters[]")
    in_time = _date_test(store, query)
    return [
        order
        for order in newest_first(store.orders.values())
        if (not statuses or status_of(order.payload) in statuses) and in_time(order)
    ]


def newest_first(orders: Iterable[Order]) -> list[Order]:
    """Return `orders` with the highest number first."""
    return sorted(orders, key=lambda order: order.id, reverse=True)


def page(items: Sequence[T], query: QueryDict) -> Sequence[T]:
    """Return the page of `items` that `page` and `limit` in `query` select."""
    limit = min(_positive(query.get("limit"), DEFAULT_LIMIT), HIGHEST_LIMIT)
    start = (_positive(query.get("page"), 1) - 1) * limit
    return items[start : start + limit]


def presented(orders: Iterable[Order], query: QueryDict) -> list[Payload]:
    """Return `orders` as the items of a list, with only the `fields` of `query` if it names any."""
    return [{"order": only_fields(order.payload, query)} for order in orders]


def only_fields(payload: Payload, query: QueryDict) -> Payload:
    """Return `payload`, or only the fields in the comma-separated `fields` of `query`."""
    names = {name.strip() for name in query.get("fields", "").split(",") if name.strip()}
    return {key: value for key, value in payload.items() if key in names} if names else payload


def _date_test(store: Store, query: QueryDict) -> Callable[[Order], bool]:
    span = _span(moments.today(store.timezone), query)
    if span is None:
        return lambda order: True
    first, last = span

    def in_span(order: Order) -> bool:
        try:
            return first <= moments.local_day(str(order.payload["created_at"]), store.timezone) <= last
        except ValueError:
            return False

    return in_span


def _span(today: date, query: QueryDict) -> tuple[date, date] | None:
    wanted = query.get("dateFilter", "")
    if wanted == "today":
        return today, today
    if wanted == "yesterday":
        return today - timedelta(days=1), today - timedelta(days=1)
    if wanted in _LAST_DAYS:
        return today - timedelta(days=_LAST_DAYS[wanted]), today
    if wanted == "customDate":
        return _day(query, "initialDate", date.min), _day(query, "finalDate", date.max)
    return None


def _day(query: QueryDict, name: str, default: date) -> date:
    text = query.get(name)
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise HttpError(400, f"{name} is not a date like 2026-01-31") from None


def _positive(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and int(text) > 0 else default
