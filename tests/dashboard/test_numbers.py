"""Numbers as merchants type them."""

from decimal import Decimal

import pytest
from babel import Locale

from apps.dashboard.shared.number_field import parse_number


@pytest.mark.parametrize(
    ("locale", "typed", "number"),
    [
        ("es_CL", "12,50", "12.50"),
        ("es_CL", "1.250,00", "1250.00"),
        ("es_CL", "1.250", "1250"),
        ("es_CL", "12.345.678", "12345678"),
        ("es_MX", "12.50", "12.50"),
        ("es_MX", "1,250.00", "1250.00"),
        ("pt_PT", "1 250,5", "1250.5"),
        ("pt_PT", "1.250,5", "1250.5"),
        ("pt_BR", "1250,5", "1250.5"),
        ("en", "1,250.5", "1250.5"),
    ],
)
def test_numbers_are_read_by_the_conventions_of_the_place(locale: str, typed: str, number: str) -> None:
    assert parse_number(typed, Locale.parse(locale)) == Decimal(number)


@pytest.mark.parametrize("typed", ["12.50", "1.25", "1,250.00", "1.2.3", "-5", "1e5", "NaN", "doce", "12,", ",5", "٣"])
def test_what_is_no_number_or_could_be_two_is_none(typed: str) -> None:
    assert parse_number(typed, Locale("es", "CL")) is None
