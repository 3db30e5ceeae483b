from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.money import UnknownCurrency, decimals, minor_unit, quantize, spread

_CURRENCIES = st.sampled_from(["CLP", "JPY", "EUR", "USD", "COP", "KWD", "CLF"])
_WEIGHTS = st.lists(st.decimals(0, 10**7, places=4), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("currency", "expected"), [("CLP", 0), ("JPY", 0), ("EUR", 2), ("COP", 2), ("KWD", 3), ("CLF", 4)]
)
def test_decimals_follow_iso_4217(currency: str, expected: int) -> None:
    assert decimals(currency) == expected


@pytest.mark.parametrize("code", ["", "eur ", "XAU", "ABC"])
def test_codes_without_amounts_are_refused(code: str) -> None:
    with pytest.raises(UnknownCurrency):
        decimals(code)


def test_halves_go_away_from_zero() -> None:
    assert quantize(Decimal("0.125"), "EUR") == Decimal("0.13")
    assert quantize(Decimal("2.5"), "CLP") == 3


@given(currency=_CURRENCIES, units=st.integers(0, 10**9), weights=_WEIGHTS)
def test_spread_parts_add_up_and_stay_within_one_minor_unit(currency: str, units: int, weights: list[Decimal]) -> None:
    unit = minor_unit(currency)
    amount = units * unit
    parts = spread(amount, weights, currency)
    assert sum(parts) == amount
    total = sum(weights)
    if total:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - amount * weight / total) < unit


@given(currency=_CURRENCIES, units=st.integers(0, 10**6), count=st.integers(1, 20))
def test_spread_over_nothing_gives_all_to_the_first(currency: str, units: int, count: int) -> None:
    amount = units * minor_unit(currency)
    assert spread(amount, [Decimal(0)] * count, currency) == [amount, *[Decimal(0)] * (count - 1)]
