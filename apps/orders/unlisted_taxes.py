"""The rates of taxes that products state without listing them.

Seen is an order whose products each state a tax and none lists its taxes. The rate then follows from the line's own
figures, if exactly one usual rate of the country gives them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from apps.core.money import minor_unit
from apps.orders.payload import RawOrder, RawProduct, RawTax

_HUNDRED = Decimal(100)


def with_usual_rates(order: RawOrder, rates: Sequence[Decimal]) -> Iterator[RawOrder]:
    """Yield `order` with the taxes that its lines state, inside the prices and then on top, where one rate gives each.

    `rates` are the usual ones of the country, in percent. Lines that state no tax have none.
    """
    for inside in (True, False):
        found = [_rate_of(line, rates, minor_unit(order.currency), inside=inside) for line in order.products]
        if all(rate is not None for rate in found):
            pairs = zip(order.products, found, strict=True)
            yield replace(order, products=tuple(_taxed(line, rate, inside=inside) for line, rate in pairs))


def _taxed(line: RawProduct, rate: Decimal | None, *, inside: bool) -> RawProduct:
    return replace(line, taxes=(RawTax("", rate, False, inside),) if rate else ())


def _rate_of(line: RawProduct, rates: Sequence[Decimal], unit: Decimal, *, inside: bool) -> Decimal | None:
    """Return the one of `rates` that gives the tax of `line`, 0 where it states none, else None."""
    if not line.tax or line.type == "gift_card":
        return Decimal(0)
    fitting = [rate for rate in rates if rate and _gives(line, rate, unit, inside=inside)]
    return fitting[0] if len(fitting) == 1 else None


def _gives(line: RawProduct, rate: Decimal, unit: Decimal, *, inside: bool) -> bool:
    """Tell whether `rate` gives the tax of the line or of one piece, before or after the line's own discount."""
    factor = rate / (_HUNDRED + rate) if inside else rate / _HUNDRED
    whole, off = line.price * line.quantity, line.discount
    prices = {whole, whole - off, whole - off * line.quantity, line.price, line.price - off}
    return any(abs(price * factor - (line.tax or 0)) < unit for price in prices)
