"""A sale in the made-up country, from the installation of its store to its credit note.

`test_new_country` runs this file in a process that begins with `-p tests.countries.made_up`, so that the country is
there before anything else is imported.
"""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from apps.automation import pipeline
from apps.automation.models import OrderRecord
from apps.invoices.audit import verify
from apps.invoices.models import Invoice, InvoiceLine, Kind
from apps.invoices.renditions import pdf_store
from apps.stores.models import InvoicingSettings, Store
from tests.countries.made_up_orders import sold
from tests.factories import product, tax
from tests.platform import Platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def merchant(client: Client, platform: Platform) -> Client:
    """Return the browser of a merchant who has installed Folio in a store of the country, and has turned it on."""
    place = {"address": "Coriolanus Lane 1", "city": "Onhava", "postal": "ZZ-100", "country_code": "ZZ"}
    platform.serve_tokens()
    platform.serve_store(name="Kinbote", code="kinbote", currency="EUR", country="ZZ", timezone="UTC", address=place)
    platform.serve_hooks()
    state = parse_qs(urlsplit(client.get("/oauth/install")["Location"]).query)["state"][0]
    client.get("/oauth/callback", {"code": "c", "state": state})
    InvoicingSettings.objects.update(
        issues_automatically=True, issue_since="2026-01-01", seller_legal_name="Kinbote Ltd", seller_tax_id="Z-1"
    )
    return client


@pytest.fixture
def store(merchant: Client, settings: Settings, tmp_path: Path) -> Store:
    settings.MEDIA_ROOT = tmp_path
    return Store.objects.get()


def _sell(store: Store, platform: Platform, *statuses: str, **changes: object) -> OrderRecord:
    """Read the order with `changes` in each of `statuses`, and return its record."""
    document = sold("112.00") | changes
    for status in statuses:
        platform.serve_order(document | {"status_enum": status})
        pipeline.order_changed(store, document["id"])
    return OrderRecord.objects.get(order_id=document["id"])


def _printed(document: Invoice) -> str:
    pdf_store.render_and_store(document.rendering.pk)
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf_store.pdf_of(document))).pages)


def _in_this_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_a_store_begins_with_the_countrys_defaults(store: Store) -> None:
    kept = InvoicingSettings.objects.get(store=store)
    assert (store.country, kept.language, kept.tax_rounding) == ("ZZ", "en", "document")
    assert kept.seller_address.splitlines() == ["ZZ-100", "Onhava", "Coriolanus Lane 1"]


def test_a_paid_order_gets_its_bill(store: Store, platform: Platform) -> None:
    record = _sell(store, platform, "paid")
    bill = Invoice.objects.get(order_id=record.order_id)
    assert (record.state, record.reasons) == ("issued", [])
    assert (bill.country, bill.currency, bill.rounding) == ("ZZ", "EUR", "document")
    assert (bill.net_total, bill.tax_total, bill.gross_total) == (Decimal(100), Decimal(12), Decimal(112))
    assert [(line.tax_category, line.unit) for line in bill.lines.all()] == [("S", "C62")]
    assert [(tax.category, tax.is_vat) for tax in bill.taxes.all()] == [("S", True)]
    text = _printed(bill)
    assert _in_this_order(text, "Zemblan bill", "F-000001", "ZIN Z-1", "ZIN Z-77", "including Zolt", "€112.00")
    assert _in_this_order(text, "ZZ-100", "Onhava", "Coriolanus Lane 1")
    assert _in_this_order(text, "North, Onhava, Cedarn", "5 Goldsworth")


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_order_gets_its_credit_note(store: Store, platform: Platform) -> None:
    record = _sell(store, platform, "paid", "canceled")
    bill, credit_note = Invoice.objects.order_by("pk")
    assert record.state == "credited"
    assert (bill.kind, credit_note.kind, credit_note.credits) == (Kind.INVOICE, Kind.CREDIT_NOTE, bill)
    assert credit_note.gross_total == bill.gross_total
    for document in (bill, credit_note):
        text = _printed(document)
        assert document.number in text
        assert "Zolt 12% 100.00 12.00 112.00" in text
    assert verify.findings() == []


def test_a_sale_without_tax_has_the_countrys_category(store: Store, platform: Platform) -> None:
    exempt = product(price="112.00", taxes=[tax("0", inside=True) | {"name": "Unzolted"}])
    record = _sell(store, platform, "paid", products=[exempt], tax=0)
    line = InvoiceLine.objects.get(invoice__order_id=record.order_id)
    assert (line.tax_category, line.tax, line.gross) == ("E", Decimal(0), Decimal(112))


def test_the_merchants_pages_follow_its_facts(merchant: Client, store: Store, platform: Platform) -> None:
    record = _sell(store, platform, "pending_payment", payment_method_name="Ten crowns")

    def shows(path: str, *texts: str) -> bool:
        return _in_this_order(merchant.get(path).content.decode(), *texts)

    assert shows("/settings", "A Zemblan may issue this.", "Zemblan code", "Shire")
    assert shows("/settings/taxes", "Zolt", "It is Zolt", "Zemblan code, art. 4")
    assert shows("/settings/payments", "Ten crowns", 'value="10" selected')
    assert shows(f"/orders/{record.pk}", "Small bill (Z1)", "Bill (Z2)")
