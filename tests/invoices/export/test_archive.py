"""The export and its verifier, run as its reader runs it: standalone, with Python only."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.invoices.credit_notes import credit
from apps.invoices.export import csv_table
from apps.invoices.export.archive import pieces
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store, order, own
from tests.invoices.conftest import how
from tests.invoices.exports import noted, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Path:
    """Return the unpacked export of three invoices, one of them credited in part."""
    settings.MEDIA_ROOT = tmp_path / "media"
    store = make_store(tax_rounding="document")
    issue(make_store("beta"))
    documents = [issue(store, order(total=10000)) for _ in range(3)]
    reason = how(documents[1], reason="Ñandú «1»")
    documents.append(own(credit.credit_amounts(documents[1], {1: Decimal(4000)}, **reason)))
    for document in documents:
        pdf_store.make_sure(document.pk)
    call_command("export_store", "alpha", to=tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        archive.extractall(tmp_path / "export")
    return tmp_path / "export"


def test_a_sound_export_passes_unpacked_and_packed(export: Path) -> None:
    seals = noted(export)
    status, said = verify(export, *seals)
    assert (status, said.splitlines()[-1]) == (0, "All is sound.")
    assert "3 documents, F-000001 to F-000003" in said
    assert "beta" not in "".join(path.read_text() for path in export.glob("chain/*"))
    assert verify(export, "../export.zip", *seals)[0] == 0


def test_without_a_noted_seal_it_says_what_is_not_proven(export: Path) -> None:
    status, said = verify(export)
    assert (status, "Sound, except:" in said, said.count("no seal noted elsewhere was given")) == (3, True, 2)


def test_what_is_no_export_is_told_apart(tmp_path: Path, export: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert verify(export, str(tmp_path / "empty"))[0] == 2
    assert verify(export, str(tmp_path / "nothing.zip"))[0] == 2


def test_an_unknown_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="gamma"):
        call_command("export_store", "gamma", to=tmp_path / "x.zip")


def test_the_table_holds_every_document_and_no_formula(export: Path) -> None:
    content = (export / "documents.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["number"] for row in rows] == ["F-000001", "F-000002", "F-000003", "NC-000001"]
    assert [row["gross_total"] for row in rows] == ["10000", "10000", "10000", "4000"]
    assert (rows[3]["credits"], rows[3]["credit_reason"]) == ("F-000002", "Ñandú «1»")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("  +1+1", "'  +1+1"),
        ("-2", "'-2"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\ufeff\u2060 @SUM(A1)", "'\ufeff\u2060 @SUM(A1)"),
        ("\u202e\u3000\u2003+1", "'\u202e\u3000\u2003+1"),
        ("\u200bAna", "\u200bAna"),
        ("\u200b", "\u200b"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("Ana", "Ana"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_name_is_never_taken_for_a_formula(store: Store, issue: Callable[..., Invoice], name: str, cell: str) -> None:
    document = issue(store)
    document.buyer_name = name
    content = b"".join(csv_table.csv_table([document])).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["buyer_name"] == cell


def test_the_facts_are_those_that_were_sealed(export: Path) -> None:
    facts = json.loads((export / "documents.json").read_text())
    assert [fact["document"]["number"] for fact in facts] == ["F-000001", "F-000002", "F-000003", "NC-000001"]
    assert all(fact["link"].startswith("http") for fact in facts)


def test_the_same_documents_make_the_same_archive(export: Path) -> None:
    packed = export.parent / "export.zip"
    again = b"".join(pieces(Store.objects.get(code="alpha")))
    assert again == packed.read_bytes()


def test_pages_are_small_and_each_piece_leaves_at_once(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For any number of documents, at most a page of rows and one PDF are in memory."""
    monkeypatch.setattr(seals, "_AT_ONCE", 1)
    whole = (export.parent / "export.zip").read_bytes()
    parts = list(pieces(Store.objects.get(code="alpha")))
    assert b"".join(parts) == whole
    largest = max(path.stat().st_size for path in export.rglob("*.*"))
    assert max(map(len, parts)) < 2 * largest


def test_a_document_issued_meanwhile_waits_for_the_next_export(
    store: Store, issue: Callable[..., Invoice], tmp_path: Path
) -> None:
    pdf_store.make_sure(issue(store).pk)
    sent = pieces(store)
    begun = b"".join(next(sent) for _ in range(3))
    pdf_store.make_sure(issue(store).pk)
    (tmp_path / "e.zip").write_bytes(begun + b"".join(sent))
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        archive.extractall(tmp_path / "e")
    status, said = verify(tmp_path / "e")
    assert (status, "1 documents" in said, "FORGED" in said) == (3, True, False)


def test_a_store_without_documents_has_an_archive_too(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces(store)))) as archive:
        assert archive.read("documents.json") == b"[]\n"
        assert archive.testzip() is None
