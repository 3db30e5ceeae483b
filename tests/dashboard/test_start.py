"""Setup steps: each saves separately, nothing is issued before issuing is turned on, and waiting orders follow."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.automation import order_state, pipeline, release
from apps.automation.models import OrderRecord
from apps.dashboard.settings import sections
from apps.dashboard.setup import checklist
from apps.intake import process
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, SettingsChange, Store
from config.local.processes import wait_until
from tests.automation.test_reauthorised import is_blocked
from tests.factories import make_store, order
from tests.platform import Platform


@pytest.fixture
def new(db: None) -> Store:
    """Return a store that has just installed Folio."""
    return make_store("new", issues_automatically=False, seller_tax_id="", seller_address="")


def of_step(browser: Client, name: str) -> dict[str, Any]:
    """Return the fields that the step's form would send unchanged."""
    steps = browser.get("/start").context["steps"]
    form = next(step.form for step in steps if step.section.name == name)
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


def take(browser: Client, name: str, **changes: Any) -> Any:
    return browser.post(f"/start/{name}", of_step(browser, name) | changes)


def take_needed(browser: Client) -> None:
    take(browser, "seller", seller_tax_id="76.123.456-0", seller_street="Calle 1")
    take(browser, "taxes", fallback_tax_rate="19")
    take(browser, "numbering")


def terms_of(store: Store) -> InvoicingSettings:
    return InvoicingSettings.objects.get(store=store)


def pay(platform: Platform, store: Store, **changes: Any) -> dict[str, Any]:
    document = order(**changes)
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return document


def work_off(store: Store) -> None:
    for delivery in Delivery.objects.filter(store=store, state=Delivery.State.DUE).order_by("pk"):
        process.process_delivery(delivery.pk)


