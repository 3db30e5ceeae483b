"""The list of documents: search, filters, sorting, pages, and table."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from apps.dashboard.documents.filters import DocumentFilter
from apps.invoices.credit_notes.credit import credit_in_full
from apps.invoices.export import csv_table
from apps.invoices.models import Invoice, Mailing, Posting
from apps.invoices.renditions import pdf_store
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, own, product


def priced(amount: int) -> dict[str, Any]:
    """Return the changes for an order of one product at `amount`, tax included."""
    line = product(price=Decimal(amount))
    return {"products": [line], "subtotal": amount, "total": amount, "tax": round(line["tax"])}


@pytest.fixture
def browser(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


def listed(browser: Client, address: str) -> list[str]:
    return [row["row"].number for row in browser.get(address).context["rows"]]


def credit(invoice: Invoice) -> Invoice:
    invoicing_settings = InvoicingSettings.objects.get(store=invoice.store)
    snapshot = OrderSnapshot.objects.get(pk=str(invoice.snapshot_id))
    made = credit_in_full(invoice, invoicing_settings=invoicing_settings, snapshot=snapshot, reason="Devolución")
    return own(made)


def test_a_search_is_posted_and_leaves_no_text_in_the_address(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    sell(store)
    answer = browser.post("/documents?sort=oldest", {"text": " Muñoz "})
    assert "Mu" not in answer["Location"]
    assert "sort=oldest" in answer["Location"]
    assert listed(browser, answer["Location"]) == ["F-000001"]
    assert 'value="Muñoz"' in browser.get(answer["Location"]).content.decode()
    nobody = browser.post("/documents", {"text": "Nadie"})["Location"]
    assert listed(browser, nobody) == []
    assert "No document matches “Nadie”" in browser.get(nobody).content.decode()
    assert listed(browser, answer["Location"]) == ["F-000001"]
    assert browser.post("/documents?q=x", {"text": ""})["Location"] == "/documents"


def test_a_handle_is_worth_nothing_in_another_session(
    store: Store, browser: Client, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    sell(store)
    address = browser.post("/documents", {"text": "Muñoz"})["Location"]
    assert "Muñoz</" not in signed_in(make_store("beta")).get(address).content.decode()
    assert listed(signed_in(store), address) == ["F-000001"]


def test_filters_choose_by_kind_and_state(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    credit(sell(store))
    sell(store)
    browser.post("/documents/test")
    Posting.objects.filter(invoice__number="F-000001").update(state="failed")
    Posting.objects.filter(invoice__number="F-000002").update(state="done")
    unmailed = Invoice.objects.get(number="F-000002")
    Mailing.objects.create(store=store, invoice=unmailed, recipient="a@example.com", state="failed", by_hand=True)
    assert listed(browser, "/documents?kind=invoice") == ["F-000002", "F-000001"]
    assert listed(browser, "/documents?kind=test") == ["TEST-000001"]
    assert listed(browser, "/documents?state=open") == ["F-000002"]
    assert listed(browser, "/documents?state=credited") == ["F-000001"]
    assert listed(browser, "/documents?state=partly") == []
    assert listed(browser, "/documents?state=unposted") == ["NC-000001", "F-000001"]
    assert listed(browser, "/documents?state=unmailed") == ["F-000002"]
    assert listed(browser, "/documents?since=2199-01-01") == []
    assert len(listed(browser, "/documents?until=2199-01-01")) == 4


def test_a_partly_credited_invoice_is_told_from_others(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    invoice = sell(store)
    given = {"way": "amounts", "at_1": "500", "reason": "Descuento", "seen": "0", "step": "issue"}
    assert browser.post(f"/documents/{invoice.pk}/credit", given).status_code == 302
    assert listed(browser, "/documents?state=partly") == [invoice.number]
    assert listed(browser, "/documents?state=credited") == listed(browser, "/documents?state=open") == []
    assert "credited in part" in browser.get("/documents").content.decode()


@pytest.mark.parametrize("sort", ["", "oldest", "number", "number-up", "total", "total-up"])
@pytest.mark.parametrize("text", ["", "Muñoz"])
def test_pages_show_each_document_once_there_and_back(
    store: Store, browser: Client, sell: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch, sort: str, text: str
) -> None:
    monkeypatch.setattr("apps.dashboard.documents.document_list._A_PAGE", 2)
    for amount in (3000, 1000, 2000, 1000, 5000):
        sell(store, **priced(amount))
    address = browser.post(f"/documents?sort={sort}", {"text": text})["Location"]
    there: list[list[str]] = []
    back: list[list[str]] = []
    query = address.partition("?")[2]
    while query:
        last = query
        page = browser.get(f"/documents?{query}").context["page"]
        there.append([row.number for row in page.rows])
        query = page.older
    while last:
        page = browser.get(f"/documents?{last}").context["page"]
        back.insert(0, [row.number for row in page.rows])
        last = page.newer
    assert [len(page) for page in there] == [2, 2, 1]
    assert back == there
    rows = list(DocumentFilter(store, {"sort": sort}, text).walk())
    assert [row.number for row in rows] == [number for page in there for number in page]
    sorted_by = [row.gross_total if sort.startswith("total") else row.pk for row in rows]
    assert sorted_by == sorted(sorted_by, reverse=sort in ("", "number", "total"))


def test_a_page_behind_another_stores_document_is_not_there(browser: Client, sell: Callable[..., Invoice]) -> None:
    foreign = sell(make_store("beta"))
    for edge in (foreign.pk, 10**30, "x"):
        assert browser.get(f"/documents?after={edge}").status_code == 404


def test_the_number_of_queries_does_not_grow(
    store: Store, browser: Client, sell: Callable[..., Invoice], django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(2):
        sell(store)
    browser.get("/documents")
    with django_assert_num_queries(6):
        browser.get("/documents")
    for _ in range(5):
        credit(sell(store))
    with django_assert_num_queries(6):
        browser.get("/documents")


def test_other_stores_documents_stand_in_no_list(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    sell(make_store("beta"))
    assert "No documents yet" in browser.get("/documents").content.decode()
    assert b"F-000001" not in b"".join(browser.get("/documents.csv"))


def test_the_table_holds_what_the_list_shows(store: Store, browser: Client, sell: Callable[..., Invoice]) -> None:
    sell(store)
    sell(store, billing_address={"name": "=cmd()", "surname": "x", "country_code": "CL"})
    credit(Invoice.objects.get(number="F-000001"))
    address = browser.post("/documents?kind=invoice&sort=number-up", {"text": ""})["Location"]
    answer = browser.get(address.replace("/documents", "/documents.csv"))
    content = b"".join(answer).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["number"] for row in rows] == ["F-000001", "F-000002"]
    assert rows[1]["buyer_name"].startswith("'=cmd()")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("sort", ["", "number", "total"])
def test_the_table_asks_the_database_once_for_many_documents(
    store: Store,
    browser: Client,
    sell: Callable[..., Invoice],
    django_assert_num_queries: Callable[..., Any],
    sort: str,
) -> None:
    credit(sell(store))
    pdf_store.make_sure(sell(store).pk)
    form = DocumentFilter(store, {"sort": sort})
    with django_assert_num_queries(2):
        assert len([csv_table.csv_row(document) for document in form.walk()]) == 3


def test_a_filter_that_cannot_be_is_told_and_filters_nothing(
    store: Store, browser: Client, sell: Callable[..., Invoice]
) -> None:
    sell(store)
    page = browser.get("/documents?kind=nonsense&since=2026-13-45&series=9")
    assert [row["row"].number for row in page.context["rows"]] == ["F-000001"]
    assert set(page.context["form"].errors) == {"kind", "since", "series"}
