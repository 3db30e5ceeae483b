"""The rates of taxes that products state without listing them.

Seen is an order whose products each state a tax, and none lists its taxes. The rate of a line follows from its own
figures if exactly one usual rate of the country gives them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from apps.core.money import ZERO, minor_unit
from apps.orders.payload import RawOrder, RawProduct, RawTax

_HUNDRED = Decimal(100)


def with_usual_rates(order: RawOrder, rates: Sequence[Decimal]) -> Iterator[RawOrder]:
    """Yield `order` with taxes listed, inside the prices and then on top, where one rate gives each line's stated tax.

    `rates` are the usual ones of the country, in percent. Lines that state no tax have none.
    """
    coupon = _most_of_coupon(order)
    for inside in (True, False):
        found = [_rate_of(line, rates, coupon, minor_unit(order.currency), inside=inside) for line in order.products]
        if all(rate is not None for rate in found):
            pairs = zip(order.products, found, strict=True)
            yield replace(order, products=tuple(_taxed(line, rate, inside=inside) for line, rate in pairs))


def _most_of_coupon(order: RawOrder) -> Decimal:
    """Return the largest possible coupon: none where the lines' own discounts come to the order's discount."""
    of_lines = sum((line.discount for line in order.products), ZERO)
    of_pieces = sum((line.discount * line.quantity for line in order.products), ZERO)
    return ZERO if order.discount in (of_lines, of_pieces) else order.discount


def _taxed(line: RawProduct, rate: Decimal | None, *, inside: bool) -> RawProduct:
    return replace(line, taxes=(RawTax("", rate, False, inside),) if rate else ())


def _rate_of(
    line: RawProduct, rates: Sequence[Decimal], coupon: Decimal, unit: Decimal, *, inside: bool
) -> Decimal | None:
    """Return the one of `rates` that gives the tax of `line`, 0 where it states none, else None."""
    if not line.tax or line.type == "gift_card":
        return Decimal(0)
    fitting = [rate for rate in rates if rate and _gives(line, rate, coupon, unit, inside=inside)]
    return fitting[0] if len(fitting) == 1 else None


def _gives(line: RawProduct, rate: Decimal, coupon: Decimal, unit: Decimal, *, inside: bool) -> bool:
    """Tell whether `rate` gives the tax of the line or of one piece, before or after its own discount.

    Up to `coupon` may also be off: half of 1000 at 21 % has the tax of 1000 at 10.5 %.
    """
    factor = rate / (_HUNDRED + rate) if inside else rate / _HUNDRED
    whole, off, count, tax = line.price * line.quantity, line.discount, line.quantity, line.tax or ZERO
    wholes = ((price, coupon) for price in (whole, whole - off, whole - off * count))
    pieces = ((price, coupon / count) for price in (line.price, line.price - off))
    return any((price - share) * factor - unit < tax < price * factor + unit for price, share in (*wholes, *pieces))
