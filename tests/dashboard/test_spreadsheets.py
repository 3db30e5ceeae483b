"""The list of documents as XLSX: built by a worker, in parts, with typed dates, amounts and texts."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from apps.core.money import decimals
from apps.dashboard.archives import build, parts
from apps.dashboard.models import Archive
from apps.invoices.credit_notes.credit import credit_in_full
from apps.invoices.export import xlsx
from apps.invoices.export.csv_table import AMOUNTS, COLUMNS
from apps.invoices.models import Invoice
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order, product
from tests.invoices.conftest import issue as issue

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULA = {"name": "=A1+1", "surname": "_x0041_", "country_code": "CL"}


class Killed(BaseException):
    """End of a killed worker: no handler catches it."""


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def sheet_of(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def number_formats(content: bytes) -> list[str]:
    """Return the number format of each cell style."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    named = {each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{_MAIN}numFmt")}
    used = [each.attrib["numFmtId"] for each in styles.find(f"{_MAIN}cellXfs") or ()]
    return [named.get(number, number) for number in used]


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return the rows as texts; check that text cells have the type text and the others do not."""
    rows = []
    for row in sheet_of(content).iter(f"{_MAIN}row"):
        assert not list(row.iter(f"{_MAIN}f"))
        cells = {cell.attrib["r"].rstrip("0123456789"): "".join(cell.itertext()) for cell in row}
        rows.append(cells)
    names = rows[0]
    return [{name: cells.get(column, "") for column, name in names.items()} for cells in rows[1:]]


def asked(browser: Client, query: str = "") -> Archive:
    answer = browser.post(f"/documents.xlsx{query}")
    assert answer["Location"] == "/documents/archives"
    return Archive.objects.latest("pk")


def fetched(browser: Client, archive: Archive, part: int = 1) -> bytes:
    answer = browser.get(f"/documents/archives/{archive.pk}/{part}")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    return b"".join(answer)


def as_csv(browser: Client, query: str = "") -> list[dict[str, str]]:
    content = b"".join(browser.get(f"/documents.csv{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def credit(invoice: Invoice) -> None:
    invoicing_settings = InvoicingSettings.objects.get(store=invoice.store)
    snapshot = OrderSnapshot.objects.get(pk=str(invoice.snapshot_id))
    credit_in_full(invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason="Devolución")


def test_it_says_what_the_csv_says(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    credit(sell(store))
    sell(store)
    sell(make_store("beta"))
    archive = asked(browser)
    build.build_archive(archive.pk)
    rows, known = rows_of(fetched(browser, archive)), as_csv(browser)
    assert list(rows[0]) == list(known[0])
    for column in ("number", "kind", "order_id", "credits", "buyer_name", "currency", "link", "pdf_sha256"):
        assert [row[column] for row in rows] == [row[column] for row in known]
    for column in AMOUNTS:
        assert sum(Decimal(row[column]) for row in rows) == sum(Decimal(row[column]) for row in known)
    days = [date(1899, 12, 30) + timedelta(days=int(row["issue_date"])) for row in rows]
    assert [str(day) for day in days] == [row["issue_date"] for row in known]


def test_cells_are_what_they_are(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    sell(store, billing_address=_FORMULA)
    archive = asked(browser)
    build.build_archive(archive.pk)
    content = fetched(browser, archive)
    (row,) = rows_of(content)
    # `_x005F_` is the format's escape of an underscore that begins no escape.
    assert row["buyer_name"] == "=A1+1 _x005F_x0041_"
    sheet, formats = sheet_of(content), number_formats(content)
    cells = {cell.attrib["r"]: cell for cell in sheet.iter(f"{_MAIN}c")}
    shown = {name: formats[int(cells[name].attrib["s"])] for name in ("C2", "D2", "L2", "Q2")}
    assert shown == {"C2": "yyyy-mm-dd", "D2": "1", "L2": "#,##0", "Q2": 'yyyy-mm-dd hh:mm:ss"Z"'}
    assert cells["H2"].attrib["t"] == "inlineStr"
    pane = next(sheet.iter(f"{_MAIN}pane"))
    assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")


def test_amounts_have_the_decimals_of_their_currency(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    sell(store, currency="EUR", tax="1596.64")
    archive = asked(browser)
    build.build_archive(archive.pk)
    content = fetched(browser, archive)
    amount = next(cell for cell in sheet_of(content).iter(f"{_MAIN}c") if cell.attrib["r"] == "N2")
    assert number_formats(content)[int(amount.attrib["s"])] == "#,##0.00"


@pytest.mark.parametrize(
    ("currency", "amount"), [("CLP", 99_999_999_999), ("EUR", 99_999_999_999), ("COP", 10**9), ("KWD", 10**10)]
)
def test_columns_of_amounts_are_wide_enough(
    issue: Callable[..., Invoice], store: Store, currency: str, amount: int
) -> None:
    """A spreadsheet shows a number that is wider than its column as hashes."""
    price = Decimal(amount)
    made = order(currency=currency, products=[product(price=price)], subtotal=price, total=price, tax=None)
    document, file = issue(store, made), io.BytesIO()
    xlsx.write_xlsx([document], file)
    shown = f"{document.gross_total:,.{decimals(currency)}f}"
    widths: dict[int, float] = {}
    for each in sheet_of(file.getvalue()).iter(f"{_MAIN}col"):
        columns = range(int(each.attrib["min"]), int(each.attrib["max"]) + 1)
        widths |= dict.fromkeys(columns, float(each.attrib["width"]))
    assert all(widths[COLUMNS.index(name) + 1] > len(shown) for name in AMOUNTS)


@pytest.mark.parametrize("text", ["", "Muñoz"])
@pytest.mark.parametrize("sort", ["", "oldest", "total"])
def test_a_long_list_makes_several_files_in_the_order_of_the_list(
    store: Store,
    browser: Client,
    sell: Callable[..., Invoice],
    monkeypatch: pytest.MonkeyPatch,
    published: list[tuple[str, int]],
    text: str,
    sort: str,
) -> None:
    monkeypatch.setattr(parts, "_MOST_ROWS", 2)
    for _ in range(4):
        sell(store)
    sell(store, billing_address={"name": "Otra", "surname": "Persona", "country_code": "CL"})
    query = "?" + browser.post(f"/documents?sort={sort}", {"text": text})["Location"].partition("?")[2]
    archive = asked(browser, query)
    sell(store)
    build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.stored, archive.parts) == ("due", 2, 1)
    assert published[-1] == ("dashboard.build_archive", archive.pk)
    assert f"2 of {archive.total} documents" in browser.get("/documents/archives").content.decode()
    while archive.state == "due":
        build.build_archive(archive.pk)
        archive.refresh_from_db()
    files = [rows_of(fetched(browser, archive, part)) for part in range(1, archive.parts + 1)]
    assert [len(rows) for rows in files] == ([2, 2] if text else [2, 2, 1])
    listed = [row["number"] for row in as_csv(browser, query) if row["number"] != "F-000006"]
    assert [row["number"] for rows in files for row in rows] == listed


def test_filters_and_search_are_kept_with_it_and_told_in_words(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    credit(sell(store))
    sell(store, billing_address={"name": "Otra", "surname": "Persona", "country_code": "CL"})
    query = (
        "?" + browser.post("/documents?kind=invoice&since=2020-02-01", {"text": "Muñoz"})["Location"].partition("?")[2]
    )
    archive = asked(browser, query)
    assert asked(browser, query) == archive
    assert (archive.total, archive.filters) == (1, {"kind": "invoice", "since": "2020-02-01"})
    build.build_archive(archive.pk)
    page = browser.get("/documents/archives").content.decode()
    assert "Invoices · From: February 1, 2020 · “Muñoz”" in page
    assert "kept until" in page
    assert [row["number"] for row in rows_of(fetched(browser, archive))] == ["F-000001"]


def test_an_empty_list_makes_no_file(browser: Client) -> None:
    assert browser.post("/documents.xlsx?kind=test")["Location"] == "/documents?kind=test"
    assert not Archive.objects.exists()
    assert "No file was requested yet" in browser.get("/documents/archives").content.decode()


def test_another_store_fetches_nothing(
    store: Store, browser: Client, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    sell(store)
    archive = asked(browser)
    build.build_archive(archive.pk)
    stranger = signed_in(make_store("beta"))
    assert stranger.get(f"/documents/archives/{archive.pk}/1").status_code == 404
    assert "Spreadsheet of documents" not in stranger.get("/documents/archives").content.decode()


@pytest.mark.parametrize("moment", ["_tell", "saved"])
def test_a_killed_worker_is_followed_by_one_that_goes_on(
    store: Store, browser: Client, sell: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    for _ in range(5):
        sell(store)
    monkeypatch.setattr(parts, "_MOST_ROWS", 2)
    monkeypatch.setattr(parts, "_ROWS_AT_ONCE", 1)
    archive = asked(browser)
    build.build_archive(archive.pk)

    with pytest.raises(Killed), monkeypatch.context() as patch:
        _kill(patch, moment)
        build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.stored, archive.parts) == ("claimed", 2, 1)
    assert archive.done > 2
    Archive.objects.update(due_at=archive.created_at)
    for _ in range(2):
        build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.done, archive.parts) == ("done", 5, 3)
    numbers = [row["number"] for part in (1, 2, 3) for row in rows_of(fetched(browser, archive, part))]
    assert numbers == [f"F-00000{number}" for number in (5, 4, 3, 2, 1)]


def _kill(patch: pytest.MonkeyPatch, moment: str) -> None:
    """Kill the worker in the middle of a file, or after storing the file and before recording it."""
    if moment == "saved":
        save = default_storage.save

        def save_and_die(*given: Any) -> None:
            save(*given)
            raise Killed

        patch.setattr(default_storage, "save", save_and_die)
        return
    tell = parts.Part._tell

    def tell_and_die(part: parts.Part) -> None:
        tell(part)
        raise Killed

    patch.setattr(parts.Part, "_tell", tell_and_die)
