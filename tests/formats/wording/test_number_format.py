"""Numbers and dates by language, country and currency."""

from datetime import date
from decimal import Decimal

import pytest

from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures


def figures(language: str, country: str, currency: str) -> Figures:
    return Figures(locale_of(language, country), currency)


@pytest.mark.parametrize(
    ("language", "country", "currency", "money"),
    [
        ("es", "CL", "CLP", "$1.234.568"),
        ("es", "CL", "EUR", "EUR 1.234.567,50"),
        ("es", "ES", "EUR", "1.234.567,50 €"),
        ("pt", "PT", "EUR", "1 234 567,50 €"),
        ("pt", "BR", "BRL", "R$ 1.234.567,50"),
        ("en", "CL", "CLP", "CLP 1,234,568"),
        ("en", "GB", "GBP", "£1,234,567.50"),
        ("en", "US", "KWD", "KWD 1,234,567.500"),
        ("es", "??", "EUR", "1.234.567,50 €"),
    ],
)
def test_money(language: str, country: str, currency: str, money: str) -> None:
    assert figures(language, country, currency).money(Decimal("1234567.5")) == money


def test_amounts_have_the_decimals_of_their_currency() -> None:
    assert figures("es", "CL", "CLP").amount(Decimal("1234.5")) == "1.235"
    assert figures("es", "ES", "EUR").amount(Decimal("-0.005")) == "-0,01"
    assert figures("es", "CL", "CLF").amount(Decimal("1")) == "1,0000"


def test_nothing_has_no_sign() -> None:
    pesos = figures("es", "CL", "CLP")
    assert pesos.amount(Decimal("-0.4")) == "0"
    assert pesos.money(Decimal("-0.4")) == "$0"
    assert pesos.price(Decimal("-0.00"), 2) == "0,00"


def test_prices_share_the_decimals_that_one_of_them_needs() -> None:
    pesos = figures("es", "CL", "CLP")
    assert pesos.price_decimals([]) == 0
    assert pesos.price_decimals([(Decimal(1), Decimal("10")), (Decimal(2), Decimal("1.50"))]) == 1
    assert pesos.price_decimals([(Decimal(1), Decimal("1.23456"))]) == 4
    assert figures("es", "CL", "EUR").price_decimals([(Decimal(1), Decimal("1E+3"))]) == 2
    assert pesos.price(Decimal("0.00005"), 4) == "0,0001"


@pytest.mark.parametrize(
    ("quantity", "price", "places"),
    [("10000", "0.00123456", 6), ("3", "8403.36134454", 4), ("1000000", "0.333333333333", 8), ("1", "0.00004", 4)],
)
def test_a_quantity_times_the_shown_price_is_the_amount(quantity: str, price: str, places: int) -> None:
    euros = figures("es", "ES", "EUR")
    assert euros.price_decimals([(Decimal(1), Decimal(2)), (Decimal(quantity), Decimal(price))]) == places


def test_quantities_and_rates_lose_no_digit() -> None:
    spanish = figures("es", "ES", "EUR")
    assert spanish.quantity(Decimal("2.000")) == "2"
    assert spanish.quantity(Decimal("0.333333")) == "0,333333"
    assert spanish.quantity(Decimal("1E+3")) == "1.000"
    assert spanish.percent(Decimal("21.00")) == "21 %"
    assert spanish.percent(Decimal("5.25")) == "5,25 %"


def test_dates_are_in_words() -> None:
    day = date(2026, 9, 3)
    assert figures("es", "PE", "PEN").date(day) == "3 de setiembre de 2026"
    assert figures("pt", "PT", "EUR").date(day) == "3 de setembro de 2026"
    assert figures("en", "GB", "GBP").date(day) == "3 September 2026"
