"""The seller's address in the settings: in parts, as the country calls them, and its text where only that is known."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.core.facts import facts_of
from apps.countries.addresses import UNKNOWN, Address
from apps.dashboard.settings.form import InvoicingSettingsForm
from apps.invoices.facts import SellerFacts
from apps.invoices.models import Invoice
from apps.stores.models import InvoicingSettings, SettingsChange, Store
from tests.factories import make_store

Sell = Callable[..., Invoice]


@pytest.fixture
def store(db: None) -> Store:
    """Return a store from before: it has the text of its address, and no parts."""
    return make_store()


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def settings_of(store: Store) -> InvoicingSettings:
    return InvoicingSettings.objects.select_related("store").get(store=store)


def filled_in(store: Store, **changes: str) -> dict[str, Any]:
    """Return what a browser sends of the settings page, with `changes`."""
    form = InvoicingSettingsForm(instance=settings_of(store))
    shown = {field.html_name: field.value() for field in form}
    told = {field.html_initial_name: field.value() for field in form if field.field.show_hidden_initial}
    return {name: value for name, value in (told | shown | changes).items() if value not in (None, False)}


def test_a_store_from_before_issues_as_it_did(store: Store, sell: Sell) -> None:
    invoice = sell(store)
    assert invoice.seller_address == "Calle Larga 8\nSantiago"
    assert facts_of(SellerFacts, invoice).seller_parts == UNKNOWN


def test_saving_the_settings_of_before_keeps_the_text(browser: Client, store: Store) -> None:
    assert browser.post("/settings", filled_in(store)).status_code == 302
    assert settings_of(store).seller_address == "Calle Larga 8\nSantiago"
    assert browser.post("/settings", filled_in(store, seller_address="Otra 1")).status_code == 302
    assert settings_of(store).seller_address == "Otra 1"


def test_parts_replace_the_text_and_documents_print_them_in_the_countrys_order(
    browser: Client, store: Store, sell: Sell
) -> None:
    parts = {"seller_street": "Alameda", "seller_street_number": "1", "seller_municipality": "Ñuñoa"}
    assert browser.post("/settings", filled_in(store, **parts, seller_postcode="775")).status_code == 302
    assert settings_of(store).seller_address == "Alameda 1\n775 Ñuñoa"
    assert "seller_address" not in InvoicingSettingsForm(instance=settings_of(store)).fields
    invoice = sell(store)
    assert invoice.seller_address == "Alameda 1\n775 Ñuñoa"
    known = Address(street="Alameda", street_number="1", municipality="Ñuñoa", postcode="775")
    assert facts_of(SellerFacts, invoice).seller_parts == known
    page = browser.get("/activity").content.decode()
    assert SettingsChange.objects.filter(store=store, field="seller_municipality").exists()
    assert "Comuna" in page


def test_a_page_that_was_opened_before_a_change_of_another_part_does_not_undo_it(browser: Client, store: Store) -> None:
    sent = filled_in(store, seller_street="Alameda 1")
    InvoicingSettings.objects.filter(store=store).update(seller_city="Talca", seller_address="Talca")
    assert browser.post("/settings", sent).status_code == 302
    kept = settings_of(store)
    assert (kept.seller_street, kept.seller_city, kept.seller_address) == ("Alameda 1", "Talca", "Alameda 1\nTalca")


def test_documents_need_an_address(browser: Client, store: Store) -> None:
    answer = browser.post("/settings", filled_in(store, seller_address=""))
    assert answer.context["form"].errors.keys() == {"seller_street"}
    assert settings_of(store).seller_address == "Calle Larga 8\nSantiago"


@pytest.mark.parametrize(
    ("country", "asked"),
    [
        ("CL", {"municipality": "Comuna", "region": "Región", "postcode": "Postcode"}),
        ("BR", {"neighbourhood": "Bairro", "city": "Cidade", "region": "Estado", "postcode": "CEP"}),
        ("MX", {"neighbourhood": "Colonia", "municipality": "Municipio o alcaldía", "region": "Estado"}),
        ("DE", {"street": "Street", "city": "City", "region": "Region", "postcode": "Postcode"}),
    ],
)
def test_parts_are_called_as_in_the_stores_country(store: Store, country: str, asked: dict[str, str]) -> None:
    Store.objects.update(country=country)
    form = InvoicingSettingsForm(instance=settings_of(store))
    assert {part: str(form[f"seller_{part}"].label) for part in asked} == asked
    assert ("seller_neighbourhood" in form.fields) == ("neighbourhood" in asked)


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("ES91 2100 0418 4502 0005 1332", "ES9121000418450200051332"), ("ES91 2100", None)]
)
def test_an_iban_is_checked(browser: Client, store: Store, typed: str, kept: str | None) -> None:
    answer = browser.post("/settings", filled_in(store, seller_iban=typed))
    assert (answer.status_code == 302) == (kept is not None)
    assert settings_of(store).seller_iban == (kept or "")
