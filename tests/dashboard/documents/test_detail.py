"""A document's page: its content, and the credit notes and new invoices that a merchant requests on it."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from apps.automation.models import OrderRecord
from apps.dashboard.documents import detail
from apps.dashboard.shared.formats import figures_for
from apps.invoices.credit_notes.reissue import reissue_invoice
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice, InvoiceLine, Kind, Posting, Rendering, Series
from apps.invoices.renditions import pdf_store
from apps.orders import reading, snapshots
from apps.orders.data import Buyer, Problem
from apps.orders.messages import Sentence
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order, own, product, tax

SignIn = Callable[..., Client]
Sell = Callable[..., Invoice]
REASON = {"reason": "Productos devueltos"}


@pytest.fixture
def browser(store: Store, signed_in: SignIn) -> Client:
    return signed_in(store)


@pytest.fixture
def spanish(store: Store, signed_in: SignIn) -> Client:
    return signed_in(store, headers={"Accept-Language": "es"})


@pytest.fixture
def invoice(store: Store, sell: Sell) -> Invoice:
    """Return an invoice of CLP 10,000: three coffees at 19 % and a tea at 10 %."""
    coffee = product(qty=3, price=1000, tax=479)
    tea = product(name="Té", sku="", price=7000, tax=636, taxes=[tax("10", inside=True)])
    return sell(store, products=[coffee, tea], tax=1115)


def read(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def ask(browser: Client, invoice: Invoice, what: str = "credit", **given: str) -> str:
    return read(browser.post(f"/documents/{invoice.pk}/{what}", REASON | given))


def confirm(browser: Client, invoice: Invoice, what: str = "credit", **given: str) -> Any:
    """Request a correction, then confirm exactly the fields of the confirmation page."""
    page = browser.post(f"/documents/{invoice.pk}/{what}", REASON | given)
    assert "Please confirm" in read(page)
    form = page.context["form"]
    held = {name: form[name].value() or "" for name in form.fields}
    return browser.post(
        f"/documents/{invoice.pk}/{what}", held | {"way": form.way, "seen": page.context["seen"], "step": "issue"}
    )


def notes(invoice: Invoice) -> list[Invoice]:
    return list(invoice.credit_notes.order_by("pk"))


def test_a_page_says_all_that_its_document_says(browser: Client, invoice: Invoice) -> None:
    page = read(browser.get(f"/documents/{invoice.pk}"))
    for text in (invoice.number, str(invoice.order_id), "Ana Muñoz", "12.345.678-5", "Av. Providencia 1", "Chile"):
        assert text in page
    for text in ("Café de altura", "Té", "19%", "10%", "CLP 10,000", "Valid", invoice.token, "NC-000001"):
        assert text in page
    assert "Left to credit" not in page


def test_the_home_page_leads_to_each_document(browser: Client, invoice: Invoice) -> None:
    assert f'href="/documents/{invoice.pk}"' in read(browser.get("/"))


def test_nothing_is_spent_before_it_is_confirmed(
    browser: Client, invoice: Invoice, published: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    published.clear()
    with django_capture_on_commit_callbacks() as callbacks:
        page = ask(browser, invoice, way="full")
    for text in ("NC-000001", "CLP 10,000", "Productos devueltos", "8,885", "1,115"):
        assert text in page
    assert (notes(invoice), callbacks, published) == ([], [], [])
    assert not Series.objects.filter(prefix="NC-").exists()
    assert OrderRecord.objects.get(order_id=invoice.order_id).state == "issued"


def test_crediting_in_full_leads_to_the_credit_note(browser: Client, invoice: Invoice) -> None:
    answer = confirm(browser, invoice, way="full")
    (note,) = notes(invoice)
    assert answer["Location"] == f"/documents/{note.pk}"
    assert (note.gross_total, note.credit_reason) == (Decimal(10000), "Productos devueltos")
    assert OrderRecord.objects.get(order_id=invoice.order_id).state == "credited"
    page = read(browser.get(f"/documents/{invoice.pk}"))
    assert "Credited in full" in page
    assert note.number in page
    assert "Correct this document" not in page
    page = read(browser.get(f"/documents/{note.pk}"))
    assert f'href="/documents/{invoice.pk}">{invoice.number}' in page
    assert "Correct this document" not in page


def test_lines_are_credited_by_quantity(browser: Client, invoice: Invoice) -> None:
    confirm(browser, invoice, way="lines", at_1="2", at_2="")
    (note,) = notes(invoice)
    (line,) = InvoiceLine.objects.filter(invoice=note)
    assert (line.quantity, line.gross, note.gross_total) == (Decimal(2), Decimal(2000), Decimal(2000))
    page = read(browser.get(f"/documents/{invoice.pk}"))
    assert "Credited in part: CLP 8,000 is left" in page
    assert "1 · 1,000" in page


def test_amounts_are_credited_by_tax_rate(spanish: Client, invoice: Invoice) -> None:
    page = ask(spanish, invoice, way="amounts", at_1="", at_2="1.100")
    assert "$1.100" in page
    spanish.post(
        f"/documents/{invoice.pk}/credit",
        REASON | {"way": "amounts", "at_2": "1.100", "seen": "0", "step": "issue"},
    )
    (note,) = notes(invoice)
    assert (note.net_total, note.tax_total, note.gross_total) == (Decimal(1000), Decimal(100), Decimal(1100))


@pytest.mark.parametrize(("way", "given"), [("full", {}), ("lines", {"at_1": "1"}), ("amounts", {"at_1": "500"})])
def test_a_double_click_credits_once(browser: Client, invoice: Invoice, way: str, given: dict[str, str]) -> None:
    sent = REASON | given | {"way": way, "seen": "0", "step": "issue"}
    assert browser.post(f"/documents/{invoice.pk}/credit", sent).status_code == 302
    page = ask(browser, invoice, **sent)
    (note,) = notes(invoice)
    assert "Nothing more was issued: credit note NC-000001 was issued after this page was opened" in page
    assert f"CLP {10000 - note.gross_total:,.0f} is left to credit" in page
    assert 'role="alert"' in page


def test_a_confirmation_that_saw_nothing_is_none(browser: Client, invoice: Invoice) -> None:
    page = ask(browser, invoice, way="full", step="issue")
    assert "Nothing more was issued" in page
    assert notes(invoice) == []


def test_a_confirmation_can_be_changed_again(browser: Client, invoice: Invoice) -> None:
    page = ask(browser, invoice, way="lines", at_1="2", seen="0", step="change")
    assert 'value="2"' in page
    assert "Productos devueltos" in page
    assert 'role="alert"' not in page
    assert notes(invoice) == []


@pytest.mark.parametrize(
    ("way", "given", "says"),
    [
        ("lines", {"at_1": "4"}, "No se puede anular más de 3."),
        ("lines", {"at_1": "1,23456"}, "Demasiados decimales: escríbelo como 1,5."),
        ("lines", {"at_1": ""}, "Escribe al menos un número mayor que cero."),
        ("lines", {"at_1": "dos"}, "Escribe un número como 1,5."),
        ("amounts", {"at_1": "3.001"}, "No se puede anular más de $3.000."),
        ("amounts", {"at_1": "12,50"}, "Demasiados decimales: escríbelo como 1.250."),
        ("amounts", {"at_2": "-5"}, "Escribe un número como 1.250."),
        ("full", {"reason": " "}, "Este campo es obligatorio."),
    ],
)
def test_what_cannot_be_credited_is_said_and_nothing_typed_is_lost(
    spanish: Client, invoice: Invoice, way: str, given: dict[str, str], says: str
) -> None:
    page = ask(spanish, invoice, way=way, **given)
    assert says in page
    assert 'role="alert"' in page
    assert page.count("<details open>") == 1
    assert all(f'value="{value}"' in page for value in given.values() if value.strip())
    assert notes(invoice) == []


def test_the_domains_refusals_are_told_in_the_merchants_language(spanish: Client, invoice: Invoice) -> None:
    InvoicingSettings.objects.update(invoice_prefix="G-", credit_note_prefix="F-")
    page = ask(spanish, invoice, way="full")
    assert "El prefijo de tu configuración ya se usa para documentos de otro tipo" in page
    assert 'value="Productos devueltos"' in page
    InvoicingSettings.objects.update(credit_note_prefix="NC-")
    series = Series.objects.create(store=invoice.store, kind=Kind.CREDIT_NOTE, prefix="NC-")
    Series.objects.filter(pk=series.pk).update(last_date=timezone.now().date() + timedelta(days=9))
    assert "tiene fecha futura" in ask(spanish, invoice, way="full")


def test_only_invoices_are_corrected(spanish: Client, invoice: Invoice) -> None:
    spanish.post(f"/documents/{invoice.pk}/credit", REASON | {"way": "full", "seen": "0", "step": "issue"})
    (note,) = notes(invoice)
    for step in ("", "issue"):
        page = ask(spanish, note, way="full", seen="0", step=step)
        assert "Solo se puede anular o volver a emitir la factura de un pedido." in page
    assert Invoice.objects.count() == 2
    assert spanish.post(f"/documents/{invoice.pk}/credit", {"way": "magic"}).status_code == 404


def test_a_credited_invoice_has_nothing_left(spanish: Client, invoice: Invoice) -> None:
    spanish.post(f"/documents/{invoice.pk}/credit", REASON | {"way": "full", "seen": "0", "step": "issue"})
    assert "No elegiste nada o ya no queda nada. Quedan $0 por anular." in ask(spanish, invoice, way="full")


def buyer_of(browser: Client, invoice: Invoice) -> dict[str, str]:
    """Return the fields of the reissue form."""
    form = browser.get(f"/documents/{invoice.pk}").context["forms"][-1]
    return {name: form[name].value() or "" for name in form.fields}


def test_reissuing_shows_both_documents_and_issues_them(browser: Client, invoice: Invoice) -> None:
    typed = buyer_of(browser, invoice) | {"name": "Café Ltda.", "tax_id": "76.123.456-0", "wants_factura": "yes"}
    typed["kind"] = "business"
    page = ask(browser, invoice, "reissue", **(typed | REASON))
    assert "Issue NC-000001 and F-000002" in page
    assert notes(invoice) == []
    answer = confirm(browser, invoice, "reissue", **(typed | REASON))
    made = Invoice.objects.get(replaces=invoice)
    assert answer["Location"] == f"/documents/{made.pk}"
    assert (made.buyer_name, made.buyer_tax_id, made.buyer_wants_factura) == ("Café Ltda.", "76.123.456-0", True)
    assert (made.buyer_address, made.buyer_email) == (invoice.buyer_address, invoice.buyer_email)
    assert (made.buyer_street, made.buyer_city, made.buyer_kind) == (
        invoice.buyer_street,
        invoice.buyer_city,
        "business",
    )
    assert (made.gross_total, made.number) == (invoice.gross_total, "F-000002")
    assert f'href="/documents/{invoice.pk}">{invoice.number}' in read(browser.get(f"/documents/{made.pk}"))
    assert "Replaced by" in read(browser.get(f"/documents/{invoice.pk}"))


def test_reissuing_twice_is_refused(browser: Client, invoice: Invoice) -> None:
    sent = buyer_of(browser, invoice) | REASON | {"name": "Café Ltda.", "seen": "0", "step": "issue"}
    assert browser.post(f"/documents/{invoice.pk}/reissue", sent).status_code == 302
    assert "Nothing more was issued" in ask(browser, invoice, "reissue", **sent)
    assert Invoice.objects.count() == 3


def test_reissuing_the_same_is_refused(browser: Client, invoice: Invoice) -> None:
    typed = buyer_of(browser, invoice)
    typed["city"] = f" {typed['city']} "
    page = ask(browser, invoice, "reissue", **(typed | REASON))
    assert "The data of the buyer are the same" in page
    assert Invoice.objects.count() == 1


@pytest.fixture
def old(store: Store, invoice: Invoice) -> Invoice:
    """Return an invoice whose buyer's address is known as text only, as in documents of before."""
    buyer = Buyer("Eva", "", "", "", "", None, ("Calle 1", "Talca"), "CL", "")
    assert invoice.snapshot
    mine = InvoicingSettings.objects.get(store=store)
    made = reissue_invoice(invoice, buyer, invoicing_settings=mine, snapshot=invoice.snapshot, reason="Cambio")
    return own(made)


