"""Figures of a period and their proof: computed from the rows, and failing as soon as orders and documents differ."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given, strategies

from apps.automation import pipeline
from apps.automation.models import OrderRecord
from apps.core import clock
from apps.dashboard.home import charts, daily_totals, overview
from apps.dashboard.home.daily_totals import Day, Tally
from apps.dashboard.home.proof import Books, Proof, prove_period
from apps.invoices.models import Invoice, Series
from apps.stores.models import Store
from tests.factories import make_store, order, product
from tests.platform import Platform

LONG_AGO = timedelta(days=400)


def today(store: Store) -> date:
    return clock.today(store.time_zone)


def read(platform: Platform, store: Store, **changes: Any) -> dict[str, Any]:
    """Pay an order of `store` now, and read it."""
    document = order(**{"completed_at": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"} | changes)
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return document


def proof_of(store: Store) -> Proof:
    first, last = today(store) - timedelta(days=29), today(store)
    return prove_period(store, first, last, daily_totals.period_entries(store, first, last))


def without_triggers(sql: str, *values: Any) -> None:
    """Execute `sql` that the triggers would refuse, as if a row had been lost."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def busy(store: Store, platform: Platform) -> Store:
    """Return a store with three invoiced orders, one of them cancelled, one held and one excluded; and a neighbour."""
    first, *_ = [read(platform, store) for _ in range(3)]
    read(platform, store, total=1)
    read(platform, store, discount=10000, coupons="X", tax=0, total=0)
    platform.serve_order(first | {"status_enum": "canceled"})
    pipeline.order_changed(store, first["id"])
    read(platform, make_store("beta"))
    return store


def test_sales_and_documents_agree(busy: Store) -> None:
    proof = proof_of(busy)
    assert (proof.paid, proof.documented, proof.held, proof.left_out) == (5, 3, 1, 1)
    assert [(run.first, run.last, run.documents, run.gaps, run.repeats) for run in proof.runs] == [
        ("F-000001", "F-000003", 3, 0, 0),
        ("NC-000001", "NC-000001", 1, 0, 0),
    ]
    (books,) = proof.books
    assert books == Books("CLP", 3, 3, Decimal(30000), Decimal(30000), 0)
    assert proof.holds


def test_a_document_that_got_lost_breaks_the_proof(busy: Store) -> None:
    lost = Invoice.objects.get(store=busy, number="F-000002")
    without_triggers("UPDATE invoices_invoice SET order_id = 1, sequence = 7 WHERE id = %s", lost.pk)
    proof = proof_of(busy)
    assert (proof.missing, proof.gaps, proof.holds) == (1, 4, False)


@pytest.mark.parametrize("lost", ["before", "behind"])
def test_a_number_that_got_lost_at_the_edge_of_the_period_breaks_the_proof(busy: Store, lost: str) -> None:
    if lost == "behind":
        Series.objects.filter(store=busy, kind="invoice").update(next_number=5)
    else:
        change = (
            "UPDATE invoices_invoice SET issue_date = %s, sequence = 90 WHERE store_id = %s AND number = 'F-000001'"
        )
        without_triggers(change, today(busy) - LONG_AGO, busy.pk)
    proof = proof_of(busy)
    assert (proof.gaps, proof.holds) == (1, False)


def test_a_number_that_is_there_twice_breaks_the_proof(busy: Store) -> None:
    series = Series.objects.get(store=busy, kind="invoice")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE invoices_invoice DROP CONSTRAINT a_number_is_used_once")
    without_triggers("UPDATE invoices_invoice SET sequence = 1 WHERE series_id = %s AND sequence = 3", series.pk)
    proof = proof_of(busy)
    assert (proof.repeats, proof.holds) == (1, False)


def test_an_order_changed_after_its_invoice_breaks_the_proof(store: Store, platform: Platform) -> None:
    document = read(platform, store)
    more = {"products": [product(price=Decimal(20000))], "subtotal": 20000, "total": 20000, "tax": 3193}
    platform.serve_order(document | more)
    pipeline.order_changed(store, document["id"])
    proof = proof_of(store)
    assert (proof.differing, proof.holds) == (1, False)
    assert proof.books == [Books("CLP", 1, 1, Decimal(20000), Decimal(10000), 1)]


def test_an_order_that_is_held_breaks_nothing_and_is_told(store: Store, platform: Platform) -> None:
    read(platform, store, total=1)
    proof = proof_of(store)
    assert (proof.paid, proof.held, proof.holds) == (1, 1, True)


def test_the_day_is_that_of_the_stores_time_zone(store: Store, platform: Platform) -> None:
    document = read(platform, store, completed_at="2026-03-01 02:45:00 UTC")
    assert OrderRecord.objects.get(store=store, order_id=document["id"]).paid_on == date(2026, 2, 28)


def test_what_is_cancelled_keeps_the_day_on_which_it_was_paid(busy: Store) -> None:
    record = OrderRecord.objects.get(store=busy, state="credited")
    assert record.paid_on == today(busy)
    assert record.amount == 10000


def test_an_unpaid_order_is_in_no_book(store: Store, platform: Platform) -> None:
    read(platform, store, status_enum="pending_payment")
    assert proof_of(store).paid == 0


def test_days_hold_invoices_credits_and_held_orders_by_currency(busy: Store, platform: Platform) -> None:
    read(platform, busy, currency="EUR", total=Decimal("1.5"), products=[product(price=Decimal("1.5"), taxes=[])])
    read(platform, busy, currency="???")
    first, last_day = today(busy) - timedelta(days=6), today(busy)
    days = daily_totals.daily_totals(busy, first, last_day, daily_totals.period_entries(busy, first, last_day))
    assert {name: len(each) for name, each in days.items()} == {"CLP": 7, "EUR": 7}
    last = days["CLP"][-1]
    assert (last.invoiced, last.credited) == (Tally(3, Decimal(30000)), Tally(1, Decimal(10000)))
    # The order without a currency counts in the store's own, without an amount.
    assert last.held == Tally(2, Decimal(1))
    assert days["EUR"][-1].held == Tally(1, Decimal("1.5"))
    assert all(day.is_empty for day in days["CLP"][:-1])


