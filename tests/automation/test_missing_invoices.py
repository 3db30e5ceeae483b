"""Orders whose webhooks never arrived: found, and processed once by the same pipeline."""

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import responses
from django.utils import timezone

from apps.automation import missing_invoices
from apps.automation.models import OrderRecord, Reconciliation
from apps.automation.tasks import prepare_checks, sweep
from apps.core import clock
from apps.stores.models import InvoicingSettings, Store
from apps.stores.tokens import change_status
from tests.factories import make_store
from tests.platform import Platform

Published = list[tuple[str, int]]


@pytest.fixture
def look(store: Store) -> Reconciliation:
    """Return the check of the last three days, due now, of a store that is a year old."""
    Store.objects.update(installed_at=timezone.now() - timedelta(days=365))
    return Reconciliation.objects.create(store=store, span_days=3)


def head(order_id: int, status: str = "paid", days_ago: float = 1) -> dict[str, Any]:
    paid_at = timezone.now() - timedelta(days=days_ago)
    return {
        "id": order_id,
        "status": "Pagado",
        "status_enum": status,
        "completed_at": f"{paid_at:%Y-%m-%d %H:%M:%S} UTC",
    }


def serve(platform: Platform, *heads: dict[str, Any]) -> list[dict[str, list[str]]]:
    """Serve `heads` page by page; return the received queries."""
    asked: list[dict[str, list[str]]] = []

    def listed(request: Any) -> tuple[int, dict[str, str], str]:
        query = parse_qs(urlsplit(request.url).query)
        asked.append(query)
        start = (int(query["page"][0]) - 1) * int(query["limit"][0])
        page = heads[start : start + int(query["limit"][0])]
        return 200, {}, json.dumps([{"order": head} for head in page])

    platform.mock.add_callback(responses.GET, platform.url("orders.json"), callback=listed)
    return asked


def missed(published: Published) -> list[int]:
    ids = [row_id for name, row_id in published if name == "intake.take_missed"]
    return list(OrderRecord.objects.filter(pk__in=ids).order_by("order_id").values_list("order_id", flat=True))


def test_paid_orders_that_we_do_not_know_as_paid_are_found(
    look: Reconciliation, platform: Platform, published: Published
) -> None:
    for order_id, status in ((1, "paid"), (2, "pending"), (3, "canceled")):
        OrderRecord.objects.create(store=look.store, order_id=order_id, platform_status=status)
    serve(platform, *(head(order_id) for order_id in (1, 2, 3, 4)))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert missed(published) == [2, 3, 4]


def test_a_cancellation_that_we_missed_is_found_and_one_before_any_sale_is_not(
    look: Reconciliation, platform: Platform, published: Published
) -> None:
    OrderRecord.objects.create(store=look.store, order_id=1, platform_status="paid", state="issued")
    OrderRecord.objects.create(store=look.store, order_id=2, platform_status="canceled")
    serve(platform, *(head(order_id, "canceled") for order_id in (1, 2, 3)))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert missed(published) == [1]


def test_what_was_sold_before_the_installation_is_left_alone(
    look: Reconciliation, platform: Platform, published: Published
) -> None:
    Store.objects.update(installed_at=timezone.now() - timedelta(hours=2))
    serve(platform, head(1, days_ago=1), head(2, days_ago=0.01))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert missed(published) == [2]


def test_an_unpaid_order_that_folio_knows_is_read_again_whatever_its_day(
    look: Reconciliation, platform: Platform, published: Published
) -> None:
    Store.objects.update(installed_at=timezone.now())
    OrderRecord.objects.create(store=look.store, order_id=1, platform_status="pending_payment")
    serve(platform, head(1, days_ago=2), head(2, days_ago=2))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert missed(published) == [1]


def test_the_merchant_may_say_from_which_day(look: Reconciliation, platform: Platform, published: Published) -> None:
    Store.objects.update(installed_at=timezone.now())
    day = clock.today(look.store.time_zone) - timedelta(days=2)
    InvoicingSettings.objects.update(issue_since=day)
    serve(platform, head(1, days_ago=1), head(2, days_ago=4))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert missed(published) == [1]


def test_days_are_the_store_s_with_a_day_of_room_on_both_sides(look: Reconciliation, platform: Platform) -> None:
    asked = serve(platform)
    missing_invoices.look_for_missing_invoices(look.pk)
    today = clock.today("America/Santiago")
    (query,) = asked
    assert date.fromisoformat(query["initialDate"][0]) == today - timedelta(days=4)
    assert date.fromisoformat(query["finalDate"][0]) == today + timedelta(days=1)
    assert query["status_filters[]"] == ["paid", "canceled"]


def test_all_pages_are_seen(look: Reconciliation, platform: Platform, published: Published) -> None:
    asked = serve(platform, *(head(order_id) for order_id in range(1, 251)))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert len(asked) == 3
    assert missed(published) == list(range(1, 251))