def test_a_document_of_before_says_that_it_has_no_parts_and_keeps_its_text(browser: Client, old: Invoice) -> None:
    page = read(browser.get(f"/documents/{old.pk}"))
    assert "Not known: only its text" in page
    assert "Calle 1\nTalca</textarea>" in page
    typed = buyer_of(browser, old) | REASON | {"name": "Eva Soto"}
    assert "Issue NC-000002 and F-000003" in ask(browser, old, "reissue", **typed)
    confirm(browser, old, "reissue", **typed)
    made = Invoice.objects.get(replaces=old)
    assert (made.buyer_name, made.buyer_address, made.buyer_city) == ("Eva Soto", "Calle 1\nTalca", "")


def test_parts_replace_the_text_of_before(browser: Client, old: Invoice) -> None:
    assert "Not known: only its text" not in read(browser.get(f"/documents/{old.replaces_id}"))
    typed = buyer_of(browser, old) | REASON | {"street": "Calle", "street_number": "1", "municipality": "Talca"}
    confirm(browser, old, "reissue", **typed)
    made = Invoice.objects.get(replaces=old)
    assert (made.buyer_address, made.buyer_municipality) == ("Calle 1\nTalca\nChile", "Talca")


def test_reasons_are_proposed_in_the_language_they_are_printed_in(browser: Client, invoice: Invoice) -> None:
    assert "Devolución de productos" in read(browser.get(f"/documents/{invoice.pk}"))


