"""Language of a buyer's document."""

import pytest

from apps.invoices.languages import document_language, interface_language
from apps.stores.setting_groups import LanguageRules


@pytest.mark.parametrize(
    ("follows_buyer", "country", "language"),
    [
        (True, "BR", "pt"),
        (True, "US", "en"),
        (True, "JP", "es"),
        (True, "", "es"),
        # For domestic buyers the merchant's choice applies: a shop in Portugal that writes in Spanish.
        (True, "PT", "es"),
        (False, "BR", "es"),
    ],
)
def test_a_document_speaks_the_buyers_language_if_the_merchant_wants_it(
    follows_buyer: bool, country: str, language: str
) -> None:
    rules = LanguageRules(language="es", buyers_language=follows_buyer)
    assert document_language(rules, country, seller_country="PT") == language


@pytest.mark.parametrize(
    ("language", "country", "catalogued"),
    [("pt", "BR", "pt-br"), ("pt", "PT", "pt"), ("pt", "CL", "pt-br"), ("es", "CL", "es"), ("en", "BR", "en")],
)
def test_what_buyers_read_is_written_as_in_the_sellers_country(language: str, country: str, catalogued: str) -> None:
    assert interface_language(language, country) == catalogued