def test_a_long_look_goes_on_where_its_turn_ended(
    look: Reconciliation, platform: Platform, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing_invoices, "_TURN", 0.000001)
    asked = serve(platform, *(head(order_id) for order_id in range(1, 151)))
    for _ in range(3):
        missing_invoices.look_for_missing_invoices(look.pk)
    assert [query["page"] for query in asked] == [["1"], ["2"]]
    assert published.count(("automation.reconcile", look.pk)) >= 1
    assert missed(published) == list(range(1, 151))


def test_it_comes_again(look: Reconciliation, platform: Platform) -> None:
    serve(platform)
    missing_invoices.look_for_missing_invoices(look.pk)
    look.refresh_from_db()
    assert (look.state, look.page) == ("due", 1)
    assert Reconciliation.sweep() == []


def sold(store: Store, ago: timedelta) -> None:
    OrderRecord.objects.create(store=store, order_id=1)
    OrderRecord.objects.update(updated_at=timezone.now() - ago)


def hours_until(look: Reconciliation) -> int:
    """Return the hours until `look` is due, to the nearest one."""
    look.refresh_from_db()
    return round((look.due_at - timezone.now()) / timedelta(hours=1))


@pytest.mark.parametrize(
    ("ago", "hours"),
    [(timedelta(minutes=1), 1), (timedelta(days=1), 1), (timedelta(days=4), 4), (timedelta(days=90), 25)],
)
def test_a_store_that_sells_is_looked_at_hourly_and_one_at_rest_daily(
    look: Reconciliation, platform: Platform, ago: timedelta, hours: int
) -> None:
    serve(platform)
    sold(look.store, ago)
    missing_invoices.look_for_missing_invoices(look.pk)
    assert hours_until(look) == hours


def test_a_store_without_any_order_rests_since_its_installation(look: Reconciliation, platform: Platform) -> None:
    serve(platform)
    Store.objects.update(installed_at=timezone.now() - timedelta(days=2))
    missing_invoices.look_for_missing_invoices(look.pk)
    assert hours_until(look) == 2


@pytest.mark.parametrize(("orders", "hours"), [(99, 1), (101, 0)])
def test_a_longer_look_stands_for_the_shorter_ones_if_it_read_one_page(
    look: Reconciliation, platform: Platform, orders: int, hours: int
) -> None:
    serve(platform, *(head(order_id, days_ago=500) for order_id in range(1, orders + 1)))
    sold(look.store, timedelta())
    month = Reconciliation.objects.create(store=look.store, span_days=35)
    missing_invoices.look_for_missing_invoices(month.pk)
    assert (hours_until(look), hours_until(month)) == (hours, 24)


@pytest.mark.parametrize("changes", [{"state": "claimed"}, {"page": 2}])
def test_a_shorter_look_that_has_begun_goes_on(
    look: Reconciliation, platform: Platform, changes: dict[str, Any]
) -> None:
    serve(platform)
    Reconciliation.objects.update(**changes)
    month = Reconciliation.objects.create(store=look.store, span_days=35)
    missing_invoices.look_for_missing_invoices(month.pk)
    assert hours_until(look) == 0


def test_a_platform_that_is_away_is_asked_again_later_for_ever(look: Reconciliation, platform: Platform) -> None:
    platform.mock.add("GET", platform.url("orders.json"), status=503)
    Reconciliation.objects.update(attempts=100)
    missing_invoices.look_for_missing_invoices(look.pk)
    look.refresh_from_db()
    assert (look.state, look.error) == ("due", "Jumpseller answered 503.")


def test_every_active_store_has_its_looks(store: Store) -> None:
    asleep = make_store("beta")
    Store.objects.filter(pk=asleep.pk).update(status=Store.Status.NEEDS_AUTHORISATION)
    for _ in range(2):
        missing_invoices.prepare_reconciliations(Store.objects.all())
    assert set(Reconciliation.objects.values_list("store", "span_days")) == {(store.pk, days) for days in (3, 35, 400)}


def test_the_sweep_looks_at_stores_that_changed_lately_and_the_hourly_task_at_all(store: Store) -> None:
    Store.objects.update(status_since=timezone.now() - timedelta(days=1))
    sweep()
    assert not Reconciliation.objects.exists()
    change_status(store, Store.Status.NEEDS_AUTHORISATION)
    change_status(store, Store.Status.ACTIVE)
    sweep()
    assert Reconciliation.objects.count() == 3
    Reconciliation.objects.all().delete()
    Store.objects.update(status_since=timezone.now() - timedelta(days=1))
    prepare_checks()
    assert Reconciliation.objects.count() == 3


@pytest.mark.parametrize(("shipment", "times"), [("requested", 0), ("in_transit", 1), ("delivered", 1)])
def test_an_order_that_waits_for_its_shipping_is_read_again_when_it_is_shipped(
    look: Reconciliation, platform: Platform, published: Published, shipment: str, times: int
) -> None:
    serve(platform, head(1) | {"shipment_status_enum": shipment})
    record = OrderRecord.objects.create(
        store=look.store, order_id=1, platform_status="paid", state=OrderRecord.State.SKIPPED, waiting_for="shipment"
    )
    missing_invoices.look_for_missing_invoices(look.pk)
    assert published.count(("intake.take_missed", record.pk)) == times
