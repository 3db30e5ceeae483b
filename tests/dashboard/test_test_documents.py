"""Test documents: the paper before the first sale, and the next numbers."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client

from apps.automation import example_order
from apps.dashboard.settings import next_numbers
from apps.invoices.models import Invoice, Kind
from apps.stores.models import InvoicingSettings, Store

SignIn = Callable[[Store], Client]


def test_a_test_document_leads_to_its_page_and_offers_no_credit(store: Store, signed_in: SignIn) -> None:
    browser = signed_in(store)
    answer = browser.post("/documents/test")
    made = Invoice.objects.get(store=store)
    assert answer["Location"] == f"/documents/{made.pk}"
    assert (made.kind, made.number, made.order_id) == (Kind.TEST, "TEST-000001", 0)
    page = browser.get(f"/documents/{made.pk}").content.decode()
    assert "This is a test document." in page
    assert "Producto de ejemplo" in page
    assert "Correct this document" not in page
    assert "In Jumpseller" not in page
    home = browser.get("/").content.decode()
    assert made.number in home
    assert "being published" not in home


def test_a_test_document_takes_no_number_of_the_others(store: Store) -> None:
    example_order.issue_test_document(store)
    assert next_numbers.next_numbers_of(store) == next_numbers.NextNumbers(
        invoice="F-000001", credit_note="NC-000001", issuer=""
    )


def test_a_test_document_that_cannot_be_numbered_says_why(store: Store, signed_in: SignIn) -> None:
    """Numbers of a series that restarts would repeat those of one that did not."""
    InvoicingSettings.objects.update(test_prefix="TEST-{YYYY}-")
    example_order.issue_test_document(store)
    InvoicingSettings.objects.update(restart_yearly=True, invoice_prefix="F-{YYYY}-", credit_note_prefix="NC-{YYYY}-")
    page = signed_in(store).post("/documents/test").content.decode()
    assert "Choose another prefix in the settings." in page
    assert 'role="alert"' in page


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("rate", ["0", "7.25", "19", "23", "33.3333", "99"])
@pytest.mark.parametrize("currency", ["CLP", "EUR", "USD", "BRL", "COP", "KWD", "JPY"])
def test_the_example_can_be_read_in_every_setting(store: Store, currency: str, rate: str, inside: bool) -> None:
    store.currency = currency
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    invoicing_settings.fallback_tax_rate = Decimal(rate)
    invoicing_settings.fallback_prices = "include" if inside else "exclude"
    order = example_order.example_order(store, invoicing_settings)
    assert {item.rate for item in order.items} == {Decimal(rate)}
    assert (len(order.items), order.order_id, order.currency) == (3, 0, currency)


@pytest.mark.parametrize(("country", "rate"), [("CL", "19"), ("PT", "23"), ("BR", "0"), ("PE", "18"), ("US", "0")])
def test_without_a_rate_of_its_own_a_store_gets_its_countrys(store: Store, country: str, rate: str) -> None:
    Store.objects.filter(pk=store.pk).update(country=country)
    store.refresh_from_db()
    (tax,) = example_order.issue_test_document(store).taxes.all()
    assert tax.rate == Decimal(rate)


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_the_example_speaks_the_documents_language(store: Store, language: str) -> None:
    InvoicingSettings.objects.update(language=language)
    made = example_order.issue_test_document(store)
    assert made.lines.all()[0].description.split()[0] in {"Producto", "Produto", "Example"}
    assert made.language == language


def test_the_next_numbers_are_shown_with_the_button(store: Store) -> None:
    page = render_to_string(
        "dashboard/settings/_next_numbers.html", {"next_numbers": next_numbers.next_numbers_of(store)}
    )
    assert "F-000001" in page
    assert "NC-000001" in page
    assert 'action="/documents/test"' in page