def test_every_step_is_saved_by_itself_and_the_next_one_opens(new: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(new)
    given = {"seller": {"seller_tax_id": "76.123.456-0", "seller_street": "Calle 1"}}
    for place, name in enumerate(sections.FIRST_STEPS):
        opened = [step.section.name for step in browser.get("/start").context["steps"] if step.is_open]
        assert opened == [name]
        assert take(browser, name, **given.get(name, {})).status_code == 302
        assert set(terms_of(new).steps_done) == set(sections.FIRST_STEPS[: place + 1])
    assert not any(step.is_open for step in browser.get("/start").context["steps"])
    assert terms_of(new).seller_address == "Calle 1"


def test_a_step_saves_its_own_fields_only(new: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(new)
    InvoicingSettings.objects.filter(store=new).update(mail_buyers=True, footer="mine", buyers_language=True)
    take(browser, "taxes", fallback_tax_rate="19", footer="another", mail_buyers="")
    invoicing_settings = terms_of(new)
    assert (invoicing_settings.mail_buyers, invoicing_settings.footer, invoicing_settings.buyers_language) == (
        True,
        "mine",
        True,
    )
    assert invoicing_settings.fallback_tax_rate == 19
    assert [change.field for change in SettingsChange.objects.filter(store=new)] == ["fallback_tax_rate"]


@pytest.mark.parametrize(
    ("country", "wrong", "name", "right"),
    [
        ("CL", "76.123.456-1", "RUT", "76.123.456-0"),
        ("CL", "761234561", "RUT", "761234560"),
        ("CL", "RUT 76.123.456-0", "RUT", "76.123.456-0"),
        ("CL", "076.123.456-0", "RUT", "76.123.456-0"),
        ("BR", "FX123456", "CNPJ", "16.727.230/0001-97"),
        ("PT", "501964842", "NIF", "501964843"),
        ("CO", "213123432-2", "NIT", "213123432-1"),
        ("MX", "GODE561231G", "RFC", "GODE561231GR8"),
        ("PE", "20512333798", "RUC", "20512333797"),
        ("BR", "16.727.230/0001-98", "CNPJ", "16.727.230/0001-97"),
        ("ES", "B58378432", "NIF", "B58378431"),
        ("CL", "ES B58378432", "NIF", "ES B58378431"),
        ("CL", "XX 123", "RUT", "76.123.456-0"),
        ("CL", "-", "RUT", "76.123.456-0"),
        ("CL", "US pending", "tax number", "US 12-3456789"),
    ],
)
def test_a_slip_in_the_sellers_tax_number_is_named_as_merchants_do(
    new: Store, signed_in: Callable[..., Client], country: str, wrong: str, name: str, right: str
) -> None:
    Store.objects.filter(pk=new.pk).update(country=country)
    browser = signed_in(new, headers={"Accept-Language": "en"})
    page = take(browser, "seller", seller_tax_id=wrong, seller_street="Calle 1")
    assert f"This is not a valid {name}" in page.content.decode()
    assert terms_of(new).steps_done == []
    assert take(browser, "seller", seller_tax_id=right, seller_street="Calle 1").status_code == 302
    assert terms_of(new).seller_tax_id == right


def test_the_switch_waits_for_seller_taxes_and_numbering(new: Store, signed_in: Callable[..., Client]) -> None:
    browser = signed_in(new, headers={"Accept-Language": "en"})
    refused = browser.post("/start/on")
    assert "Automatic issuing was not turned on" in refused.content.decode()
    take_needed(browser)
    InvoicingSettings.objects.filter(store=new).update(seller_tax_id="76.123.456-1")
    assert "Automatic issuing was not turned on" in browser.post("/start/on").content.decode()
    assert not terms_of(new).issues_automatically
    InvoicingSettings.objects.filter(store=new).update(seller_tax_id="76.123.456-0")
    assert browser.post("/start/on").status_code == 302
    assert terms_of(new).issues_automatically
    assert SettingsChange.objects.get(store=new, field="issues_automatically").new is True


@pytest.mark.parametrize("with_waiting", [True, False])
def test_paid_orders_wait_for_the_switch(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform, with_waiting: bool
) -> None:
    browser = signed_in(new)
    early = pay(platform, new)
    untaxed = pay(platform, new, tax=0, products=[{"id": 1, "name": "x", "qty": 1, "price": 10000, "taxes": []}])
    assert not Invoice.objects.filter(store=new).exists()
    assert [row["row"].order_id for row in browser.get("/").context["by_hand"]["rows"]] == [early["id"]]
    take_needed(browser)
    browser.post("/start/on", {"with_waiting": "on"} if with_waiting else {})
    work_off(new)
    late = pay(platform, new)
    documents = Invoice.objects.filter(store=new).order_by("sequence")
    expected = [early["id"], untaxed["id"], late["id"]] if with_waiting else [late["id"]]
    assert [document.order_id for document in documents] == expected


def test_orders_declined_when_issuing_was_turned_on_stay_pending(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    browser = signed_in(new)
    early = pay(platform, new)
    take_needed(browser)
    browser.post("/start/on")
    pay(platform, new, id=early["id"], shipment_status_enum="delivered")
    assert not Invoice.objects.filter(store=new).exists()
    (row,) = browser.get("/").context["by_hand"]["rows"]
    assert row["row"].order_id == early["id"]
    release.release_order(new, early["id"], snapshot=None)
    pay(platform, new, id=early["id"])
    assert Invoice.objects.get(store=new).order_id == early["id"]


@pytest.mark.django_db(transaction=True)
def test_an_order_that_is_read_while_the_switch_is_turned_on_is_not_left_behind(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = ["seller", "taxes", "numbering"]
    new = make_store("new", issues_automatically=False, steps_done=done)
    write_down, turning = order_state.write_outcome, []

    def turn_on() -> None:
        try:
            checklist.turn_on_issuing(new, by="x", with_waiting=True)
        finally:
            connection.close()

    def slowly(*arguments: Any) -> None:
        turning.append(pool.submit(turn_on))
        time.sleep(0.3)
        write_down(*arguments)

    monkeypatch.setattr(order_state, "write_outcome", slowly)
    with ThreadPoolExecutor(1) as pool:
        early = pay(platform, new)
    turning[0].result()
    assert [delivery.order_id for delivery in Delivery.objects.filter(store=new)] == [early["id"]]


def test_a_declined_order_that_a_missing_rate_held_stays_pending(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    browser = signed_in(new)
    untaxed = {"tax": 0, "products": [{"id": 1, "name": "x", "qty": 1, "price": 10000, "taxes": []}]}
    early = pay(platform, new, **untaxed)
    take_needed(browser)
    browser.post("/start/on")
    pay(platform, new, id=early["id"], **untaxed, shipment_status_enum="delivered")
    assert not Invoice.objects.filter(store=new).exists()
    release.release_order(new, early["id"], snapshot=None)
    pay(platform, new, id=early["id"], **untaxed)
    assert Invoice.objects.get(store=new).order_id == early["id"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("marks_first", [True, False], ids=["as it is", "the twin that marks afterwards"])
def test_a_webhook_while_the_switch_is_turned_on_does_not_issue_what_was_not_wanted(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, marks_first: bool
) -> None:
    new = make_store("new", issues_automatically=False, steps_done=["seller", "taxes", "numbering"])
    early = pay(platform, new)
    leave, webhooks = order_state.leave_to_merchant, []

    def hear_of_it() -> None:
        try:
            pay(platform, new, id=early["id"], shipment_status_enum="delivered")
        finally:
            connection.close()

    def beside_a_webhook(records: Any) -> None:
        leave(records)
        webhooks.append(pool.submit(hear_of_it))
        wait_until(lambda: webhooks[0].done() or is_blocked(), seconds=60, what="the webhook to meet the lock")

    def turn_on_then_mark() -> None:
        with settings_log.log_changes(new, by="x"):
            InvoicingSettings.objects.filter(store=new).update(issues_automatically=True)
        webhooks.append(pool.submit(hear_of_it))
        webhooks[0].result()
        leave(checklist.waiting_orders(new))

    with ThreadPoolExecutor(1) as pool:
        if marks_first:
            monkeypatch.setattr(order_state, "leave_to_merchant", beside_a_webhook)
            checklist.turn_on_issuing(new, by="x", with_waiting=False)
        else:
            turn_on_then_mark()
        webhooks[0].result()
    assert Invoice.objects.filter(store=new).exists() is not marks_first


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("looks_again", [True, False], ids=["as it is", "the twin that does not look again"])
def test_an_order_that_comes_to_wait_while_the_switch_is_turned_on_is_not_issued_either(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, looks_again: bool
) -> None:
    """It is recorded after the waiting orders were marked, and before the settings are locked."""
    new = make_store("new", issues_automatically=False, steps_done=["seller", "taxes", "numbering"])
    left, came = order_state.leave_to_merchant, []

    def sell() -> None:
        try:
            came.append(pay(platform, new))
        finally:
            connection.close()

    def then_another_comes(records: Any) -> None:
        left(records)
        if not came:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(sell).result()

    monkeypatch.setattr(order_state, "leave_to_merchant", then_another_comes)
    if not looks_again:
        monkeypatch.setattr(checklist, "waiting_orders", lambda store: OrderRecord.objects.none())
    checklist.turn_on_issuing(new, by="x", with_waiting=False)
    assert terms_of(new).issues_automatically
    pay(platform, new, id=came[0]["id"], shipment_status_enum="delivered")
    assert Invoice.objects.filter(store=new).exists() is not looks_again


def test_what_waited_and_was_not_wanted_with_the_switch_can_still_be_issued(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    browser = signed_in(new)
    early = pay(platform, new)
    record = OrderRecord.objects.get(store=new, order_id=early["id"])
    seen = browser.get(f"/orders/{record.pk}").context["record"].snapshot_id
    browser.post(f"/orders/{record.pk}/issue", {"seen": seen})
    work_off(new)
    assert Invoice.objects.get(store=new).order_id == early["id"]


def test_turned_off_new_orders_wait_and_cancelled_ones_are_credited(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice], platform: Platform
) -> None:
    invoice = sell(store)
    signed_in(store).post("/start/off")
    waits = pay(platform, store)
    pay(platform, store, id=invoice.order_id, status_enum="canceled")
    assert not Invoice.objects.filter(store=store, order_id=waits["id"]).exists()
    assert invoice.credit_notes.count() == 1


def test_settings_saved_meanwhile_do_not_turn_the_switch_back(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(store)
    form = browser.get("/settings").context["form"]
    form.instance.issues_automatically = False
    given = {field.name: field.value() for field in form if field.value() not in (None, False)}
    browser.post("/settings", given | {"issues_automatically": ""})
    assert terms_of(store).issues_automatically


@pytest.mark.parametrize(
    ("answer", "source", "rates"),
    [
        ([{"tax": {"name": "IVA", "tax_amount": 19.0, "fixed": False}}], "store", ["19"]),
        (
            [{"tax": {"name": "IVA", "tax": "10.5"}}, {"tax": {"name": "x", "tax_amount": 5, "fixed": True}}],
            "store",
            ["10.5"],
        ),
        ([], "none", ["19"]),
        ([{"tax": {"name": "odd", "tax_amount": "much"}}], "none", ["19"]),
        (403, "forbidden", ["19"]),
        (500, "unreachable", ["19"]),
        ({"not": "a list"}, "unreachable", ["19"]),
    ],
)
def test_rates_are_proposed_from_the_stores_taxes_or_from_its_country(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform, answer: Any, source: str, rates: list[str]
) -> None:
    status, body = (answer, {"message": "no"}) if isinstance(answer, int) else (200, answer)
    platform.mock.get(platform.url("taxes.json"), status=status, json=body)
    proposal = signed_in(new).get("/start/rates").context["proposal"]
    assert proposal.source == source
    assert [rate.value for rate in proposal.rates] == rates


def test_a_proposed_rate_is_taken_with_one_click(new: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(new)
    assert browser.post("/start/rates", {"rate": "19"}).status_code == 302
    invoicing_settings = terms_of(new)
    assert invoicing_settings.fallback_tax_rate == 19
    assert (invoicing_settings.fallback_prices, invoicing_settings.steps_done) == ("include", ["taxes"])
    assert browser.post("/start/rates", {"rate": "190"}).status_code == 200
    assert terms_of(new).fallback_tax_rate == 19


@pytest.mark.parametrize("name", ["orders", "questions", "nothing"])
def test_what_is_no_first_step_is_not_found(new: Store, signed_in: Callable[[Store], Client], name: str) -> None:
    assert signed_in(new).post(f"/start/{name}").status_code == 404


def test_one_store_does_not_turn_on_another(
    new: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    mine = make_store("mine", issues_automatically=False)
    pay(platform, new)
    browser = signed_in(mine)
    take_needed(browser)
    browser.post("/start/on", {"with_waiting": "on"})
    assert not terms_of(new).issues_automatically
    assert not Delivery.objects.filter(store=new).exists()


@pytest.mark.parametrize("change", [{"issues_automatically": False}, {"issue_when": "by_hand"}])
def test_an_order_that_is_paid_again_after_its_credit_waits_in_sight(
    store: Store, signed_in: Callable[[Store], Client], platform: Platform, change: dict[str, Any]
) -> None:
    first = pay(platform, store)
    pay(platform, store, id=first["id"], status_enum="canceled")
    InvoicingSettings.objects.filter(store=store).update(**change)
    for _ in range(2):
        pay(platform, store, id=first["id"])
        (row,) = signed_in(store).get("/").context["by_hand"]["rows"]
        assert row["row"].order_id == first["id"]
    release.release_order(store, first["id"], snapshot=None)
    pay(platform, store, id=first["id"])
    assert Invoice.objects.filter(store=store, kind="invoice").count() == 2


def test_an_order_that_is_paid_again_after_its_credit_is_issued_when_it_is_shipped(
    store: Store, platform: Platform
) -> None:
    first = pay(platform, store)
    pay(platform, store, id=first["id"], status_enum="canceled")
    InvoicingSettings.objects.filter(store=store).update(issue_when="shipped")
    method = {"shipping_method_id": 1, "shipping_method_name": "Correo", "shipment_status_enum": "requested"}
    pay(platform, store, id=first["id"], **method)
    assert OrderRecord.objects.get(store=store).reasons[0]["code"] == "not_shipped"
    pay(platform, store, id=first["id"], **method | {"shipment_status_enum": "delivered"})
    assert Invoice.objects.filter(store=store, kind="invoice").count() == 2


def test_the_request_for_a_period_counts_for_one_invoice_an_order(new: Store, platform: Platform) -> None:
    record = OrderRecord.objects.create(store=new, order_id=order()["id"], backfilled_at=timezone.now())
    pay(platform, new, id=record.order_id)
    pay(platform, new, id=record.order_id, status_enum="canceled")
    assert Invoice.objects.filter(store=new).count() == 2
    pay(platform, new, id=record.order_id)
    assert Invoice.objects.filter(store=new).count() == 2
    record.refresh_from_db()
    assert record.reasons[0]["code"] == "not_started"
