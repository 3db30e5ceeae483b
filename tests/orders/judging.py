"""Result of reading a simulated sale: issued correctly, held, or wrong."""

import json
from fractions import Fraction
from typing import Any

from apps.core.http import exact_json
from apps.orders.data import Reading
from apps.orders.reading import read_order
from tests.orders.shops import Sold
from tests.orders.simulating import Sale


def read_sale(order: dict[str, Any]) -> Reading:
    """Return the reading of `order` after serialising it as JSON."""
    return read_order(exact_json.parse_json(json.dumps(order).encode()))


def judge(sold: Sold) -> str:
    """Return `issued`, `held: …` with the reason's code, or `wrong: …` with the wrong figure."""
    reading = read_sale(sold.sale.order)
    if reading.data is None:
        return f"held: {reading.problems[0].code}"
    fault = wrong(reading, sold.sale, Fraction(1, 10**sold.cart.decimals))
    return f"wrong: {fault}" if fault else "issued"


def wrong(reading: Reading, sale: Sale, unit: Fraction) -> str:
    """Return which figure of `reading` differs from `sale`, rounded to `unit`; the empty string if none does."""
    assert reading.data is not None
    if Fraction(reading.data.gross_total) != sale.gross:
        return "total"
    found, room = _by_rates(reading), (len(sale.items) + 2) * unit
    rates = found.keys() | sale.by_rates.keys()
    if any(abs(found.get(each, Fraction(0)) - sale.by_rates.get(each, Fraction(0))) > room for each in rates):
        return "rate"
    lines = zip(reading.data.items, sale.items, strict=True)
    # Prices may be rounded for each piece: half a unit, and the tax another half.
    differ = (
        abs(Fraction(item.gross) - sold) > max(Fraction(2), Fraction(item.quantity)) * unit for item, sold in lines
    )
    return "line" if any(differ) else ""


def _by_rates(reading: Reading) -> dict[tuple[Fraction, ...], Fraction]:
    assert reading.data is not None
    sums: dict[tuple[Fraction, ...], Fraction] = {}
    for item in reading.data.items:
        rates = tuple(sorted(Fraction(tax.rate) for tax in item.taxes if tax.rate))
        sums[rates] = sums.get(rates, Fraction(0)) + Fraction(item.gross)
    return sums
