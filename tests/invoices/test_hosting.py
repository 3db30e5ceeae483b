"""The link: opens for whoever has it, for nobody else, and is nobody's search result."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from apps.invoices import printing, rendering
from apps.invoices.models import Invoice, Rendition
from apps.invoices.pdf.rendering import render
from apps.stores.models import InvoicingSettings, Store


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice]) -> Invoice:
    made = issue(store)
    rendering.make_sure(made.pk)
    return made


def test_the_page_shows_the_document_in_its_language(client: Client, invoice: Invoice) -> None:
    page = client.get(f"/d/{invoice.token}").content.decode()
    for text in ("F-000001", "Tienda alpha", "$10.000", "Ana Muñoz", "Comprobante de venta", f"/d/{invoice.token}.pdf"):
        assert text in page
    assert 'lang="es"' in page


def test_the_pdf_is_the_one_that_was_stored(client: Client, invoice: Invoice) -> None:
    answer = client.get(f"/d/{invoice.token}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert rendering._hash(answer.content) == Rendition.objects.get().sha256


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


def test_rendering_twice_keeps_one_rendition_and_rings_for_the_posting(
    invoice: Invoice, bell: list[tuple[str, int]]
) -> None:
    rendering.render(invoice.posting.pk)
    assert Rendition.objects.count() == 1
    assert bell == [("invoices.post", invoice.posting.pk)]


def test_settings_never_touch_the_past(invoice: Invoice) -> None:
    before = render(printing.data_of(Invoice.objects.get()))
    InvoicingSettings.objects.update(seller_name="Otra", seller_tax_id="1-9", language="en", tax_rounding="document")
    Store.objects.update(name="Otra", country="ES", time_zone="Europe/Madrid", currency="EUR")
    assert render(printing.data_of(Invoice.objects.get())) == before


def test_a_damaged_file_is_not_served(client: Client, invoice: Invoice, tmp_path: Path) -> None:
    (file,) = tmp_path.rglob("*.pdf")
    file.write_bytes(b"%PDF-1.4 something else")
    with pytest.raises(rendering.DamagedRendition, match="F-000001"):
        client.get(f"/d/{invoice.token}.pdf")
