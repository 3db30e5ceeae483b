"""Lists of orders: status, days of the store, pages, fields."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.local.sandbox import Sandbox

from .conftest import Client

SANTIAGO = ZoneInfo("America/Santiago")


def ids(items: list[dict[str, Any]]) -> list[int]:
    return [item["order"]["id"] for item in items]


def place(client: Client, order_id: int, created: datetime | None = None, status: str = "paid") -> None:
    moment = (created or datetime.now(SANTIAGO)).astimezone(ZoneInfo("UTC"))
    payload = {"id": order_id, "created_at": f"{moment:%Y-%m-%d %H:%M:%S} UTC", "total": 100, "currency": "CLP"}
    client.sandbox.create_order(client.store, payload, status=status, quiet=True)


@pytest.fixture
def mixed(client: Client) -> Client:
    for number, status in enumerate(["paid", "pending_payment", "canceled", "abandoned", "paid"], start=1):
        place(client, number, status=status)
    return client


def test_lists_are_newest_first_and_filter_by_status(mixed: Client) -> None:
    assert ids(mixed.get("orders.json")) == [5, 4, 3, 2, 1]
    assert ids(mixed.get("orders.json", **{"status_filters[]": ["paid", "canceled"]})) == [5, 3, 1]
    assert ids(mixed.get("orders/status/paid.json")) == [5, 1]
    assert mixed.get("orders/count.json") == {"count": 5}


def test_after_gives_higher_numbers_upwards_as_an_array(mixed: Client) -> None:
    assert ids(mixed.get("orders/after/2.json", limit=2)) == [3, 4]
    assert ids(mixed.get("orders/after/2.json", limit=2, page=2)) == [5]


def test_search_counts_all_that_match(sandbox: Sandbox, client: Client) -> None:
    for _ in range(3):
        sandbox.create_order(client.store, template="clp-iva-included", quiet=True)
    sandbox.create_order(client.store, template="clp-without-tax-data", quiet=True)
    found = client.get("orders/search.json", query="CAMILA", limit=2)
    assert (len(found["orders"]), found["count"]) == (2, 3)
    assert found["orders"][0]["order"]["billing_address"]["name"] == "Camila"


def test_pages_have_50_and_never_more_than_100(client: Client) -> None:
    for number in range(1, 106):
        place(client, number)
    assert len(client.get("orders.json")) == 50
    assert len(client.get("orders.json", limit=500)) == 100
    assert ids(client.get("orders.json", limit=100, page=2)) == [5, 4, 3, 2, 1]
    assert client.get("orders.json", page=9) == []


def test_days_are_cut_in_the_zone_of_the_store(client: Client) -> None:
    place(client, 1, datetime(2026, 3, 10, 23, 30, tzinfo=SANTIAGO))
    place(client, 2, datetime(2026, 3, 11, 0, 30, tzinfo=SANTIAGO))
    tenth = {"dateFilter": "customDate", "initialDate": "2026-03-10", "finalDate": "2026-03-10"}
    assert ids(client.get("orders.json", **tenth)) == [1]
    assert ids(client.get("orders.json", **tenth | {"finalDate": "2026-03-11"})) == [2, 1]


def test_dates_count_only_with_custom_date(client: Client) -> None:
    place(client, 1)
    assert ids(client.get("orders.json", initialDate="2020-01-01", finalDate="2020-01-02")) == [1]
    answer = client.call("GET", "orders.json", dateFilter="customDate", initialDate="10/03/2026")
    assert answer.status_code == 400


def test_named_date_filters(client: Client) -> None:
    noon = datetime.now(SANTIAGO).replace(hour=12)
    for number, days in enumerate([0, 1, 5, 20, 60, 200], start=1):
        place(client, number, noon - timedelta(days=days))
    expected = {"today": [1], "yesterday": [2], "last7days": [3, 2, 1], "last30days": [4, 3, 2, 1]}
    expected["last90days"] = [5, 4, 3, 2, 1]
    assert {name: ids(client.get("orders.json", dateFilter=name)) for name in expected} == expected


def test_fields_cut_the_items(mixed: Client) -> None:
    assert mixed.get("orders.json", fields="id, total", limit=1) == [{"order": {"id": 5, "total": 100}}]
