"""Where a PDF is no tax document, ours does not look like one and states that it is none."""

import math
import re
from typing import get_args

import pytest

from apps.countries import registry
from apps.formats.document import InvoiceData, Kind
from apps.formats.pdf.layout.style import FRAMES, WATERMARK
from apps.formats.pdf.render import render_pdf
from apps.formats.pdf.text import font_metrics
from apps.formats.wording.locales import LANGUAGES
from apps.formats.wording.titles import heading
from tests.formats.pdf.factories import credit_note, invoice, line
from tests.formats.pdf.reading import open_pdf, page_texts, squeezed, text_of

FISCAL = re.compile(r"factura|fatura|boleta|invoice|nota de cr[eé]dito|nota fiscal|credit note|recibo", re.IGNORECASE)
KINDS: tuple[Kind, ...] = get_args(Kind)


def document(kind: Kind, language: str, country: str) -> InvoiceData:
    make = credit_note if kind == "credit_note" else invoice
    return make(kind=kind, language=language, country=country)


@pytest.mark.parametrize("country", ["BR", "CL", "CO", "MX", "PE", "PT"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_only_the_notice_speaks_of_tax_documents(kind: Kind, language: str, country: str) -> None:
    text = squeezed(text_of(document(kind, language, country)))
    notice = squeezed(heading(kind, country, language).notice)
    assert notice in text
    assert FISCAL.search(text.replace(notice, "")) is None
    assert squeezed(heading(kind, country, language).title) in text


@pytest.mark.parametrize(
    ("kind", "country", "language", "title"),
    [
        ("invoice", "CL", "es", "Comprobante de venta"),
        ("credit_note", "CL", "es", "Comprobante de anulación"),
        ("invoice", "PT", "pt", "Comprovativo de venda"),
        ("credit_note", "PT", "pt", "Comprovativo de anulação"),
        ("invoice", "BR", "pt", "Comprovante de venda"),
        ("invoice", "CL", "pt", "Comprovante de venda"),
        ("credit_note", "PE", "en", "Cancellation receipt"),
        ("invoice", "MX", "en", "Sales receipt"),
        ("invoice", "cl", "es", "Comprobante de venta"),
    ],
)
def test_receipts(kind: Kind, country: str, language: str, title: str) -> None:
    found = heading(kind, country, language)
    assert (found.title, found.notice) == (title, registry.country(country).notices[language])


@pytest.mark.parametrize(
    ("kind", "country", "language", "title"),
    [
        ("invoice", "ES", "es", "Factura"),
        ("credit_note", "ES", "es", "Factura rectificativa"),
        ("credit_note", "DE", "es", "Nota de crédito"),
        ("invoice", "FR", "pt", "Fatura"),
        ("credit_note", "ES", "pt", "Nota de crédito"),
        ("invoice", "DE", "en", "Invoice"),
        ("credit_note", "ES", "en", "Credit note"),
    ],
)
def test_tax_documents_elsewhere(kind: Kind, country: str, language: str, title: str) -> None:
    found = heading(kind, country, language)
    assert (found.title, found.notice) == (title, "")


def test_a_country_in_any_spelling_is_the_same_country() -> None:
    assert "no es un documento tributario" in text_of(invoice(country=" cl "))


@pytest.mark.parametrize("country", ["CL", "PT", "ES", "US", ""])
@pytest.mark.parametrize(
    ("language", "title", "facts"),
    [
        (
            "es",
            "Documento de prueba",
            ["no un documento válido", "Su número pertenece a una serie de pruebas", "Pagado"],
        ),
        (
            "pt",
            "Documento de teste",
            ["não um documento válido", "O seu número pertence a uma série de testes", "Pago"],
        ),
        ("en", "Test document", ["not a valid document", "Its number belongs to a test series", "Paid"]),
    ],
)
def test_a_test_is_called_one_and_nothing_else(language: str, title: str, facts: list[str], country: str) -> None:
    text = text_of(document("test", language, country))
    assert text.count(title) == 2
    assert [fact for fact in facts if fact not in text] == []
    assert FISCAL.search(text) is None


@pytest.mark.parametrize(("language", "word"), [("es", "PRUEBA"), ("pt", "TESTE"), ("en", "TEST")])
def test_a_test_says_so_across_every_page(language: str, word: str) -> None:
    data = invoice(*[line() for _ in range(60)], kind="test", language=language)
    pages = open_pdf(render_pdf(data)).pages
    assert len(pages) > 2
    for page in pages:
        drawn: list[tuple[str, list[float]]] = []
        page.extract_text(visitor_text=lambda text, matrix, *_, seen=drawn: seen.append((text.strip(), matrix)))
        first, matrix = next((text, matrix) for text, matrix in drawn if text)
        assert first == word
        assert_inside_the_page(word, matrix)


def assert_inside_the_page(word: str, matrix: list[float]) -> None:
    across, up = matrix[0], matrix[1]
    wide = font_metrics.width(word, WATERMARK.font, WATERMARK.size)
    assert 30 < math.degrees(math.atan2(up, across)) < 60
    assert wide * across + WATERMARK.size * up < FRAMES["a4"].width
    assert wide * up + WATERMARK.size * across < FRAMES["a4"].height


@pytest.mark.parametrize("kind", ["invoice", "credit_note"])
def test_nothing_else_has_a_watermark(kind: Kind) -> None:
    for text in page_texts(document(kind, "es", "ES")):
        assert "PRUEBA" not in text