def test_what_is_shown_is_what_is_issued(browser: Client, store: Store, sell: Sell) -> None:
    """Use a third of 1,000 with 19 % inside."""
    invoice = sell(
        store, products=[product(qty=3, price="333.3333333", tax="159.66")], subtotal=1000, tax=160, total=1000
    )
    page = ask(browser, invoice, way="lines", at_1="1")
    confirm(browser, invoice, way="lines", at_1="1")
    (note,) = notes(invoice)
    for amount in (note.net_total, note.tax_total, note.gross_total):
        assert f"CLP {amount:,.0f}" in page


def test_what_stands_in_the_way_of_a_document_is_told(
    browser: Client, store: Store, sell: Sell, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    invoice = sell(store)
    of_it = Rendering.objects.filter(invoice=invoice)
    of_it.update(error="An error of Folio's own: OSError.")
    assert "being prepared · An error of Folio's own: OSError." in read(browser.get(f"/documents/{invoice.pk}"))
    of_it.update(state=Rendering.State.FAILED, finished_at=timezone.now())
    assert "failed · An error of Folio's own: OSError." in read(browser.get(f"/documents/{invoice.pk}"))
    pdf_store.make_sure(invoice.pk)
    Posting.objects.filter(invoice=invoice).update(state=Posting.State.FAILED, error="Jumpseller answered 422.")
    assert "refused · Jumpseller answered 422." in read(browser.get(f"/documents/{invoice.pk}"))


def test_what_a_gift_card_paid_is_shown(browser: Client, store: Store, sell: Sell) -> None:
    invoice = sell(store, gift_cards_amount=4000, total=6000)
    page = read(browser.get(f"/documents/{invoice.pk}"))
    assert (invoice.gross_total, invoice.gift_card_amount) == (Decimal(10000), Decimal(4000))
    for text in ("By gift card", "CLP 4,000", "By other means", "CLP 6,000"):
        assert text in page


def test_remarks_are_shown(browser: Client, store: Store, invoicing_settings: InvoicingSettings) -> None:
    document = order()
    data = reading.read_order(document).data
    assert data is not None
    odd = replace(data, remarks=(Problem.told("odd", Sentence("gift_cards", {"amount": Decimal(1)})),))
    issued = issue.issue_invoice(
        store=store, invoicing_settings=invoicing_settings, order=odd, snapshot=snapshots.freeze_order(store, document)
    )
    made = own(issued)
    assert made.remarks == "Gift cards: 1."
    assert "Gift cards: 1." in read(browser.get(f"/documents/{made.pk}"))
    with translation.override("pt"):
        assert detail.document_context(made)["remarks"] == ["Vales-oferta: 1."]
    made.noticed = []
    assert detail.document_context(made)["remarks"] == ["Gift cards: 1."]


def test_a_document_of_an_order_without_buyer_or_sku_has_a_page(browser: Client, store: Store, sell: Sell) -> None:
    bare = order()
    invoice = sell(store, billing_address={}, customer={}, products=[bare["products"][0] | {"sku": None}])
    assert invoice.buyer_name == ""
    assert invoice.number in read(browser.get(f"/documents/{invoice.pk}"))


def test_the_buyers_address_for_electronic_invoices_is_shown(browser: Client, store: Store, sell: Sell) -> None:
    peppol = {"label": "Peppol ID", "value": "9920:ESB12345674", "id": 7, "area": "other"}
    page = read(browser.get(f"/documents/{sell(store, additional_fields=[peppol]).pk}"))
    assert "9920:ESB12345674" in page


def test_the_archive_holds_the_documents_of_its_own_store(
    store: Store, sell: Callable[..., Invoice], signed_in: Callable[..., Client], client: Client
) -> None:
    mine, other = sell(store), sell(make_store("beta"))
    for document in (mine, other):
        pdf_store.make_sure(document.pk)
    assert 'href="/documents.zip"' in signed_in(store).get("/").content.decode()
    answer = signed_in(store).get("/documents.zip?store=beta")
    assert answer["Content-Disposition"] == 'attachment; filename="folio-alpha.zip"'
    with zipfile.ZipFile(BytesIO(b"".join(answer))) as archive:
        assert pdf_store.pdf_of(mine) == archive.read(f"pdf/{mine.number}.pdf")
        assert "beta" not in archive.read("documents.json").decode()
    assert client.get("/documents.zip").status_code == 403


@pytest.mark.parametrize(
    ("country", "today", "said"),
    [
        ("CL", date(2026, 7, 15), ""),
        ("CL", date(2026, 7, 16), "lowered your tax until"),
        ("ES", date(2030, 1, 15), ""),
        ("ES", date(2030, 1, 16), "The law allowed a credit note"),
        ("MX", date(2036, 1, 1), ""),
    ],
)
def test_a_credit_note_after_its_legal_period_is_told(invoice: Invoice, country: str, today: date, said: str) -> None:
    invoice.country, invoice.supply_date = country, date(2026, 1, 15)
    late = detail.late_credit_notes(invoice, today, figures_for(invoice.store, "CLP"))
    assert [said in each["text"] for each in late] == ([True] if said else [])
    assert all(each["source"] for each in late)


def test_only_an_invoice_is_credited(invoice: Invoice) -> None:
    invoice.kind, invoice.supply_date = Kind.CREDIT_NOTE, date(2001, 1, 1)
    assert detail.late_credit_notes(invoice, date(2026, 1, 1), figures_for(invoice.store, "CLP")) == []
