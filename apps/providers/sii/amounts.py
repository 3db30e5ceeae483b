"""The arithmetic of a DTE in whole pesos: prices of lines, nets that add up, and totals.

`MontoItem` is round half up (`QtyItem` x `PrcItem`) less `DescuentoMonto`. Gross lines are split by the boleta's rule:
net = round (taxable / 1.19), tax = taxable - net. With net lines the tax is 19 % of the net, so only 84 % of all totals
can be reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from apps.core.money import ZERO, settle_in
from apps.providers.document import DocumentLine
from apps.providers.sii.refusals import stop

RATE = Decimal(19)
_FACTOR = 1 + RATE / 100
_PESO = Decimal(1)
_DECIMALS = 6
# Significant digits that a JSON number keeps in every program.
_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """A line of the DTE: `amount` is its MontoItem. `place` counts the document's lines from 1."""

    place: int
    description: str
    is_exempt: bool
    quantity: Decimal
    price: Decimal
    discount: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The totals of a document."""

    net: Decimal
    tax: Decimal
    exempt: Decimal

    @property
    def total(self) -> Decimal:
        """Return MntTotal."""
        return self.net + self.tax + self.exempt

    @property
    def tax_by_rate(self) -> Decimal:
        """Return what the rate gives for the net."""
        return pesos(self.net * RATE / 100)


def pesos(amount: Decimal) -> Decimal:
    """Return `amount` in whole pesos, halves away from zero."""
    return amount.quantize(_PESO, ROUND_HALF_UP)


def is_exempt(line: DocumentLine) -> bool:
    """Tell whether the line bears no IVA."""
    return not line.tax_rate


def sums_of(lines: Iterable[DocumentLine]) -> Sums:
    """Return the totals of `lines` by the boleta's rule: they are always what was charged."""
    taxable, exempt = ZERO, ZERO
    for line in lines:
        if is_exempt(line):
            exempt += line.gross
        else:
            taxable += line.gross
    net = pesos(taxable / _FACTOR)
    return Sums(net=net, tax=taxable - net, exempt=exempt)


def nets_of(lines: Sequence[DocumentLine], net: Decimal) -> list[Decimal]:
    """Return the net of each line, so that those of the taxable ones add up to `net`; an exempt one is its amount."""
    taxable = [place for place, line in enumerate(lines) if not is_exempt(line)]
    nets = [line.gross for line in lines]
    settled = settle_in(_PESO, net, [lines[place].gross / _FACTOR for place in taxable]) if taxable else []
    for place, part in zip(taxable, settled, strict=True):
        nets[place] = part
    return nets


def gross_line(place: int, line: DocumentLine) -> PricedLine:
    """Return `line` with the price of the shop where it gives the charged amount, else with the price paid."""
    return _priced(place, line, line.gross, _shown(line, line.gross) if line.tax_inside or is_exempt(line) else None)


def net_line(place: int, line: DocumentLine, net: Decimal) -> PricedLine:
    """Return `line` in net amounts: `net` is its MontoItem."""
    if is_exempt(line):
        return gross_line(place, line)
    if not line.tax_inside:
        return _priced(place, line, net, _shown(line, net))
    price = _cut(line.gross / _FACTOR / line.quantity) if line.quantity else ZERO
    fits = price and pesos(line.quantity * price) == net
    return _priced(place, line, net, (price, ZERO) if fits else None)


def _shown(line: DocumentLine, amount: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return the unit price of the shop and the discount in pesos that come to `amount`, None if they do not."""
    discount = pesos(line.quantity * line.unit_price) - amount
    is_stated = abs(discount - line.discount) <= _PESO if line.discount else not discount
    is_price = line.unit_price > 0 and _cut(line.unit_price) == line.unit_price
    return (line.unit_price, discount) if is_stated and is_price and discount >= 0 else None


def _priced(place: int, line: DocumentLine, amount: Decimal, shown: tuple[Decimal, Decimal] | None) -> PricedLine:
    """Return the line with `shown`, or with the price that gives `amount`. Raise Stopped where there is none."""
    price, discount = shown or (_cut(amount / line.quantity) if line.quantity > 0 else ZERO, ZERO)
    if price <= 0 or _cut(line.quantity) != line.quantity or pesos(line.quantity * price) - discount != amount:
        raise stop("sii_line_amount", line=place, amount=amount)
    return PricedLine(
        place=place,
        description=line.description,
        is_exempt=is_exempt(line),
        quantity=line.quantity,
        price=price,
        discount=discount,
        amount=amount,
    )


def _cut(number: Decimal) -> Decimal:
    """Return `number` with at most six decimals, and not more digits than a JSON number keeps."""
    whole = len(str(int(abs(number))))
    decimals = max(0, min(_DECIMALS, _DIGITS - whole))
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
