"""The meaning of an order's subtotal.

Jumpseller describes it as without taxes, shipping and discounts; seen is the sum of the products as priced, tax inside
included. It may also be the sum after discounts. Each of these may be with or without all tax.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from apps.core.money import ZERO
from apps.orders.interpretation.platform_rounding import Rounded
from apps.orders.interpretation.pricing import Pricing


def subtotal_meaning(pricing: Pricing, rounded: Rounded) -> str | None:
    """Return in words which sum of `pricing` as `rounded` the stated subtotal is; None if it is no known one."""
    figures, unit = pricing.figures, pricing.figures.unit
    if figures.order.subtotal is None:
        return "no subtotal"
    stated = figures.rounded(figures.order.subtotal)
    if stated == figures.rounded(figures.priced):
        return "subtotal as priced"
    for name, column in _columns(pricing, rounded):
        if stated == _rounded(sum(column, ZERO), unit):
            return f"subtotal {name}"
        if stated == sum((_rounded(amount, unit) for amount in column), ZERO):
            return f"subtotal {name}, each rounded"
    return None


def _columns(pricing: Pricing, rounded: Rounded) -> Iterator[tuple[str, list[Decimal]]]:
    """Yield the products' amounts: priced, after discounts, with rounded prices, charged; without and with all tax."""
    products, unit, count = pricing.figures.order.products, pricing.figures.unit, len(pricing.products)
    prices = [
        ("as priced", pricing.figures.amounts),
        ("after line discounts", pricing.discounts.lines.left),
        ("after all discounts", [charge.price for charge in pricing.products]),
    ]
    yield from prices
    yield "of rounded prices", [line.quantity * _rounded(line.price, unit) for line in products]
    yield "as charged", [price + tax for price, tax in zip(rounded.prices[:count], rounded.on_top[:count], strict=True)]
    for name, column in prices:
        taxes = [_taxes(pricing, index, price) for index, price in enumerate(column)]
        yield f"{name} without tax", [price - inside for price, (inside, _) in zip(column, taxes, strict=True)]
        yield f"{name} with tax", [price + on_top for price, (_, on_top) in zip(column, taxes, strict=True)]


def _taxes(pricing: Pricing, index: int, price: Decimal) -> tuple[Decimal, Decimal]:
    figures = pricing.figures
    units = pricing.fixed_units(figures.order.products[index].quantity)
    return pricing.taxings[figures.combination_of[index]].split(price, units)


def _rounded(amount: Decimal, unit: Decimal) -> Decimal:
    return amount.quantize(unit, ROUND_HALF_UP)
