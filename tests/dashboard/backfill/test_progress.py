"""The page of older orders: requested, checked, confirmed or cancelled by the session's store only."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.automation import backfill, pipeline
from apps.automation.models import Backfill, OrderRecord
from apps.invoices.models import HistoryLine, Invoice
from apps.stores.models import InvoicingSettings, Store
from tests.automation.test_backfill import old, serve
from tests.factories import make_store
from tests.platform import Platform

_DAYS = {"first_day": "2025-10-01", "last_day": "2025-12-31"}


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def page(browser: Client) -> str:
    return browser.get("/backfill", headers={"Accept-Language": "en"}).content.decode()


def asked(browser: Client) -> Backfill:
    assert browser.post("/backfill", _DAYS).status_code == 302
    made = Backfill.objects.latest("pk")
    backfill.continue_backfill(made.pk)
    return made


def test_a_merchant_sees_first_and_confirms_then(store: Store, browser: Client, platform: Platform) -> None:
    good, odd, elsewhere = old(), old(total=1), old()
    serve(platform, good, odd, elsewhere)
    platform.documents[elsewhere["id"]].append({"document_type": 1, "external_id": "7", "public_id": "B-77"})
    assert "There is no preview yet" in page(browser)
    made = asked(browser)
    shown = page(browser)
    for text in ("Would be issued: 1", "Would be held for your review: 1", "“B-77”", "documents: 1", "10,000"):
        assert text in shown
    assert not Invoice.objects.exists()
    assert browser.post(f"/backfill/{made.pk}/confirm").status_code == 302
    assert "data-busy" in page(browser)
    backfill.continue_backfill(made.pk)
    shown = page(browser)
    assert "Done." in shown
    assert "Issued: 1" in shown
    assert (
        "Nothing more was issued"
        in browser.post(f"/backfill/{made.pk}/confirm", headers={"Accept-Language": "en"}).content.decode()
    )
    assert Invoice.objects.count() == 1


def test_what_each_order_can_become_is_a_column_of_the_look(browser: Client, platform: Platform) -> None:
    serve(platform, old())
    asked(browser)
    shown = page(browser)
    assert "Can become" in shown
    assert "<summary>Receipt</summary>" in shown
    assert "Your legal name is missing in the settings." in shown


def test_a_period_that_cannot_be_or_a_second_one_is_refused(browser: Client) -> None:
    for days in ({"first_day": "2025-12-31", "last_day": "2025-01-01"}, {"first_day": "2020-01-01"}, {}):
        assert browser.post("/backfill", _DAYS | {"last_day": "2025-12-31"} | days if days else {}).status_code == 200
    assert not Backfill.objects.exists()
    browser.post("/backfill", _DAYS)
    answer = browser.post("/backfill", _DAYS, headers={"Accept-Language": "en"})
    assert "Another period is being worked on" in answer.content.decode()
    assert Backfill.objects.count() == 1


def test_another_stores_back_fill_is_not_there(
    browser: Client, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    serve(platform, old())
    made = asked(browser)
    stranger = signed_in(make_store("beta"))
    assert stranger.post(f"/backfill/{made.pk}/confirm").status_code == 404
    assert stranger.post(f"/backfill/{made.pk}/cancel").status_code == 404
    assert "Would be issued" not in page(stranger)
    assert Client().get("/backfill").status_code == 403
    made.refresh_from_db()
    assert made.stage == "looked"
    assert browser.post(f"/backfill/{made.pk}/cancel").status_code == 302
    assert "Cancelled." in page(browser)


def test_what_stands_in_the_way_is_said_on_the_first_page_too(browser: Client, platform: Platform) -> None:
    platform.mock.add("GET", platform.url("orders.json"), status=500)
    made = asked(browser)
    assert "Jumpseller answered 500." in browser.get("/").content.decode()
    assert "Jumpseller answered 500." in page(browser)
    browser.post(f"/backfill/{made.pk}/cancel")
    assert "Jumpseller answered 500." not in browser.get("/").content.decode()


def test_an_order_that_is_paid_no_more_is_not_said_to_have_an_invoice(browser: Client, platform: Platform) -> None:
    document = old()
    serve(platform, document)
    platform.serve_order(document | {"status_enum": "pending_payment"})
    asked(browser)
    assert "It is not paid yet." in page(browser)
    assert "has an invoice but" not in page(browser)


def test_test_mode_is_said_on_the_first_page(store: Store, browser: Client) -> None:
    text = "Test mode is on"
    assert text not in browser.get("/", headers={"Accept-Language": "en"}).content.decode()
    InvoicingSettings.objects.update(test_mode=True)
    assert text in browser.get("/", headers={"Accept-Language": "en"}).content.decode()


def test_an_order_from_before_folio_is_shown_for_a_month_and_can_be_issued(
    store: Store, browser: Client, platform: Platform
) -> None:
    document = old()
    platform.serve_order(document)
    platform.serve_documents(document["id"])
    pipeline.order_changed(store, document["id"])
    record = OrderRecord.objects.get()
    shown = f"Order {document['id']}"
    assert shown in browser.get("/", headers={"Accept-Language": "en"}).content.decode()
    OrderRecord.objects.update(updated_at=timezone.now() - timedelta(days=31))
    assert shown not in browser.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert browser.post(f"/orders/{record.pk}/issue", {"seen": record.snapshot_id}).status_code == 302
    pipeline.order_changed(store, document["id"])
    assert Invoice.objects.get().order_id == document["id"]


def test_a_refused_history_line_is_shown_and_tried_again(
    store: Store, browser: Client, sell: Callable[..., Invoice], published: list[tuple[str, int]]
) -> None:
    invoice = sell(store)
    line = HistoryLine.objects.create(store=store, invoice=invoice, state="failed", error="Jumpseller refused: no.")
    assert "Jumpseller refused: no." in browser.get("/").content.decode()
    published.clear()
    browser.post(f"/documents/{invoice.pk}/post")
    line.refresh_from_db()
    assert line.state == "due"
