"""Legal standing of a PDF in each country, and its agreement with title, notice and reason."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from apps.countries.capability import RECEIPT_COUNTRIES, Standing, capability
from apps.formats.wording.titles import NOTICES, heading
from config.environment import PROJECT


def test_receipts_are_where_notices_are() -> None:
    assert set(NOTICES) == RECEIPT_COUNTRIES


@pytest.mark.parametrize(
    ("country", "standing", "about"),
    [
        ("ES", Standing.TAX_INVOICE, "VERI*FACTU"),
        (" es ", Standing.TAX_INVOICE, "VERI*FACTU"),
        ("DE", Standing.TAX_INVOICE, "European VAT law"),
        ("BE", Standing.TAX_INVOICE, "electronic invoicing network"),
        ("IT", Standing.PLAIN_INVOICE, "Sistema di Interscambio"),
        ("US", Standing.PLAIN_INVOICE, "Ask your accountant"),
        ("", Standing.PLAIN_INVOICE, "Ask your accountant"),
        ("CL", Standing.RECEIPT, "SII"),
        ("pt", Standing.RECEIPT, "AT"),
        ("CO", Standing.RECEIPT, "DIAN"),
        ("MX", Standing.RECEIPT, "CFDI"),
        ("BR", Standing.RECEIPT, "SEFAZ"),
        ("PE", Standing.RECEIPT, "SUNAT"),
    ],
)
def test_by_country(country: str, standing: Standing, about: str) -> None:
    found = capability(country)
    assert found.standing is standing
    assert about in found.reason
    assert found.known <= date(2026, 12, 31)
    assert bool(found.source) is (standing is not Standing.PLAIN_INVOICE or country == "IT")
    assert bool(heading("invoice", country, "es").notice) is not found.is_tax_document


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("country", ["ES", "DE", "BE", "IT", "US", *sorted(RECEIPT_COUNTRIES)])
def test_merchants_read_the_reason_in_their_language(country: str, language: str) -> None:
    path: Path = PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        message = read_po(file, locale=language).get(capability(country).reason)
    assert message is not None
    assert message.string
