"""The page of taxes: the names that occur, with what they say or a proposal; answers are saved, logged and followed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.automation import pipeline
from apps.invoices.models import Invoice, TaxMapping
from apps.orders import snapshots
from apps.stores.models import InvoicingSettings, SettingsChange, Store
from tests.factories import make_store, order, product, tax
from tests.platform import Platform

pytestmark = pytest.mark.django_db
PAGE = "/settings/taxes"


@pytest.fixture(autouse=True)
def _taxes(platform: Platform) -> None:
    """Let the store have set up one tax."""
    mine = {"id": 1, "name": "IVA", "country": "Chile", "tax_amount": 19.0, "fixed": False}
    platform.mock.get(platform.url("taxes.json"), json=[{"tax": mine}])


def named(name: str, rate: str, **changes: Any) -> dict[str, Any]:
    return product(taxes=[tax(rate, inside=True) | {"name": name}], **changes)


def seen(store: Store, *products: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Keep an order of `products` as it was read."""
    document = order(products=list(products), **changes)
    snapshots.freeze_order(store, document)
    return document


def rows(browser: Client, **headers: str) -> dict[tuple[str, str], Any]:
    page = browser.get(PAGE, headers={"Accept-Language": "en"} | headers)
    assert page.status_code == 200
    return {(each.occurrence.subject.value, each.occurrence.name): each for each in page.context["rows"]}


def save(browser: Client, **answers: tuple[str, str]) -> Any:
    """Send the page as it is shown, with `answers` (value and reason) by the names with _ for spaces."""
    return browser.post(PAGE, filled(browser, **answers))


def filled(browser: Client, **answers: tuple[str, str]) -> dict[str, Any]:
    formset = browser.get(PAGE).context["rows"]
    data = {f"form-{name}": value for name, value in formset.management_form.initial.items()}
    for row in formset:
        values = {name: row[name].value() or "" for name in row.fields}
        key = row.occurrence.name.replace(" ", "_") or row.occurrence.subject.value
        if key in answers:
            values |= dict(zip(("answer", "reason"), answers[key], strict=True))
        data |= {row.add_prefix(name): value for name, value in values.items()}
    return data


