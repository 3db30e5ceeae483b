"""A buyer changes the company on the invoice: only where permitted, once, reissued by the pipeline."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.core.facts import facts_of
from apps.countries.addresses import UNKNOWN, Address
from apps.invoices.credit_notes.reissue import reissue_invoice
from apps.invoices.facts import BuyerFacts
from apps.invoices.models import BuyerCorrection, Invoice
from apps.invoices.public import buyer_corrections
from apps.invoices.public.correction_form import BuyerCorrectionForm
from apps.invoices.renditions import pdf_store
from apps.orders.data import Buyer
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, own

_WANTED = {
    "company": "Sociedad Ñandú SpA",
    "tax_id": "76.192.083-9",
    "activity": "Comercio",
}
_PARTS = {"street": "Calle Larga", "street_number": "12", "municipality": "Talca", "region": "Maule"}
_ASKED = _WANTED | {"address": "Calle Larga 12\nTalca\nMaule, Chile"}
_READ = Buyer("Eva", "", "", "", "", None, (), "CL", "")
_AT_ONCE = 12


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def invoice(issue: Callable[..., Invoice], db: None) -> Invoice:
    made = issue(make_store(self_service=True))
    pdf_store.make_sure(made.pk)
    return made


def _parts_of(invoice: Invoice) -> Address:
    return facts_of(BuyerFacts, invoice).buyer_parts


def _address(invoice: Invoice) -> str:
    return f"/d/{invoice.token}/correction"


def test_the_page_offers_it_and_the_form_holds_what_stands_on_the_document(client: Client, invoice: Invoice) -> None:
    assert _address(invoice) in client.get(f"/d/{invoice.token}").content.decode()
    answer = client.get(_address(invoice))
    assert "Ana Muñoz" in answer.content.decode()
    assert (answer["Referrer-Policy"], answer.cookies.output()) == ("no-referrer", "")


def test_what_was_asked_for_is_kept_rung_for_and_shown(
    client: Client,
    invoice: Invoice,
    published: list[tuple[str, int]],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        answer = client.post(_address(invoice), _WANTED | _PARTS)
    assert (answer.status_code, answer["Location"]) == (302, _address(invoice))
    row = BuyerCorrection.objects.get()
    assert {name: getattr(row, name) for name in _ASKED} == _ASKED
    assert {name: text for name, text in row.parts.items() if text} == _PARTS
    assert ("automation.reissue_for_buyer", row.pk) in published
    shown = client.get(_address(invoice)).content.decode()
    assert "<form" not in shown
    assert 'role="status"' in shown


def test_a_second_click_keeps_the_first(client: Client, invoice: Invoice) -> None:
    for company in ("Uno SpA", "Dos SpA"):
        client.post(_address(invoice), _WANTED | {"company": company})
    assert BuyerCorrection.objects.get().company == "Uno SpA"


def test_a_number_that_looks_wrong_is_asked_for_twice(client: Client, invoice: Invoice) -> None:
    wrong = _WANTED | {"tax_id": "76.192.083-1"}
    answer = client.post(_address(invoice), wrong)
    assert (answer.status_code, BuyerCorrection.objects.count()) == (422, 0)
    assert "tax_id_is_right" in answer.content.decode()
    client.post(_address(invoice), wrong | {"tax_id_is_right": "on"})
    assert BuyerCorrection.objects.get().tax_id == "76.192.083-1"


def test_a_number_loses_the_label_that_the_document_prints(client: Client, invoice: Invoice) -> None:
    client.post(_address(invoice), _WANTED | {"tax_id": "R.U.T.: 76.192.083-9"})
    assert BuyerCorrection.objects.get().tax_id == "76.192.083-9"


@pytest.mark.parametrize("changes", [{"company": ""}, {"tax_id": ""}, {"tax_id": "RUT:"}, {"street": "x" * 201}])
def test_bad_input_is_answered_beside_its_field(client: Client, invoice: Invoice, changes: dict[str, str]) -> None:
    answer = client.post(_address(invoice), _WANTED | changes)
    assert (answer.status_code, BuyerCorrection.objects.count()) == (422, 0)
    assert "errorlist" in answer.content.decode()


def test_what_stands_on_the_document_spends_no_numbers(client: Client, invoice: Invoice) -> None:
    same = {"company": invoice.buyer_name, "tax_id": invoice.buyer_tax_id} | asdict(_parts_of(invoice))
    for given in (same, same | {"tax_id": f"RUT: {invoice.buyer_tax_id}"}):
        assert client.post(_address(invoice), given).status_code == 422


def test_a_document_of_before_keeps_the_text_of_its_address_until_a_part_is_given(
    client: Client, invoice: Invoice
) -> None:
    text_only = replace(_READ, address=("Calle 1", "Talca"))
    made = reissue_invoice(
        invoice,
        text_only,
        invoicing_settings=InvoicingSettings.objects.get(),
        snapshot=invoice.snapshot or OrderSnapshot(),
        reason="Cambio",
    )
    old = own(made)
    page = client.get(_address(old)).content.decode()
    assert "Calle 1\nTalca</textarea>" in page
    assert 'name="street"' in page
    form = BuyerCorrectionForm(old, _WANTED | {"address_text": "Calle 1\r\nTalca "})
    assert form.is_valid(), form.errors
    assert (form.wanted()["address"], form.wanted()["parts"]) == ("Calle 1\nTalca", UNKNOWN)
    form = BuyerCorrectionForm(old, _WANTED | {"address_text": "Calle 1\r\nTalca"} | _PARTS)
    assert form.is_valid(), form.errors
    assert (form.wanted()["address"], form.wanted()["parts"]) == (_ASKED["address"], Address(**_PARTS))


def test_parts_are_called_as_in_the_buyers_country(client: Client, invoice: Invoice) -> None:
    form = BuyerCorrectionForm(invoice)
    assert [form[name].label for name in ("municipality", "region")] == ["Comuna", "Región"]
    assert "neighbourhood" not in form.fields
    invoice.buyer_country = "BR"
    assert [BuyerCorrectionForm(invoice)[name].label for name in ("neighbourhood", "postcode")] == ["Bairro", "CEP"]


def test_it_is_offered_only_where_the_merchant_lets_him(
    client: Client, invoice: Invoice, credit: Callable[[Invoice], Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    invoicing_settings = InvoicingSettings.objects.filter(store=invoice.store)
    later = timezone.now() + timedelta(days=8)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert not buyer_corrections.is_offered(invoice)
    invoicing_settings.update(self_service=False)
    assert client.get(_address(invoice)).status_code == 404
    assert client.post(_address(invoice), _WANTED).status_code == 404
    invoicing_settings.update(self_service=True)
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    assert client.get(_address(invoice)).status_code == 404
    Store.objects.update(status=Store.Status.ACTIVE)
    assert client.get(_address(invoice)).status_code == 200
    note = credit(invoice)
    assert client.get(_address(invoice)).status_code == client.get(_address(note)).status_code == 404
    assert not BuyerCorrection.objects.exists()


def _submitted_at_once(invoice: Invoice) -> None:
    def one(number: int) -> None:
        try:
            buyer_corrections.submit_correction(
                invoice, **_ASKED | {"company": f"Sociedad {number}"}, parts=Address(**_PARTS)
            )
        except buyer_corrections.NotOffered:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, range(_AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_are_one(invoice: Invoice) -> None:
    _submitted_at_once(invoice)
    assert BuyerCorrection.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_databases_refusal_they_would_be_many(invoice: Invoice) -> None:
    table, column = BuyerCorrection._meta.db_table, "invoice_id"
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'", [table])
        (name,) = cursor.fetchone()
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    try:
        for _ in range(20):
            BuyerCorrection.objects.all().delete()
            _submitted_at_once(invoice)
            if BuyerCorrection.objects.count() > 1:
                break
        assert BuyerCorrection.objects.count() > 1
    finally:
        BuyerCorrection.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" UNIQUE ({column})')
