"""Logs of a store: deliveries with their results, and changes of settings with time and author."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from apps.automation.models import OrderRecord
from apps.dashboard.documents import timeline
from apps.intake.models import Delivery
from apps.invoices.models import Invoice, Rendering
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, SettingsChange, Store
from tests.factories import make_store

_AT = datetime(2026, 3, 1, 2, 5, tzinfo=UTC)


def arrived(store: Store, order_id: int | None, **values: Any) -> Delivery:
    values = {"event": "order_paid", "state": "done", "received_at": _AT, "body": b"Ana secret"} | values
    count = Delivery.objects.count()
    return Delivery.objects.create(store=store, order_id=order_id, fingerprint=str(count), **values)


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def test_what_arrived_is_told_with_what_became_of_it(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    invoice = sell(store)
    arrived(store, invoice.order_id)
    arrived(store, 4711, state="failed", error="Jumpseller answered 500.", attempts=24)
    OrderRecord.objects.create(store=store, order_id=4711, state="held", reasons=[{"code": "no_products"}])
    arrived(make_store("beta"), 4712)
    page = browser.get("/deliveries").content.decode()
    for told in ("F-000001", "Order 4711", "Jumpseller answered 500.", "attempts: 24", "The order has no products."):
        assert told in page
    assert "February 28, 2026, 11:05\u202fPM" in page
    assert "secret" not in page
    assert "4712" not in page


def test_deliveries_are_filtered_by_state(store: Store, browser: Client) -> None:
    arrived(store, 1)
    arrived(store, 2, state="failed")
    rows = browser.get("/deliveries?state=failed").context["rows"]
    assert [row["row"].order_id for row in rows] == [2]
    assert "No message has this state" in browser.get("/deliveries?state=claimed").content.decode()


def test_the_number_of_queries_does_not_grow(
    store: Store, browser: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    arrived(store, 4711)
    browser.get("/deliveries")
    for order_id in range(1, 40):
        arrived(store, order_id)
        if order_id in (1, 39):
            with django_assert_num_queries(5):
                browser.get("/deliveries")


def test_a_failed_delivery_is_tried_again_and_a_done_one_read_anew(
    store: Store, browser: Client, published: list[tuple[str, int]]
) -> None:
    failed, done = arrived(store, 1, state="failed", attempts=24), arrived(store, 2)
    assert browser.post(f"/deliveries/{failed.pk}/again").status_code == 302
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("due", 0)
    browser.post(f"/deliveries/{failed.pk}/again")
    browser.post(f"/deliveries/{done.pk}/again")
    assert list(Delivery.objects.filter(event="again").values_list("order_id", flat=True)) == [2]
    assert published[-1] == ("intake.sweep", 0)


def test_what_is_no_order_or_not_ours_is_not_replayed(store: Store, browser: Client) -> None:
    unreadable, foreign = arrived(store, None, state="failed"), arrived(make_store("beta"), 9, state="failed")
    browser.post(f"/deliveries/{unreadable.pk}/again")
    assert browser.post(f"/deliveries/{foreign.pk}/again").status_code == 404
    assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}
    assert Client().post(f"/deliveries/{foreign.pk}/again").status_code == 403


def test_changed_settings_are_listed_in_the_words_of_the_form(store: Store, browser: Client) -> None:
    fields = browser.get("/settings").context["form"].initial
    values = {name: "" if value is None else value for name, value in fields.items()}
    changed = {"seller_name": "Nueva SpA", "tax_rounding": "document", "mail_buyers": "on", "issue_since": "2026-03-01"}
    assert browser.post("/settings", values | changed).status_code == 302
    by_field = {row.field: row for row in SettingsChange.objects.filter(store=store)}
    assert {"seller_name", "tax_rounding", "mail_buyers", "issue_since"} <= set(by_field)
    assert (by_field["seller_name"].old, by_field["seller_name"].new) == ("Tienda alpha", "Nueva SpA")
    page = browser.get("/activity").content.decode()
    for told in (
        "Your business name",
        "Nueva SpA",
        "once per rate and document",
        "March 1, 2026",
        "you, in this session",
    ):
        assert told in page


def test_saving_what_was_there_logs_nothing_and_others_see_nothing(
    store: Store, browser: Client, signed_in: Callable[[Store], Client]
) -> None:
    with settings_log.log_changes(store, by="x"):
        InvoicingSettings.objects.filter(store=store).update(seller_name="Tienda alpha")
    assert not SettingsChange.objects.exists()
    with settings_log.log_changes(store, by="0123456789"):
        InvoicingSettings.objects.filter(store=store).update(seller_name="Otra", buyer_labels={"company": ["Firma"]})
    assert "session 01234567" in browser.get("/activity").content.decode()
    assert "No setting was changed yet" in signed_in(make_store("beta")).get("/activity").content.decode()


def test_a_change_that_fails_is_not_logged(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), settings_log.log_changes(store, by="x"):
        InvoicingSettings.objects.filter(store=store).update(seller_name="Otra")
        raise ZeroDivisionError
    assert not SettingsChange.objects.exists()
    assert InvoicingSettings.objects.get(store=store).seller_name == "Tienda alpha"


@pytest.mark.parametrize("statement", [lambda rows: rows.update(new="x"), lambda rows: rows.delete()])
def test_the_log_cannot_be_changed(store: Store, statement: Callable[[Any], Any]) -> None:
    SettingsChange.objects.create(store=store, field="seller_name", by="x", at=_AT)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(SettingsChange.objects.all())
    assert SettingsChange.objects.get().at != _AT


def test_a_document_tells_its_story_in_order(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    InvoicingSettings.objects.filter(store=store).update(mail_buyers=True)
    invoice = sell(store)
    arrived(store, invoice.order_id, error="Jumpseller answered 500.")
    Rendering.objects.update(error="An error of Folio's own: OSError.")
    told = [(event["what"], event["text"]) for event in timeline.timeline_of(Invoice.objects.get(pk=invoice.pk))]
    assert told[0] == ("Received from Jumpseller", "Order paid · Jumpseller answered 500.")
    assert [what for what, _ in told][1:4] == ["Order read", "Issued", "Mail to the buyer"]
    assert told[-1] == ("PDF", "being prepared · An error of Folio's own: OSError.")
    given = {"way": "full", "reason": "Devolución", "seen": "0", "step": "issue"}
    browser.post(f"/documents/{invoice.pk}/credit", given)
    assert "NC-000001" in [event["text"].split(" · ")[0] for event in timeline.timeline_of(invoice)]
    assert "Received from Jumpseller" in browser.get(f"/documents/{invoice.pk}").content.decode()
