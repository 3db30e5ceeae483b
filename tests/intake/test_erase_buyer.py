"""Erasing a buyer: no personal data is left, the chain still proves every number, and no other change is possible."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.automation import pipeline, submissions
from apps.automation.models import OrderRecord
from apps.countries.addresses import PARTS
from apps.countries.base import Retention
from apps.intake import erase_buyer
from apps.intake.models import Delivery
from apps.invoices.audit.verify import findings
from apps.invoices.credit_notes import credit
from apps.invoices.models import (
    PERSONAL,
    AuthorityCheck,
    BuyerCorrection,
    Exchange,
    Invoice,
    Mailing,
    ProviderDocument,
    Rendition,
    Seal,
    Submission,
)
from apps.invoices.renditions import pdf_store
from apps.orders import snapshots
from apps.orders.models import Erasure, OrderSnapshot
from apps.providers.plan import Refusal
from apps.stores import installation_check
from apps.stores.models import Credential, Store
from tests.factories import make_store, order, own, product
from tests.invoices.conftest import how
from tests.invoices.conftest import issue as issue
from tests.invoices.exports import noted, verify
from tests.invoices.submission.scripted import Scripted
from tests.platform import Platform

pytestmark = pytest.mark.django_db(transaction=True)

Issue = Callable[..., Invoice]
EMAIL = "ana@example.com"
_EMPTY = ", ".join(f"{column} = ''" for column in PERSONAL)
_BUT_THE_CITY = ", ".join(f"{column} = ''" for column in PERSONAL if column != "buyer_city")


# The parts of Ana's address, by the platform's names.
_PARTS = {
    "address": "Av. Providencia",
    "street_number": "98765",
    "complement": "Torre Ñandubay",
    "neighbourhood": "Barrio Lastarria",
    "municipality": "Peñalolén",
    "city": "Gran Santiago",
    "region": "Metropolitana",
    "postal": "7750321",
}


def _with_a_remark() -> dict[str, Any]:
    made = order(products=[product(tax=5)])
    return made | {"billing_address": made["billing_address"] | _PARTS}


@pytest.fixture
def sold(issue: Issue, settings: Settings, tmp_path: Path, transactional_db: None) -> list[Invoice]:
    """Return Ana's order, invoiced and credited, issued between two of Eva."""
    settings.MEDIA_ROOT = tmp_path / "media"
    store = make_store()
    eva = {"customer": {"id": 2, "email": "eva@example.com", "fullname": "Eva"}, "billing_address": {"name": "Eva"}}
    documents = [issue(store, order(**eva)), issue(store, _with_a_remark()), issue(store, order(**eva))]
    documents.append(own(credit.credit_in_full(documents[1], **how(documents[1]))))
    for document in documents:
        pdf_store.make_sure(document.pk)
    ana = documents[1]
    Mailing.objects.create(store=store, invoice=ana, recipient=EMAIL, state="done")
    BuyerCorrection.objects.create(store=store, invoice=ana, company="Ana", parts={"municipality": "Peñalolén"})
    Delivery.objects.create(
        store=store, order_id=ana.order_id, body=EMAIL.encode(), fingerprint="1", received_at=timezone.now()
    )
    told = [{"code": "x", "details": [{"code": "as_written", "figures": {"text": "Ana"}}]}]
    OrderRecord.objects.create(store=store, order_id=ana.order_id, reasons=told, dismissed=told)
    return documents


