"""The arithmetic of taxes on a price: some are inside it, some come on top; all percentages are of the same net.

Percentages accumulate (an “all categories” tax adds to the others). Each tax states whether it is inside or on top.
Fixed taxes are amounts that are no part of the net.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.core.money import ZERO
from apps.orders.data import ItemTax
from apps.orders.payload import RawTax

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Taxing:
    """The taxes on a price: percentages as fractions of the net, fixed ones as amounts, inside and on top."""

    inside: Decimal
    on_top: Decimal
    fixed_inside: Decimal
    fixed_on_top: Decimal

    @cached_property
    def gross_factor(self) -> Decimal:
        """Return the factor from a price without fixed taxes to the charged amount."""
        return 1 + self.on_top / (1 + self.inside)

    def split(self, price: Decimal, units: Decimal) -> tuple[Decimal, Decimal]:
        """Return the tax inside `price` and the tax on top of it, not rounded; `units` is how often fixed taxes apply.

        A price of zero holds no tax.
        """
        if not price:
            return ZERO, self.fixed_on_top * units
        net = (price - self.fixed_inside * units) / (1 + self.inside) if self.has_inside else price
        return price - net, net * self.on_top + self.fixed_on_top * units

    @cached_property
    def has_inside(self) -> bool:
        """Tell whether any tax is inside the price."""
        return bool(self.inside or self.fixed_inside)


def taxing(taxes: Sequence[RawTax], *, unmarked_inside: bool) -> Taxing:
    """Return the sums of `taxes`; `unmarked_inside` is for those that do not state whether they are inside."""
    sums = {(inside, fixed): ZERO for inside in (True, False) for fixed in (True, False)}
    for tax in taxes:
        sums[is_inside(tax, unmarked_inside), tax.fixed] += tax.rate or ZERO
    return Taxing(
        inside=sums[True, False] / _HUNDRED,
        on_top=sums[False, False] / _HUNDRED,
        fixed_inside=sums[True, True],
        fixed_on_top=sums[False, True],
    )


def is_inside(tax: RawTax, unmarked_inside: bool) -> bool:
    """Tell whether `tax` is inside the price: as it states, else as `unmarked_inside` says."""
    return unmarked_inside if tax.inside is None else tax.inside


def item_taxes(taxes: Sequence[RawTax], units: Decimal, *, unmarked_inside: bool) -> tuple[ItemTax, ...]:
    """Return `taxes` as an item declares them; `units` is how often fixed ones apply."""
    return tuple(
        ItemTax(
            name=tax.name,
            rate=None if tax.fixed else tax.rate or ZERO,
            amount=(tax.rate or ZERO) * units if tax.fixed else ZERO,
            inside=is_inside(tax, unmarked_inside),
        )
        for tax in taxes
    )


def percentage(taxes: Sequence[RawTax]) -> Decimal:
    """Return the sum of the percentages of `taxes`."""
    return sum((tax.rate or ZERO for tax in taxes if not tax.fixed), ZERO)
