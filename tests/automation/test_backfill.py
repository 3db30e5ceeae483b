"""Back-fill of a period: previewed, issued in turns once confirmed, never a second document for a sale."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import responses
from django.utils import timezone

from apps.automation import backfill as backfilling
from apps.automation import pipeline
from apps.automation.models import Backfill, BackfilledOrder, OrderRecord
from apps.invoices.models import Invoice, Kind, Series
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order
from tests.platform import Platform

_FIRST, _LAST = date(2025, 10, 1), date(2025, 12, 31)
FOREIGN = {"document_type": 1, "external_id": "77", "public_id": "B-77", "url": "https://other.example/77"}
CREDIT = {"document_type": 0, "external_id": "78", "public_id": "C-78", "url": "https://other.example/78"}


def old(**changes: Any) -> dict[str, Any]:
    """Return an order that was paid weeks before the store installed Folio."""
    return order(**{"created_at": "2025-11-10 12:00:00 UTC", "completed_at": "2025-11-10 12:05:00 UTC"} | changes)


def serve(platform: Platform, *orders: dict[str, Any]) -> list[dict[str, list[str]]]:
    """Serve `orders` page by page and one by one, without documents; return the list's queries."""
    asked: list[dict[str, list[str]]] = []
    names = ("id", "status_enum", "completed_at")

    def listed(request: Any) -> tuple[int, dict[str, str], str]:
        query = parse_qs(urlsplit(request.url).query)
        asked.append(query)
        start = (int(query["page"][0]) - 1) * 100
        heads = [{name: each[name] for name in names} for each in orders[start : start + 100]]
        return 200, {}, json.dumps([{"order": head} for head in heads])

    platform.mock.add_callback(responses.GET, platform.url("orders.json"), callback=listed)
    for each in orders:
        platform.serve_order(each)
        platform.serve_documents(each["id"])
    return asked


def looked(store: Store, first: date = _FIRST, last: date = _LAST) -> Backfill:
    backfill = backfilling.ask_for_backfill(store, first, last, by="somebody")
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.stage, backfill.state) == ("looked", "done")
    return backfill


def issued(backfill: Backfill) -> Backfill:
    backfilling.confirm_backfill(backfill, by="somebody")
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.stage, backfill.state) == ("ended", "done")
    return backfill


def fates(backfill: Backfill, column: str = "foreseen") -> dict[int, str]:
    return dict(backfill.orders.values_list("order_id", column))


def test_a_look_tells_what_would_be_and_leaves_nothing_behind(store: Store, platform: Platform) -> None:
    good, odd = old(), old(total=1)
    free = old(discount=10000, coupons="TODO", tax=0, total=0)
    serve(platform, good, odd, free)
    backfill = looked(store)
    assert fates(backfill) == {good["id"]: "issued", odd["id"]: "held", free["id"]: "skipped"}
    row = backfill.orders.get(order_id=good["id"])
    assert (row.gross_total, row.currency, row.paid_on) == (Decimal(10000), "CLP", date(2025, 11, 10))
    assert backfill.orders.get(order_id=odd["id"]).reasons[0]["code"] == "totals_do_not_reconcile"
    for model in (Invoice, Series, OrderRecord, OrderSnapshot):
        assert not model._default_manager.exists()


def test_a_look_notes_what_each_order_can_become(store: Store, platform: Platform) -> None:
    good, odd = old(), old(total=1)
    serve(platform, good, odd)
    backfill = looked(store)
    found = {each["document"]: each["state"] for each in backfill.orders.get(order_id=good["id"]).readiness}
    assert found == {"receipt": "ready", "boleta": "missing", "factura": "missing"}
    assert backfill.orders.get(order_id=odd["id"]).readiness == []


def test_what_was_seen_is_issued_once_the_first_paid_first(store: Store, platform: Platform) -> None:
    later, earlier = old(completed_at="2025-12-02 12:00:00 UTC"), old()
    serve(platform, later, earlier)
    backfill = issued(looked(store))
    assert list(Invoice.objects.order_by("sequence").values_list("order_id", flat=True)) == [earlier["id"], later["id"]]
    assert set(fates(backfill, "outcome").values()) == {"issued"}
    again = looked(store)
    assert set(fates(again).values()) == {"skipped"}
    with pytest.raises(backfilling.NotToBeConfirmed):
        backfilling.confirm_backfill(backfill, by="somebody")
    issued(again)
    assert Invoice.objects.count() == 2