def past_retention(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the legal retention of documents issued before today."""
    monkeypatch.setattr(Retention, "kept_until", lambda _, issued_on: issued_on - timedelta(days=1))


def everything() -> str:
    """Return the whole content of the database as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_of_the_buyer_is_left_and_every_number_is_proven(
    sold: list[Invoice], monkeypatch: pytest.MonkeyPatch, client: Client, tmp_path: Path
) -> None:
    store, ana = sold[0].store, sold[1]
    before = {seal.pk: seal.sha256 for seal in Seal.objects.all()}
    paths = [Path(str(row.path)) for row in Rendition.objects.filter(invoice__order_id=ana.order_id)]
    personal = (EMAIL, EMAIL.encode().hex(), "Ana", "12.345.678-5", *_PARTS.values())
    there = everything()
    assert all(each in there for each in personal)
    assert [getattr(ana, f"buyer_{part}") for part in PARTS] == list(_PARTS.values())
    assert ana.remarks
    assert ana.noticed
    past_retention(monkeypatch)
    assert erase_buyer.of_buyer(store, EMAIL) == (1, [])
    left = everything()
    assert not any(each in left for each in personal)
    ana.refresh_from_db()
    assert (ana.number, ana.gross_total, ana.remarks, ana.noticed) == ("F-000002", Decimal(10000), "", [])
    assert {seal.pk: seal.sha256 for seal in Seal.objects.all()} == before
    assert not any((tmp_path / "media" / path).exists() for path in paths)
    assert findings() == []
    page = client.get(f"/d/{ana.token}").content.decode()
    assert "se borraron el" in page
    assert "F-000002" in page
    gone = client.get(f"/d/{ana.token}.pdf")
    assert (gone.status_code, "se borraron el" in gone.content.decode()) == (410, True)
    assert client.get(f"/d/{sold[0].token}.pdf").status_code == 200


def test_the_export_says_what_was_erased_and_is_still_sound(
    sold: list[Invoice], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    past_retention(monkeypatch)
    erase_buyer.of_buyer(sold[0].store, EMAIL)
    call_command("export_store", "alpha", to=tmp_path / "e.zip", stdout=StringIO())
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        archive.extractall(tmp_path / "e")
        assert "pdf/F-000002.pdf" not in archive.namelist()
        assert EMAIL not in archive.read("documents.json").decode()
    status, said = verify(tmp_path / "e", *noted(tmp_path / "e"))
    named = "F-000002: its buyer's data and PDF were erased; its number, totals and lines are proven"
    assert (status, named in said) == (3, True)


def test_what_the_law_keeps_is_not_erased_on_request(sold: list[Invoice]) -> None:
    ana, out = sold[1], StringIO()
    call_command("erase_personal_data", store="alpha", buyer=EMAIL, stdout=out)
    until = date(ana.issue_date.year + 6, 12, 31)
    assert out.getvalue().splitlines() == [
        "0 orders erased.",
        f"Order {ana.order_id}: the law keeps its documents until {until}.",
    ]
    ana.refresh_from_db()
    assert ana.buyer_email == EMAIL
    assert not Erasure.objects.exists()


def test_uninstalled_stores_are_erased_when_their_time_is_over(
    sold: list[Invoice], issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = sold[0].store
    active = make_store("beta")
    issue(active)
    bare = snapshots.freeze_order(store, order(customer={"email": "cleo@example.com"}))
    past_retention(monkeypatch)
    assert erase_buyer.of_uninstalled_stores() == 0
    installation_check.uninstall_store(store, seen=Credential.objects.get(store=store))
    assert erase_buyer.of_uninstalled_stores() == 3
    bare.refresh_from_db()
    assert "cleo" in bare.body
    Store.objects.filter(pk=store.pk).update(status_since=timezone.now() - timedelta(days=366))
    assert erase_buyer.of_uninstalled_stores() == 1
    assert erase_buyer.of_uninstalled_stores() == 0
    assert not OrderSnapshot.objects.filter(store=store).exclude(body="").exists()
    assert Invoice.objects.filter(store=active, buyer_email=EMAIL).exists()
    assert findings() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invoices_invoice SET buyer_name = ''",
        "UPDATE invoices_seal SET body = ''",
        "UPDATE orders_ordersnapshot SET body = ''",
        "DELETE FROM orders_erasure",
    ],
)
def test_without_a_log_in_the_same_transaction_nothing_is_erased(sold: list[Invoice], statement: str) -> None:
    store = sold[0].store
    for document in sold:
        # An erasure of another moment permits no change, regardless of its stated moment.
        Erasure.objects.create(
            store=store, order_id=document.order_id, ground="on_request", erased_at=timezone.now() + timedelta(days=1)
        )
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invoices_invoice SET buyer_name = 'Eva' WHERE order_id = {order}",
        "UPDATE invoices_invoice SET gross_total = 1 WHERE order_id = {order}",
        "UPDATE invoices_invoice SET noticed = '[1]' WHERE order_id = {order}",
        f"UPDATE invoices_invoice SET {_EMPTY}, noticed = '[1]' WHERE order_id = {{order}}",
        f"UPDATE invoices_invoice SET {_EMPTY}, noticed = '[]', number = 'F-9' WHERE order_id = {{order}}",
        f"UPDATE invoices_invoice SET {_BUT_THE_CITY}, noticed = '[]' WHERE order_id = {{order}}",
        "UPDATE invoices_seal SET body = '{{}}'",
        "UPDATE invoices_seal SET body = '', sha256 = repeat('0', 64)",
        "UPDATE orders_ordersnapshot SET body = 'other' WHERE order_id = {order}",
        "UPDATE orders_ordersnapshot SET body = '' WHERE order_id <> {order}",
        "UPDATE invoices_rendition SET sha256 = ''",
        "DELETE FROM invoices_invoice WHERE order_id = {order}",
    ],
)
def test_the_exception_for_erasures_allows_nothing_else(sold: list[Invoice], statement: str) -> None:
    ana = sold[1]
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.create(store=ana.store, order_id=ana.order_id, ground="on_request")
        with connection.cursor() as cursor:
            cursor.execute(statement.format(order=ana.order_id))


