"""What a provider issues is checked and exported as what it is: numbers with gaps, void documents."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.automation import corrections, submissions
from apps.invoices.audit import verify
from apps.invoices.export import xlsx
from apps.invoices.export.csv_table import COLUMNS, csv_row, with_what_it_says
from apps.invoices.issuing import seals
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderDocument, Void
from apps.invoices.renditions import pdf_store
from apps.providers.outcomes import AuthorityState
from apps.stores.models import Store
from tests.automation.test_submissions import carry_on, issued
from tests.factories import order
from tests.invoices import exports
from tests.invoices.export.verify.forging import exported
from tests.invoices.submission.scripted import Scripted, make
from tests.platform import Platform


@pytest.fixture
def sold(store: Store, platform: Platform, scripted: Scripted, settings: Settings, tmp_path: Path) -> list[Invoice]:
    """Return two invoices of a provider, the second of an earlier day and with a gap before its number."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def of_yesterday(provider: Scripted, plan: Any, key: str) -> Any:
        made = make(provider, plan, key)
        provider.made[key] = replace(made, number="39-77", issue_date=plan.issue_date - timedelta(days=1))
        return provider.made[key]

    first = issued(store, platform, order())
    scripted.script = [of_yesterday]
    second = issued(store, platform, order())
    for document in (first, second):
        pdf_store.make_sure(document.pk)
    return [first, second]


def reject(document: Invoice, scripted: Scripted) -> None:
    scripted.said = AuthorityState("rejected", "Firma inválida")
    submissions.ask_authority(AuthorityCheck.objects.get(invoice=document).pk)


def test_gaps_and_dates_that_run_back_are_the_providers(sold: list[Invoice]) -> None:
    first, second = sold
    assert (second.sequence, second.issue_date < first.issue_date) == (first.sequence + 1, True)
    assert list(verify._findings()) == []


def test_dates_of_folios_own_series_never_run_back(sold: list[Invoice]) -> None:
    # The twin: the same documents in a series without an account.
    series = sold[0].series
    series.account = None
    found = list(verify._of_series(series))
    assert any("is dated" in each for each in found)


def test_a_document_belongs_to_the_account_of_its_series(sold: list[Invoice]) -> None:
    document = Invoice.objects.select_related("series").get(pk=sold[0].pk)
    document.series.account_id = 99
    assert list(verify._of_provider(document)) == ["its provider's account is not that of its series"]
    document.series.account_id = None
    assert list(verify._of_provider(document)) == ["it is of Folio's own series and of a provider"]


def test_a_document_that_can_only_be_seen_at_its_provider_needs_no_pdf(
    store: Store, platform: Platform, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.abilities = replace(scripted.abilities, gives="link")
    document = issued(store, platform, order())
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert list(verify._of_pdf(document)) == []
    # The twin: a document whose PDF is missing.
    known = document.provider_document
    known.is_link = False
    assert list(verify._of_pdf(document)) == ["it has no PDF yet"]


def test_a_void_credit_note_credits_nothing(store: Store, sold: list[Invoice], scripted: Scripted) -> None:
    corrections.credit_in_full(store, sold[0].pk, reason="Anulación")
    carry_on()
    note = Invoice.objects.get(kind=Kind.CREDIT_NOTE)
    reject(note, scripted)
    corrections.credit_in_full(store, sold[0].pk, reason="Anulación")
    carry_on()
    assert Invoice.objects.filter(credits=sold[0]).count() == 2
    assert [each for each in list(verify._findings()) if "PDF" not in each] == []


def test_the_tables_tell_issuer_number_verdict_and_what_is_void(
    store: Store, sold: list[Invoice], scripted: Scripted
) -> None:
    reject(sold[1], scripted)
    rows = [csv_row(each) for each in with_what_it_says(Invoice.objects.order_by("pk"))]
    told = ("issuer", "document_type", "document_title", "legal_number", "provider_reference", "authority_verdict")
    assert [rows[0][name] for name in told] == ["scripted", "39", "Boleta electrónica", "39-1", "token-1", "waiting"]
    assert [(row["authority_verdict"], row["void"]) for row in rows] == [("waiting", ""), ("rejected", "rejected")]
    target = io.BytesIO()
    xlsx.write_xlsx(with_what_it_says(Invoice.objects.all()), target)
    assert target.getvalue().startswith(b"PK")


def test_the_table_asks_once_for_any_number_of_documents(sold: list[Invoice], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert [len(csv_row(each)) for each in with_what_it_says(Invoice.objects.all())] == [len(COLUMNS)] * 2


def test_the_export_is_sound_and_names_what_is_void(
    store: Store, sold: list[Invoice], scripted: Scripted, tmp_path: Path
) -> None:
    reject(sold[1], scripted)
    folder = exported(tmp_path, "e")
    status, said = exports.verify(folder, *exports.noted(folder))
    limits = [line for line in said.splitlines() if "is void" in line]
    assert (status, limits) == (3, ["  39-77: it is void (rejected by the authority), which no seal proves"])
    documents = json.loads((folder / "documents.json").read_text())
    assert [each["provider"]["legal_number"] for each in documents] == ["39-1", "39-77"]
    assert documents[0]["document"]["series"]["issuer"] == "scripted"


@pytest.mark.parametrize("what", ["issuer", "fiscal_id"])
def test_tables_that_disagree_about_the_provider_are_found(what: str, sold: list[Invoice], tmp_path: Path) -> None:
    folder = exported(tmp_path, "e")
    table = folder / "documents.csv"
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    rows[0][what] = "another"
    forged = io.StringIO()
    writer = csv.DictWriter(forged, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    table.write_bytes(("\ufeff" + forged.getvalue()).encode())
    status, said = exports.verify(folder, *exports.noted(folder))
    assert status == 1
    assert any("39-1: documents.csv and documents.json tell different things" in line for line in said.splitlines())


def test_the_seal_says_who_gave_the_number(store: Store, sold: list[Invoice]) -> None:
    seal = sold[0].seal
    assert json.loads(seal.body)["series"] == {"prefix": sold[0].series.prefix, "year": None, "issuer": "scripted"}
    assert seals.says_what_rows_say(seal, sold[0], list(sold[0].lines.all()), list(sold[0].taxes.all()))
    assert ProviderDocument.objects.count() == 2
    assert not Void.objects.exists()