def test_test_documents_are_in_no_book(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    browser.post("/documents/test")
    summary = browser.get("/").context["summary"]
    assert summary["is_empty"]


@pytest.mark.parametrize(("asked", "chosen"), [("7", 7), ("90", 90), ("", 30), ("31", 30), ("x", 30)])
def test_the_period_is_chosen_among_three(
    store: Store, signed_in: Callable[[Store], Client], asked: str, chosen: int
) -> None:
    assert signed_in(store).get("/", {"days": asked}).context["summary"]["chosen"] == chosen


def test_what_is_put_aside_comes_back_when_there_is_something_else_to_tell(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    reasons = [{"code": "wrong_tax_id"}]
    record = OrderRecord.objects.create(store=store, order_id=1, state="issued", reasons=reasons)
    held = OrderRecord.objects.create(store=store, order_id=2, state="held", reasons=reasons)
    browser = signed_in(store)
    for row in (record, held):
        browser.post(f"/orders/{row.pk}/dismiss", {"seen": overview.dismissed_as_seen(row)})
    assert [each["row"].order_id for each in browser.get("/").context["waiting"]["rows"]] == [2]
    OrderRecord.objects.filter(pk=record.pk).update(reasons=[*reasons, {"code": "not_paid"}])
    assert {each["row"].order_id for each in browser.get("/").context["waiting"]["rows"]} == {1, 2}


def test_what_was_not_seen_is_not_put_aside(store: Store, signed_in: Callable[[Store], Client]) -> None:
    reasons = [{"code": "tax_differs"}]
    record = OrderRecord.objects.create(store=store, order_id=1, state="issued", reasons=reasons)
    browser = signed_in(store)
    (row,) = browser.get("/").context["waiting"]["rows"]
    OrderRecord.objects.filter(pk=record.pk).update(reasons=[*reasons, {"code": "changed_after_invoice"}])
    browser.post(f"/orders/{record.pk}/dismiss", {"seen": row["seen"]})
    assert len(browser.get("/").context["waiting"]["rows"]) == 1


def test_a_long_list_says_how_many_are_left(store: Store, signed_in: Callable[[Store], Client]) -> None:
    reasons = [{"code": "no_tax_data"}]
    OrderRecord.objects.bulk_create(
        OrderRecord(store=store, order_id=number, state="held", reasons=reasons) for number in range(1, 31)
    )
    waiting = signed_in(store).get("/").context["waiting"]
    assert (len(waiting["rows"]), waiting["more"]) == (25, 5)


amounts = strategies.decimals(min_value=0, max_value=10**12, places=2)
tallies = strategies.builds(Tally, strategies.integers(0, 10**6), amounts)
days = strategies.lists(strategies.builds(Day, strategies.just(timezone.now().date()), tallies, tallies, tallies))


@given(days)
def test_every_bar_stays_inside_the_chart_and_sums_are_sums(of: list[Day]) -> None:
    for chart in (charts.amounts_chart(of), charts.counts_chart(of)):
        for bar in chart.bars:
            x, y, width, height = (float(value) for value in (bar.x, bar.y, bar.width, bar.height))
            assert x >= 0
            assert x + width <= charts.WIDTH + 0.02
            assert -0.02 <= y <= y + height <= charts.HEIGHT + 0.02
    if of:
        assert daily_totals.period_total(of).invoiced.amount == sum(day.invoiced.amount for day in of)


def test_an_order_paid_again_for_something_else_meets_its_latest_invoice(store: Store, platform: Platform) -> None:
    document = read(platform, store)
    platform.serve_order(document | {"status_enum": "canceled"})
    pipeline.order_changed(store, document["id"])
    less = {"products": [product(price=Decimal(5000))], "subtotal": 5000, "total": 5000, "tax": 798}
    platform.serve_order(document | less)
    pipeline.order_changed(store, document["id"])
    proof = proof_of(store)
    assert proof.books == [Books("CLP", 1, 1, Decimal(5000), Decimal(5000), 0)]
    assert proof.holds


def test_an_invoice_that_is_older_than_the_day_of_payment_is_not_missed(store: Store, platform: Platform) -> None:
    document = read(platform, store)
    without_triggers("UPDATE invoices_invoice SET issue_date = issue_date - 60 WHERE order_id = %s", document["id"])
    proof = proof_of(store)
    assert (proof.missing, proof.documented, proof.holds) == (0, 1, True)


@pytest.mark.parametrize("currency", ["ABC", "", "EUR"])
def test_a_currency_that_changes_after_the_invoice_is_told(
    store: Store, platform: Platform, signed_in: Callable[[Store], Client], currency: str
) -> None:
    document = read(platform, store)
    platform.serve_order(document | {"currency": currency})
    pipeline.order_changed(store, document["id"])
    summary = signed_in(store).get("/").context["summary"]
    assert (summary["proof"].differing, summary["proof"].holds) == (1, False)
    assert [books.currency for books in summary["proof"].books] == ["CLP"]


def test_a_held_order_without_a_day_is_told_in_every_period(
    store: Store, platform: Platform, signed_in: Callable[[Store], Client]
) -> None:
    read(platform, store, total="abc")
    page = signed_in(store).get("/", headers={"Accept-Language": "en"})
    assert (proof_of(store).paid, proof_of(store).undated) == (0, 1)
    assert "<strong>1</strong> more order is held" in page.content.decode()