def test_no_document_is_born_without_its_text(sold: list[Invoice]) -> None:
    """An empty text needs no matching seal, so no document may be inserted with one."""
    seal = sold[0].seal
    with pytest.raises(DatabaseError, match="Cannot insert"):
        Seal.objects.create(
            store=seal.store, invoice=seal.invoice, series=seal.series, sequence=99, body="", previous="x", sha256="y"
        )


def test_an_order_read_again_after_its_erasure_is_still_understood(
    sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    payload: dict[str, Any] = order()
    snapshots.freeze_order(sold[0].store, payload)
    past_retention(monkeypatch)
    erase_buyer.of_buyer(sold[0].store, EMAIL)
    again = snapshots.freeze_order(sold[0].store, payload)
    assert snapshots.thaw_order(again)["id"] == payload["id"]
    again.refresh_from_db()
    assert again.body == ""


def test_a_buyer_without_a_store_is_refused() -> None:
    with pytest.raises(CommandError, match="both"):
        call_command("erase_personal_data", buyer=EMAIL)


@pytest.fixture
def submitted(store: Store, scripted: Scripted, platform: Platform, transactional_db: None) -> Submission:
    """Return the submission of Ana's order, which a scripted provider has not answered."""
    document = _with_a_remark()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return Submission.objects.get()


def test_an_order_is_not_erased_while_its_document_is_on_its_way(submitted: Submission) -> None:
    out = StringIO()
    call_command("erase_personal_data", store="alpha", buyer=EMAIL, stdout=out)
    assert out.getvalue().splitlines() == [
        "0 orders erased.",
        f"Order {submitted.order_id}: a document is on its way to a provider. Run this again once it has ended.",
    ]
    submitted.refresh_from_db()
    assert submitted.frozen
    assert not Erasure.objects.exists()


def test_nothing_of_the_buyer_is_left_of_what_went_to_a_provider(
    submitted: Submission, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    submissions.carry_on(submitted.pk)
    known = ProviderDocument.objects.get()
    common = {"store": submitted.store, "account": submitted.account, "method": "POST", "milliseconds": 1}
    address = f"https://x.example/{EMAIL}"
    Exchange.objects.create(**common, submission=submitted, order_id=submitted.order_id, url=address, request=EMAIL)
    Exchange.objects.create(**common, step="listed", answer="Ana")
    Exchange.objects.create(**common, step="find", order_id=1, answer=f"Ana {known.reference}")
    other = Exchange.objects.create(**common, step="find", order_id=1, answer="Eva")
    AuthorityCheck.objects.update(words="Ana")
    past_retention(monkeypatch)
    assert erase_buyer.of_buyer(submitted.store, EMAIL) == (1, [])
    left = everything()
    assert not any(each in left for each in (EMAIL, EMAIL.encode().hex(), "Ana", "12.345.678-5", *_PARTS.values()))
    other.refresh_from_db()
    assert other.answer == "Eva"
    submitted.refresh_from_db()
    assert (submitted.stage, submitted.key != "") == ("recorded", True)


def test_a_refused_document_of_an_erased_order_can_be_submitted_anew(
    submitted: Submission, scripted: Scripted, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.refusal = Refusal(())
    submissions.carry_on(submitted.pk)
    assert erase_buyer.of_buyer(submitted.store, EMAIL) == (1, [])
    scripted.refusal = None
    pipeline.order_changed(submitted.store, submitted.order_id)
    submitted.refresh_from_db()
    assert (submitted.stage, submitted.frozen != "") == ("waiting", True)


def test_what_is_exchanged_after_an_erasure_is_erased_again(
    submitted: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    submissions.carry_on(submitted.pk)
    installation_check.uninstall_store(submitted.store, seen=Credential.objects.get(store=submitted.store))
    past_retention(monkeypatch)
    assert erase_buyer.of_uninstalled_stores() == 1
    common = {"store": submitted.store, "account": submitted.account, "method": "GET", "milliseconds": 1}
    Exchange.objects.create(**common, step="state", order_id=submitted.order_id, answer="Ana")
    assert [erase_buyer.of_uninstalled_stores() for _ in range(2)] == [1, 0]
    assert "Ana" not in everything()
