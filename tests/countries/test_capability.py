"""Legal standing of a PDF in each country, and its agreement with title, notice and reason."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from apps.countries import registry
from apps.countries.base import Standing
from apps.formats.wording.locales import LANGUAGES
from apps.formats.wording.titles import heading
from config.environment import PROJECT

_RECEIPT_COUNTRIES = ["BR", "CL", "CO", "MX", "PE", "PT"]


def test_the_countries_whose_authority_clears_each_document() -> None:
    receipts = {code for code, each in registry.COUNTRIES.items() if not each.capability.is_tax_document}
    assert receipts == set(_RECEIPT_COUNTRIES)


def test_receipts_alone_have_a_notice_in_every_language() -> None:
    for code, each in registry.COUNTRIES.items():
        assert tuple(each.notices) == (LANGUAGES if code in _RECEIPT_COUNTRIES else ())


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
    found = registry.country(country).capability
    assert found.standing is standing
    assert about in found.reason
    assert found.known <= date(2026, 12, 31)
    assert bool(found.source) is (standing is not Standing.PLAIN_INVOICE or country == "IT")
    assert bool(heading("invoice", country, "es").notice) is not found.is_tax_document


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("country", ["ES", "DE", "BE", "IT", "US", *_RECEIPT_COUNTRIES])
def test_merchants_read_the_reason_in_their_language(country: str, language: str) -> None:
    path: Path = PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        message = read_po(file, locale=language).get(registry.country(country).capability.reason)
    assert message is not None
    assert message.string
