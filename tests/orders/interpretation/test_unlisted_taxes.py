"""Taxes that products state without a list: read where a single usual rate explains them, else held."""

from decimal import Decimal
from typing import Any

import pytest

from apps.orders.data import Reading
from apps.orders.reading import read_order
from tests.factories import order, product

_ARGENTINA = [Decimal("10.5"), Decimal(21), Decimal(27)]
_MEXICO = [Decimal(8), Decimal(16)]
_SPAIN = [Decimal(4), Decimal(10), Decimal(21)]
_CHILE = [Decimal(19)]


def sold(lines: list[tuple[str, str, int]], rates: list[Decimal], **changes: str) -> Reading:
    """Return the reading of an order of `lines`: the price of a piece, the stated tax, the quantity."""
    products = [product(price=price, tax=tax, qty=qty, taxes=[]) for price, tax, qty in lines]
    subtotal = str(sum(Decimal(price) * qty for price, _, qty in lines))
    given: dict[str, Any] = {"currency": "EUR", "products": products, "subtotal": subtotal, **changes}
    return read_order(order(**given), usual_rates=rates)


def read_as(reading: Reading) -> list[tuple[Decimal | None, Decimal]]:
    assert reading.data is not None, reading.problems
    return [(item.rate, item.gross) for item in reading.data.items]


@pytest.mark.parametrize(
    ("lines", "rates", "changes"),
    [
        # Half of the first line at twice the rate, or its whole price with the second line's discount.
        ([("1000", "105", 1), ("500", "0", 1)], _ARGENTINA, {"tax": "105", "discount": "500", "total": "1105"}),
        ([("1000", "80", 1), ("700", "0", 1)], _MEXICO, {"tax": "80", "discount": "500", "total": "1280"}),
        # One of two pieces is free.
        ([("100", "16", 2), ("300", "0", 1)], _MEXICO, {"tax": "16", "discount": "100", "total": "416"}),
        # Tax inside: 63.38 at 21 % or 121 at 10 %.
        ([("121", "11", 1), ("100", "0", 1)], _SPAIN, {"tax": "11", "discount": "57.62", "total": "163.38"}),
    ],
)
def test_a_tax_that_a_coupon_may_have_reduced_from_another_rate_is_held(
    lines: list[tuple[str, str, int]], rates: list[Decimal], changes: dict[str, str]
) -> None:
    reading = sold(lines, rates, **changes)
    assert [problem.code for problem in reading.problems] == ["tax_rate_unknown"]


def test_a_coupon_that_no_other_rate_explains_leaves_the_rates_clear() -> None:
    lines = [("121", "18.9", 1), ("110", "9", 1), ("104", "3.6", 1)]
    reading = sold(lines, _SPAIN, tax="31.5", discount="33.5", total="301.5")
    assert read_as(reading) == [
        (Decimal(21), Decimal("108.9")),
        (Decimal(10), Decimal(99)),
        (Decimal(4), Decimal("93.6")),
    ]


def test_the_only_rate_of_a_country_needs_no_other_evidence() -> None:
    lines = [("11900", "950", 1), ("7000", "0", 1)]
    reading = sold(lines, _CHILE, currency="CLP", tax="950", discount="5950", total="12950")
    assert read_as(reading) == [(Decimal(19), Decimal(5950)), (Decimal(0), Decimal(7000))]


def test_rates_without_a_coupon_are_those_that_the_lines_tell() -> None:
    lines = [("100", "21", 1), ("100", "10", 1), ("100", "0", 1)]
    reading = sold(lines, _SPAIN, tax="31", total="331")
    assert read_as(reading) == [(Decimal(21), Decimal(121)), (Decimal(10), Decimal(110)), (Decimal(0), Decimal(100))]
    assert reading.data is not None
    assert [remark.code for remark in reading.data.remarks] == ["tax_rate_found"]