def test_the_names_of_the_last_orders_and_of_the_stores_taxes(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    seen(store, named("IVA", "19"), named("Exento", "0"), product(taxes=[]))
    seen(store, named("IVA", "19"), named("Exento", "0"), product(type="gift_card", taxes=[]))
    seen(make_store("beta"), named("Ajeno", "0"))
    found = rows(signed_in(store))
    assert {key: (each.occurrence.orders, each.occurrence.is_set_up, each.state) for key, each in found.items()} == {
        ("taxed", "IVA"): (2, True, "by_name"),
        ("at_zero", "Exento"): (2, False, "by_name"),
        ("untaxed", ""): (1, False, "open"),
        ("gift_card", ""): (1, False, "open"),
    }
    assert found["taxed", "IVA"].by_name == "By its name: It is VAT"
    at_home = "By its name: Exempt from the tax (Exento), for buyers in your country"
    assert found["at_zero", "Exento"].by_name == at_home


def test_a_changed_order_counts_once_as_it_was_last_read(store: Store, signed_in: Callable[[Store], Client]) -> None:
    document = seen(store, named("Vieja", "0"))
    snapshots.freeze_order(store, document | {"products": [named("Nueva", "0")]})
    found = rows(signed_in(store))
    assert ("at_zero", "Vieja") not in found
    assert found["at_zero", "Nueva"].occurrence.orders == 1


def test_without_tax_data_items_bear_the_tax_of_the_settings(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    seen(store, product(taxes=[]), tax=0)
    browser = signed_in(store)
    assert ("untaxed", "") not in rows(browser)
    InvoicingSettings.objects.filter(store=store).update(fallback_tax_rate=0)
    assert rows(browser)["untaxed", ""].occurrence.orders == 1


def test_taxes_that_cannot_be_read_are_told(store: Store, signed_in: Callable[..., Client], platform: Platform) -> None:
    platform.mock.remove("GET", platform.url("taxes.json"))
    platform.mock.get(platform.url("taxes.json"), status=403, json={"message": "no"})
    seen(store, named("Exento", "0"))
    page = signed_in(store).get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "Folio could not read the taxes of your store" in page
    assert "Exento" in page


def test_an_answer_is_saved_logged_and_followed(
    store: Store, signed_in: Callable[[Store], Client], platform: Platform
) -> None:
    browser, sold = signed_in(store), order(products=[named("Libros", "0")], tax=0)
    seen(store, named("Libros", "0"))
    assert rows(browser)["at_zero", "Libros"].state == "open"
    assert save(browser, Libros=("E", "")).status_code == 302
    assert rows(browser)["at_zero", "Libros"].state == "saved"
    kept = TaxMapping.objects.get()
    assert (kept.store, kept.subject, kept.name, kept.key, kept.category) == (store, "at_zero", "Libros", "libros", "E")
    change = SettingsChange.objects.get(field="tax_map")
    assert (change.old, change.new) == ({"Libros": []}, {"Libros": ["E"]})
    page = browser.get("/activity", headers={"Accept-Language": "en"}).content.decode()
    assert "Taxes of your store" in page
    assert "Libros: Exempt from the tax" in page
    platform.serve_order(sold)
    pipeline.order_changed(store, sold["id"])
    line, row = Invoice.objects.get().lines.get(), Invoice.objects.get().taxes.get()
    assert (line.tax_category, line.unit, row.category, row.is_vat) == ("E", "C62", "E", True)


def test_an_answer_can_be_taken_back(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    seen(store, named("Libros", "0"))
    save(browser, Libros=("E", ""))
    save(browser, Libros=("", ""))
    assert not TaxMapping.objects.exists()
    assert [change.new for change in SettingsChange.objects.order_by("pk")] == [{"Libros": ["E"]}, {"Libros": []}]


def test_a_saved_name_stays_when_no_order_has_it(store: Store, signed_in: Callable[[Store], Client]) -> None:
    TaxMapping.objects.create(store=store, subject="at_zero", name="Antiguo", key="antiguo", category="O")
    found = rows(signed_in(store))["at_zero", "Antiguo"]
    assert (found.state, found.occurrence.orders) == ("saved", 0)


def test_a_page_that_was_opened_before_another_answer_does_not_undo_it(
    store: Store, signed_in: Callable[[Store], Client]
) -> None:
    browser = signed_in(store)
    seen(store, named("Libros", "0"), named("Revistas", "0"))
    old = filled(browser, Revistas=("O", ""))
    save(browser, Libros=("E", ""))
    assert browser.post(PAGE, old).status_code == 302
    assert dict(TaxMapping.objects.values_list("name", "category")) == {"Libros": "E", "Revistas": "O"}


def test_a_proposal_counts_once_it_is_saved(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("lima")
    Store.objects.filter(pk=store.pk).update(country="PE")
    browser = signed_in(store)
    seen(store, named("Exento", "0"))
    found = rows(browser)["at_zero", "Exento"]
    assert (found.state, found["answer"].value()) == ("proposed", "E:20")
    assert not TaxMapping.objects.exists()
    save(browser)
    assert TaxMapping.objects.get().exemption_code == "20"


def test_a_reason_is_asked_for_where_the_category_needs_one(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("paris")
    Store.objects.filter(pk=store.pk).update(country="FR")
    browser = signed_in(store)
    seen(store, named("Livres", "0"))
    page = browser.post(PAGE, filled(browser, Livres=("E", "")), headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "Write the reason, or choose a code that states it." in page.content.decode()
    assert not TaxMapping.objects.exists()
    assert save(browser, Livres=("E", "Art. 293 B du CGI")).status_code == 302
    assert TaxMapping.objects.get().exemption_reason == "Art. 293 B du CGI"


def test_a_name_may_decide_without_its_reason(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("porto")
    Store.objects.filter(pk=store.pk).update(country="PT")
    for name in ("Isento", "Isento M07", "Livros"):
        seen(store, named(name, "0"))
    found = rows(signed_in(store))
    assert [(name, each.state) for (_, name), each in found.items()] == [
        ("Isento", "without_reason"),
        ("Livros", "open"),
        ("Isento M07", "by_name"),
        ("IVA", "by_name"),
    ]


@pytest.mark.parametrize("value", ["S", "K", "X", "E:M07"])
def test_what_is_no_choice_is_refused(store: Store, signed_in: Callable[[Store], Client], value: str) -> None:
    browser = signed_in(store)
    seen(store, named("Libros", "0"))
    assert save(browser, Libros=(value, "")).status_code == 200
    assert not TaxMapping.objects.exists()


@pytest.mark.parametrize("changed", [{"form-TOTAL_FORMS": "x"}, {"form-0-subject": "other"}, {"form-0-name": "…"}])
def test_odd_requests_save_nothing(store: Store, signed_in: Callable[[Store], Client], changed: dict[str, str]) -> None:
    browser = signed_in(store)
    seen(store, named("Libros", "0"))
    assert browser.post(PAGE, filled(browser, Libros=("E", "")) | changed).status_code == 200
    assert browser.post(PAGE, {}).status_code == 200
    assert not TaxMapping.objects.exists()


def test_each_country_is_asked_in_its_own_words(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("bogota")
    Store.objects.filter(pk=store.pk).update(country="CO")
    seen(store, named("IVA", "0"))
    browser = signed_in(store)
    spanish = browser.get(PAGE, headers={"Accept-Language": "es"}).content.decode()
    assert '<option value="E">Excluido</option>' in spanish
    english = browser.get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert '<option value="E">Exempt from the tax (Excluido)</option>' in english


def test_a_country_without_categories_has_nothing_to_answer(signed_in: Callable[[Store], Client]) -> None:
    store = make_store("recife")
    Store.objects.filter(pk=store.pk).update(country="BR")
    page = signed_in(store).get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "Folio knows no categories of taxes in your country" in page


def test_more_orders_need_no_more_statements(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser, counts = signed_in(store), []
    for number in range(2):
        for each in range(1 + 5 * number):
            seen(store, named(f"Nombre {number} {each}", "0"))
        browser.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            browser.get(PAGE)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_a_name_says_stands_where_it_may_wrap(store: Store, signed_in: Callable[[Store], Client]) -> None:
    """A list of choices cuts its text off on a telephone."""
    seen(store, named("Exento", "0"))
    row = rows(signed_in(store))["at_zero", "Exento"]
    assert row.fields["answer"].choices[0] == ("", "Decided by its name")
    assert row.by_name in signed_in(store).get(PAGE, headers={"Accept-Language": "en"}).content.decode()


def test_days_are_written_as_the_merchants_language_does(store: Store, signed_in: Callable[[Store], Client]) -> None:
    for page in (PAGE, "/settings"):
        text = signed_in(store).get(page, headers={"Accept-Language": "pt-BR"}).content.decode()
        assert "de novembro de 2026" in text
