"""The page of payment methods: the names in the last orders with a proposal; answers are saved, logged and followed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.automation import pipeline
from apps.invoices.models import Invoice, PaymentMapping
from apps.orders import snapshots
from apps.stores.models import SettingsChange, Store
from tests.factories import make_store, order
from tests.platform import Platform

pytestmark = pytest.mark.django_db
PAGE = "/settings/payments"


def paid_by(store: Store, name: str, platform_type: str = "manual") -> None:
    """Keep an order that was paid by `name` as it was read."""
    snapshots.freeze_order(store, order(payment_method_name=name, payment_method_type=platform_type))


def rows(browser: Client) -> dict[str, Any]:
    page = browser.get(PAGE, headers={"Accept-Language": "en"})
    assert page.status_code == 200
    return {each.method.name: each for each in page.context["rows"]}


def filled(browser: Client, **answers: dict[str, str]) -> dict[str, Any]:
    """Return the page as it is shown, with `answers` by names."""
    formset = browser.get(PAGE).context["rows"]
    data = {f"form-{name}": value for name, value in formset.management_form.initial.items()}
    for row in formset:
        values = {name: row[name].value() or "" for name in row.fields} | answers.get(row.method.name, {})
        data |= {row.add_prefix(name): value for name, value in values.items()}
    return data


def test_the_names_of_the_last_orders_with_a_proposal(store: Store, signed_in: Callable[[Store], Client]) -> None:
    for name in ("Webpay", "WEBPAY", "Transferencia", "Canje"):
        paid_by(store, name)
    paid_by(make_store("beta"), "Ajeno")
    paid_by(store, "")
    found = rows(signed_in(store))
    assert {name: (each.method.orders, each["code"].value(), each.state) for name, each in found.items()} == {
        "WEBPAY": (2, "48", "proposed"),
        "Canje": (1, "", "open"),
        "Transferencia": (1, "30", "proposed"),
    }
    assert {each["voucher"].value() for each in found.values()} == {""}
    assert not PaymentMapping.objects.exists()


def test_an_answer_is_saved_logged_and_followed(
    store: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    browser = signed_in(store)
    paid_by(store, "Webpay")
    assert browser.post(PAGE, filled(browser, Webpay={"voucher": "yes"})).status_code == 302
    kept = PaymentMapping.objects.get()
    assert (kept.store, kept.name, kept.key, kept.code, kept.voucher_counts) == (store, "Webpay", "webpay", "48", True)
    assert rows(browser)["Webpay"].state == "saved"
    logged = {each.field: (each.old, each.new) for each in SettingsChange.objects.all()}
    assert logged == {
        "payment_map": ({"Webpay": []}, {"Webpay": ["48"]}),
        "voucher_counts": ({"Webpay": []}, {"Webpay": [True]}),
    }
    assert "Webpay: Yes" in browser.get("/activity", headers={"Accept-Language": "en"}).content.decode()
    sold = order()
    platform.serve_order(sold)
    pipeline.order_changed(store, sold["id"])
    assert Invoice.objects.get().payment_means == "48"


def test_the_answer_on_vouchers_changes_nothing_for_own_receipts(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    for answer in (None, True, False):
        PaymentMapping.objects.update_or_create(
            store=store, key="webpay", defaults={"name": "Webpay", "voucher_counts": answer}
        )
        assert sell(store).payment_means == ""


def test_an_answer_can_be_taken_back(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    paid_by(store, "Webpay")
    browser.post(PAGE, filled(browser, Webpay={"code": "54", "voucher": "no"}))
    browser.post(PAGE, filled(browser, Webpay={"code": "54", "voucher": ""}))
    assert PaymentMapping.objects.get().voucher_counts is None
    browser.post(PAGE, filled(browser, Webpay={"code": "", "voucher": ""}))
    assert not PaymentMapping.objects.exists()


def test_a_page_that_was_opened_before_another_answer_does_not_undo_it(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(store)
    paid_by(store, "Canje")
    paid_by(store, "Trueque")
    old = filled(browser, Trueque={"code": "97"})
    browser.post(PAGE, filled(browser, Canje={"code": "97"}))
    browser.post(PAGE, old)
    assert set(PaymentMapping.objects.values_list("name", "code")) == {("Canje", "97"), ("Trueque", "97")}


def test_the_voucher_is_asked_for_in_chile_alone(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("lisboa")
    Store.objects.filter(pk=store.pk).update(country="PT")
    paid_by(store, "MB WAY")
    browser = signed_in(store)
    page = browser.get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "boleta" not in page
    assert browser.post(PAGE, filled(browser)).status_code == 302
    assert PaymentMapping.objects.get().code == "68"


def test_odd_requests_save_nothing(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    paid_by(store, "Webpay")
    for changed in (
        {"form-0-code": "999"},
        {"form-0-voucher": "perhaps"},
        {"form-0-name": "…"},
        {"form-TOTAL_FORMS": ""},
    ):
        assert browser.post(PAGE, filled(browser) | changed).status_code == 200
    assert not PaymentMapping.objects.exists()


def test_a_store_without_orders_is_told_so(store: Store, signed_in: Callable[[Store], Client]) -> None:
    page = signed_in(store).get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "None of your last orders says how it was paid." in page
