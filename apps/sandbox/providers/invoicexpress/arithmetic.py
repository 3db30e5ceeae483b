"""What the stand-in computes: by document (the sum at full precision, rounded once) or by line."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class Sums(NamedTuple):
    """Net, tax and total of a document."""

    net: Decimal
    tax: Decimal
    total: Decimal


class Row(NamedTuple):
    """A line: net unit price, quantity, percentage of discount and of tax."""

    price: Decimal
    quantity: Decimal
    discount: Decimal
    rate: Decimal

    @property
    def net(self) -> Decimal:
        """Return the net at full precision."""
        return self.price * self.quantity * (100 - self.discount) / 100


def cents(amount: Decimal) -> Decimal:
    """Round to cents, halves up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def sums(rows: Sequence[Row], rounding: str) -> Sums:
    """Return what `rows` come to; `rounding` is `document` or `line`."""
    if rounding == "line":
        net = sum((cents(row.net) for row in rows), Decimal(0))
        tax = sum((cents(row.net * row.rate / 100) for row in rows), Decimal(0))
        return Sums(net, tax, net + tax)
    net = sum((row.net for row in rows), Decimal(0))
    tax = sum((row.net * row.rate / 100 for row in rows), Decimal(0))
    return Sums(cents(net), cents(tax), cents(net + tax))
