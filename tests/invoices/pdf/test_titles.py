"""Honesty: where a PDF is no tax document, ours does not look like one and says so."""

import re
from typing import get_args

import pytest

from apps.invoices.pdf.data import Kind
from apps.invoices.pdf.locales import LANGUAGES
from apps.invoices.pdf.titles import NOTICES, heading
from tests.invoices.pdf.factories import credit_note, invoice
from tests.invoices.pdf.reading import squeezed, text_of

FISCAL = re.compile(r"factura|fatura|boleta|invoice|nota de cr[eé]dito|nota fiscal|credit note|recibo", re.IGNORECASE)
KINDS: tuple[Kind, ...] = get_args(Kind)


def test_the_countries_whose_authority_clears_each_document() -> None:
    assert set(NOTICES) == {"CL", "PT", "CO", "MX", "BR", "PE"}
    assert {tuple(notices) for notices in NOTICES.values()} == {LANGUAGES}


@pytest.mark.parametrize("country", NOTICES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_only_the_notice_speaks_of_tax_documents(kind: Kind, language: str, country: str) -> None:
    make = invoice if kind == "invoice" else credit_note
    text = squeezed(text_of(make(language=language, country=country)))
    notice = squeezed(NOTICES[country][language])
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
    assert heading(kind, country, language).title == title


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