def test_held_orders_wait_for_a_person_and_are_issued_when_mended(store: Store, platform: Platform) -> None:
    odd = old(total=1)
    serve(platform, odd)
    issued(looked(store))
    assert OrderRecord.objects.get().state == "held"
    platform.serve_order(odd | {"total": 10000})
    pipeline.order_changed(store, odd["id"])
    assert Invoice.objects.get().order_id == odd["id"]


def test_days_are_the_stores_and_are_those_of_payment(store: Store, platform: Platform) -> None:
    # In Santiago the first is still in September, the second still in December.
    before, last = old(completed_at="2025-10-01 02:00:00 UTC"), old(completed_at="2026-01-01 02:00:00 UTC")
    untold = old(completed_at=None, created_at="2025-08-01 12:00:00 UTC")
    asked = serve(platform, before, last, untold)
    assert fates(looked(store)) == {last["id"]: "issued", untold["id"]: "outside"}
    (query,) = asked
    assert query["status_filters[]"] == ["paid"]
    assert date.fromisoformat(query["initialDate"][0]) < _FIRST < _LAST < date.fromisoformat(query["finalDate"][0])


@pytest.mark.parametrize("rule", ["by_hand", "paid"])
def test_the_rules_count_but_for_those_that_the_request_answers(db: None, platform: Platform, rule: str) -> None:
    store = make_store(issue_when=rule, issue_since=date(2026, 2, 1), left_out_payment_methods=["mercado pago"])
    wanted, left_out = old(), old(payment_method_name="Mercado Pago")
    serve(platform, wanted, left_out)
    issued(looked(store))
    assert [invoice.order_id for invoice in Invoice.objects.all()] == [wanted["id"]]


def test_an_order_with_another_apps_invoice_gets_none(store: Store, platform: Platform) -> None:
    elsewhere, credited, meanwhile = old(), old(), old()
    since = order(completed_at="2026-02-01 12:00:00 UTC")
    serve(platform, elsewhere, credited, meanwhile, since)
    platform.documents[since["id"]].append(FOREIGN)
    platform.documents[elsewhere["id"]].append(FOREIGN)
    platform.documents[credited["id"]] += [FOREIGN, CREDIT]
    backfill = looked(store, last=date(2026, 2, 28))
    assert [fates(backfill)[each["id"]] for each in (elsewhere, since, credited, meanwhile)] == [
        *["skipped"] * 3,
        "issued",
    ]
    (reason,) = backfill.orders.get(order_id=elsewhere["id"]).reasons
    told = [{"code": "named", "figures": {"name": "B-77"}}]
    assert reason == {"code": "invoiced_elsewhere", "details": told}
    platform.documents[meanwhile["id"]].append(FOREIGN)
    issued(backfill)
    assert not Invoice.objects.exists()
    assert fates(backfill, "outcome")[meanwhile["id"]] == "skipped"


def test_it_goes_on_where_it_was_broken_off(
    store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch, published: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(backfilling, "_TURN", 0)
    orders = [old() for _ in range(3)]
    asked = serve(platform, *orders)
    backfill = backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")
    for _ in range(5):
        backfilling.continue_backfill(backfill.pk)
    assert len(asked) == 1
    backfill.refresh_from_db()
    backfilling.confirm_backfill(backfill, by="somebody")
    backfilling.continue_backfill(backfill.pk)
    platform.fail_order(orders[1]["id"], 500)
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.state, backfill.stage, backfill.error) == ("due", "issuing", "Jumpseller answered 500.")
    # A worker issued the document and was killed before it could record it.
    platform.serve_order(orders[1])
    pipeline.order_changed(store, orders[1]["id"])
    Backfill.objects.update(due_at=backfill.created_at)
    for _ in range(4):
        backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert backfill.stage == "ended"
    assert Invoice.objects.count() == 3
    assert ("automation.backfill", backfill.pk) in published


def test_what_is_cancelled_stops_between_two_orders(
    store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = [old() for _ in range(3)]
    serve(platform, *orders)
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="somebody")
    changed = pipeline.order_changed

    def and_then_cancelled(*given: Any) -> Any:
        status = changed(*given)
        backfilling.cancel_backfill(backfill)
        return status

    monkeypatch.setattr(pipeline, "order_changed", and_then_cancelled)
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.stage, backfill.state) == ("cancelled", "done")
    assert Invoice.objects.count() == 1
    backfilling.continue_backfill(backfill.pk)
    assert Invoice.objects.count() == 1


