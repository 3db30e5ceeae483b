"""What InvoiceXpress computes from net unit prices, and which unit prices come to what was charged. Pure.

InvoiceXpress adds net and tax of all lines at full precision and rounds the sum once; others report that each line is
rounded. Prices that reach the total both ways are taken before others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from apps.core.money import ZERO, quantize, settle

_PRICE_UNIT = Decimal("0.00001")
_HUNDRED = Decimal(100)
_EUR = "EUR"


@dataclass(frozen=True, slots=True)
class Priced:
    """A line as it is sent: net unit price with five decimals, quantity, and percentage of tax."""

    price: Decimal
    quantity: Decimal
    rate: Decimal

    @property
    def net(self) -> Decimal:
        """Return the net of the line at full precision."""
        return self.price * self.quantity

    @property
    def tax(self) -> Decimal:
        """Return the tax of the line at full precision."""
        return self.net * self.rate / _HUNDRED


@dataclass(frozen=True, slots=True)
class Charged:
    """What a line has to come to: its amounts after all discounts. `is_gross` tells which of them was the price."""

    net: Decimal
    gross: Decimal
    quantity: Decimal
    rate: Decimal
    is_gross: bool

    def from_gross(self) -> Priced:
        """Return the line with the unit price that the gross has inside."""
        return self._priced(self.gross / (1 + self.rate / _HUNDRED))

    def from_net(self) -> Priced:
        """Return the line with the unit price of its net."""
        return self._priced(self.net)

    def _priced(self, net: Decimal) -> Priced:
        return Priced((net / self.quantity).quantize(_PRICE_UNIT, ROUND_HALF_UP), self.quantity, self.rate)


def priced_lines(charged: Sequence[Charged], total: Decimal) -> list[Priced]:
    """Return the lines to send for `charged`: those that come to `total`, if any prices do, else the usual ones."""
    tried = list(_candidates(charged))
    reaching = [lines for lines in tried if total_of(lines) == total]
    safe = [lines for lines in reaching if total_by_line(lines) == total and sum(sums_of(lines), ZERO) == total]
    return next(iter([*safe, *reaching, *tried]))


def total_of(lines: Iterable[Priced]) -> Decimal:
    """Return the gross total: the sum at full precision, rounded once."""
    return quantize(sum((each.net + each.tax for each in lines), ZERO), _EUR)


def sums_of(lines: Sequence[Priced]) -> tuple[Decimal, Decimal]:
    """Return the net total and the tax total, each rounded once."""
    return (
        quantize(sum((each.net for each in lines), ZERO), _EUR),
        quantize(sum((each.tax for each in lines), ZERO), _EUR),
    )


def total_by_line(lines: Iterable[Priced]) -> Decimal:
    """Return the gross total where net and tax of each line are rounded."""
    return sum((quantize(each.net, _EUR) + quantize(each.tax, _EUR) for each in lines), ZERO)


def nets_of(lines: Sequence[Priced], grosses: Sequence[Decimal], net_total: Decimal) -> list[Decimal]:
    """Return the net of each line in cents, `net_total` together: lines without tax have their gross as net."""
    taxed = [index for index, each in enumerate(lines) if each.rate]
    nets = list(grosses)
    left = net_total - sum((nets[index] for index in range(len(lines)) if index not in taxed), ZERO)
    parts = settle(left, [lines[index].net for index in taxed], _EUR) if taxed else []
    for index, net in zip(taxed, parts, strict=True):
        nets[index] = net
    return nets


def _candidates(charged: Sequence[Charged]) -> Iterator[list[Priced]]:
    """Yield the lines by what was their price, then all by their gross, then all by their net."""
    yield [each.from_gross() if each.is_gross else each.from_net() for each in charged]
    yield [each.from_gross() for each in charged]
    yield [each.from_net() for each in charged]
