"""The link: it opens for everyone who has it, for no other, and is not indexed."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from apps.invoices.credit_notes import credit, reissue
from apps.invoices.issuing.issue import issue_test_document
from apps.invoices.models import Invoice, Posting, Rendition
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from apps.orders.data import Buyer
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.factories import order, own
from tests.invoices.conftest import how


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice]) -> Invoice:
    made = issue(store)
    pdf_store.make_sure(made.pk)
    return made


def test_the_page_shows_the_document_in_its_language(client: Client, invoice: Invoice) -> None:
    page = client.get(f"/d/{invoice.token}").content.decode()
    for text in ("F-000001", "Tienda alpha", "$10.000", "Ana Muñoz", "Comprobante de venta", f"/d/{invoice.token}.pdf"):
        assert text in page
    assert 'lang="es"' in page


def test_the_pdf_is_the_one_that_was_stored(client: Client, invoice: Invoice) -> None:
    answer = client.get(f"/d/{invoice.token}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert pdf_store._hash(answer.content) == Rendition.objects.get().sha256


@pytest.mark.parametrize("suffix", ["", ".pdf"])
def test_nobody_else_learns_of_it(client: Client, invoice: Invoice, suffix: str) -> None:
    answer = client.get(f"/d/{invoice.token}{suffix}")
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["nothing", "nothing.pdf", "{upper}", "{cut}", "{cut}.pdf", "{whole}.png", ""])
def test_everything_else_is_not_found(client: Client, invoice: Invoice, path: str) -> None:
    tried = path.format(upper=invoice.token.swapcase(), cut=invoice.token[:-1], whole=invoice.token)
    assert client.get(f"/d/{tried}").status_code == 404


def test_before_it_is_rendered_the_page_says_so(client: Client, store: Store, issue: Callable[..., Invoice]) -> None:
    made = issue(store)
    assert "prepara" in client.get(f"/d/{made.token}").content.decode()
    assert client.get(f"/d/{made.token}.pdf").status_code == 503


def test_rendering_twice_keeps_one_rendition_and_publishes_the_posting(
    invoice: Invoice, published: list[tuple[str, int]]
) -> None:
    pdf_store.render_and_store(invoice.rendering.pk)
    assert Rendition.objects.count() == 1
    assert published == [("invoices.post", invoice.posting.pk)]


def test_the_page_tells_what_became_of_the_document(client: Client, invoice: Invoice) -> None:
    def said(document: Invoice) -> str:
        return client.get(f"/d/{document.token}").content.decode()

    assert "Válido" in said(invoice)
    note = own(credit.credit_amounts(invoice, {1: Decimal(1000)}, **how(invoice)))
    assert "Anulado en parte por NC-000001" in said(invoice)
    assert "Anula el documento F-000001. Devolución" in " ".join(said(note).split())
    buyer = Buyer("Eva", "", "", "", "", None, (), "CL", "")
    corrected = own(reissue.reissue_invoice(invoice, buyer, **how(invoice)))
    assert "Reemplazado por F-000002" in said(invoice)
    assert "Reemplaza a F-000001" in said(corrected)


def test_a_test_document_says_so_and_is_shown_to_nobody_at_the_platform(
    client: Client, store: Store, invoicing_settings: InvoicingSettings
) -> None:
    example = read_order(order()).data
    assert example is not None
    made = issue_test_document(store=store, invoicing_settings=invoicing_settings, order=example)
    assert made.number == "TEST-000001"
    pdf_store.make_sure(made.pk)
    assert "no tiene valor" in client.get(f"/d/{made.token}").content.decode()
    order_link.post_link(made.posting.pk)
    assert Posting.objects.get().state == Posting.State.DONE
    assert Invoice.objects.open_invoice(store, made.order_id) is None


def test_a_damaged_file_is_not_served(client: Client, invoice: Invoice, tmp_path: Path) -> None:
    (file,) = tmp_path.rglob("*.pdf")
    file.write_bytes(b"%PDF-1.4 something else")
    with pytest.raises(pdf_store.DamagedRendition, match="F-000001"):
        client.get(f"/d/{invoice.token}.pdf")


def test_the_page_names_the_sellers_number_and_what_each_rate_comes_to(client: Client, invoice: Invoice) -> None:
    page = " ".join(client.get(f"/d/{invoice.token}").content.decode().split())
    for text in ("IVA 19%", "8.403", "1.597", "10.000", invoice.seller_tax_id):
        assert text in page


def test_documents_that_belong_together_are_links_apart(client: Client, invoice: Invoice) -> None:
    buyer = Buyer("Eva", "", "", "", "", None, (), "CL", "")
    corrected = own(reissue.reissue_invoice(invoice, buyer, **how(invoice)))
    note = invoice.credit_notes.get()
    for document, others in ((invoice, (corrected, note)), (corrected, (invoice,)), (note, (invoice,))):
        page = client.get(f"/d/{document.token}").content.decode()
        assert all(f'/d/{other.token}"' in page for other in others)


def test_the_page_asks_the_database_as_often_whatever_became_of_it(
    client: Client, invoice: Invoice, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(3):
        credit.credit_amounts(invoice, {1: Decimal(1000)}, **how(invoice))
    with django_assert_max_num_queries(12):
        client.get(f"/d/{invoice.token}")