def test_what_is_cancelled_between_claim_and_turn_issues_nothing(
    store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(platform, old())
    backfill = backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")
    backfill.orders.create(store=store, order_id=7, foreseen="issued")
    claim = Backfill.claim

    def cancelled_meanwhile(*given: Any, **options: Any) -> Backfill | None:
        claimed = claim(*given, **options)
        backfilling.cancel_backfill(backfill)
        if claimed is not None:
            claimed.refresh_from_db()
        return claimed

    monkeypatch.setattr(Backfill, "claim", cancelled_meanwhile)
    backfilling.continue_backfill(backfill.pk)
    assert not OrderRecord.objects.exists()


def test_an_order_whose_turn_did_not_end_is_not_asked_for_after_the_cancel(store: Store, platform: Platform) -> None:
    document = old()
    serve(platform, document)
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="somebody")
    platform.fail_order(document["id"], 500)
    backfilling.continue_backfill(backfill.pk)
    assert OrderRecord.objects.get().backfilled_at is not None
    backfilling.cancel_backfill(backfill)
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    assert not Invoice.objects.exists()


def test_test_mode_turned_on_meanwhile_stops_it_and_loses_no_order(store: Store, platform: Platform) -> None:
    document = old()
    serve(platform, document)
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="somebody")
    InvoicingSettings.objects.update(test_mode=True)
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.stage, backfill.state) == ("issuing", "due")
    assert backfill.error.startswith("Test mode is on")
    assert not Invoice.objects.exists()
    InvoicingSettings.objects.update(test_mode=False)
    Backfill.objects.update(due_at=backfill.created_at)
    backfilling.continue_backfill(backfill.pk)
    assert Invoice.objects.get().order_id == document["id"]


def test_after_a_reinstallation_nothing_goes_on_by_itself(store: Store, platform: Platform) -> None:
    serve(platform, old())
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="somebody")
    Store.objects.update(installed_at=timezone.now())
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert backfill.stage == "cancelled"
    assert not Invoice.objects.exists()


def test_what_leaves_the_list_meanwhile_hides_nothing(store: Store, platform: Platform) -> None:
    orders = [old() for _ in range(120)]
    lists = [orders[:100], orders[101:], orders[1:101], orders[101:]]
    asked: list[int] = []

    def listed(request: Any) -> tuple[int, dict[str, str], str]:
        asked.append(int(parse_qs(urlsplit(request.url).query)["page"][0]))
        heads = lists[min(len(asked), len(lists)) - 1]
        return 200, {}, json.dumps([{"order": {"id": each["id"], "status_enum": "paid"}} for each in heads])

    platform.mock.add_callback(responses.GET, platform.url("orders.json"), callback=listed)
    backfill = backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")
    backfill.claim(backfill.pk, lease=timedelta(minutes=1))
    while backfill.page:
        backfilling._list_page(backfill)
    assert asked == [1, 2, 1, 2, 1]
    assert set(backfill.orders.values_list("order_id", flat=True)) == {each["id"] for each in orders}


def test_a_store_has_one_at_a_time(store: Store, platform: Platform) -> None:
    first = backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")
    with pytest.raises(backfilling.BackfillUnderWay):
        backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")
    backfilling.ask_for_backfill(make_store("beta"), _FIRST, _LAST, by="somebody else")
    backfilling.cancel_backfill(first)
    backfilling.ask_for_backfill(store, _FIRST, _LAST, by="somebody")


def test_in_test_mode_it_can_be_seen_but_not_issued(store: Store, platform: Platform) -> None:
    InvoicingSettings.objects.update(test_mode=True)
    serve(platform, old())
    backfill = looked(store)
    assert set(fates(backfill).values()) == {"issued"}
    with pytest.raises(backfilling.TestModeIsOn):
        backfilling.confirm_backfill(backfill, by="somebody")
    assert not Invoice.objects.exists()


def test_no_tax_number_of_a_buyer_is_kept(store: Store, platform: Platform) -> None:
    wrong = old()
    wrong["billing_address"]["taxid"] = "12.345.678-9"
    serve(platform, wrong)
    backfill = issued(looked(store))
    assert [reason["code"] for reason in backfill.orders.get().reasons] == ["wrong_tax_id"]
    assert "12.345.678" not in str(list(BackfilledOrder.objects.values()))


def test_an_order_that_is_gone_holds_nothing_up(store: Store, platform: Platform) -> None:
    gone, there = old(), old()
    serve(platform, gone, there)
    platform.fail_order(gone["id"], 404)
    backfill = issued(looked(store))
    assert fates(backfill) == {gone["id"]: "skipped", there["id"]: "issued"}
    assert Invoice.objects.get(kind=Kind.INVOICE).order_id == there["id"]
