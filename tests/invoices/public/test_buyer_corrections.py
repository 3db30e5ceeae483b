"""A buyer changes the company on the invoice: only where permitted, once, reissued by the pipeline."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.invoices.models import BuyerCorrection, Invoice
from apps.invoices.public import buyer_corrections
from apps.invoices.renditions import pdf_store
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store

_WANTED = {
    "company": "Sociedad Ñandú SpA",
    "tax_id": "76.192.083-9",
    "activity": "Comercio",
    "address": "Calle Larga 12\nTalca",
}
_AT_ONCE = 12


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def invoice(issue: Callable[..., Invoice], db: None) -> Invoice:
    made = issue(make_store(self_service=True))
    pdf_store.make_sure(made.pk)
    return made


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
        answer = client.post(_address(invoice), _WANTED)
    assert (answer.status_code, answer["Location"]) == (302, _address(invoice))
    row = BuyerCorrection.objects.get()
    assert {name: getattr(row, name) for name in _WANTED} == _WANTED
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


@pytest.mark.parametrize("changes", [{"company": ""}, {"tax_id": ""}, {"tax_id": "RUT:"}, {"address": "x" * 1001}])
def test_bad_input_is_answered_beside_its_field(client: Client, invoice: Invoice, changes: dict[str, str]) -> None:
    answer = client.post(_address(invoice), _WANTED | changes)
    assert (answer.status_code, BuyerCorrection.objects.count()) == (422, 0)
    assert "errorlist" in answer.content.decode()


def test_what_stands_on_the_document_spends_no_numbers(client: Client, invoice: Invoice) -> None:
    same = {"company": invoice.buyer_name, "tax_id": invoice.buyer_tax_id, "address": invoice.buyer_address}
    for given in (same, same | {"tax_id": f"RUT: {invoice.buyer_tax_id}"}):
        assert client.post(_address(invoice), given).status_code == 422


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
            buyer_corrections.submit_correction(invoice, **_WANTED | {"company": f"Sociedad {number}"})
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
