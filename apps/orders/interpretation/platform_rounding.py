"""The ways in which the platform may have rounded: prices may have more decimals than the currency, as tax on top has.

Jumpseller documents that it rounds item by item. Its fields are sums, so each usual way is tried. Amounts that are
rounded together are spread over their items by largest remainder.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from apps.core.money import ZERO, settle_in
from apps.orders.interpretation.pricing import Pricing

# Shares of a coupon are quotients, cut at 28 digits: half a unit less that error counts as half a unit.
_CUT = Decimal("1e-12")
_ONE = Decimal(1)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Rounded:
    """The price and the tax on top of each charge, in minor units; `name` is the way of rounding."""

    name: str
    prices: list[Decimal]
    on_top: list[Decimal]

    @property
    def gross(self) -> Decimal:
        """Return the gross total."""
        return sum(self.prices, ZERO) + sum(self.on_top, ZERO)


@dataclass(frozen=True, slots=True)
class Column:
    """Amounts rounded in one way: their total is computed at once, the `parts` on demand."""

    total: Decimal
    parts: Callable[[], list[Decimal]]


def roundings(pricing: Pricing) -> Iterator[Rounded]:
    """Yield the charges of `pricing` in each way of rounding that reaches its target, best evidence first."""
    for name, prices, on_top in _ways(_Exact(pricing)):
        if prices.total + on_top.total == pricing.target:
            yield Rounded(name, prices.parts(), on_top.parts())


def by_item(pricing: Pricing) -> Rounded:
    """Return the charges of `pricing`, each rounded by itself, whether or not they reach the target."""
    exact = _Exact(pricing)
    return Rounded("each item rounded", exact.by_item(exact.prices).parts(), exact.by_item(exact.on_top).parts())


def _ways(exact: "_Exact") -> Iterator[tuple[str, Column, Column]]:
    has_on_top = any(exact.on_top)
    if exact.is_near:
        yield from _ways_by_sums(exact)
    if has_on_top or exact.is_off_unit:
        yield from _ways_by_unit(exact)
    if has_on_top:
        yield from exact.as_stated()


def _ways_by_sums(exact: "_Exact") -> Iterator[tuple[str, Column, Column]]:
    prices, taxes = exact.by_item(exact.prices), exact.by_item(exact.on_top)
    yield "each item rounded", prices, taxes
    on_top = [("tax per item", taxes)]
    if any(exact.on_top):
        yield "price with tax rounded per item", prices, exact.less(exact.by_item(exact.gross), prices)
        groups = (("tax per rate", exact.rates), ("tax per field", exact.fields), ("tax once", exact.everything))
        on_top += [(name, exact.together(exact.on_top, group)) for name, group in groups]
    for (price, column), (tax, added) in product(exact.priced(), on_top):
        yield f"{price} rounded, {tax}", column, added
    if exact.is_off_unit:
        yield from exact.once()


def _ways_by_unit(exact: "_Exact") -> Iterator[tuple[str, Column, Column]]:
    taxes = exact.by_unit(exact.on_top, exact.quantities)
    if exact.is_off_unit:
        yield "each unit rounded", exact.by_unit(exact.prices, exact.priced_units), taxes
    prices = exact.by_item(exact.prices)
    yield "tax rounded per unit", prices, taxes
    gross = exact.by_unit(exact.gross, exact.quantities)
    yield "price with tax rounded per unit", prices, exact.less(gross, prices)


class _Exact:
    """The charges before rounding, as columns."""

    def __init__(self, pricing: Pricing) -> None:
        charges = pricing.charges
        self.pricing = pricing
        self.unit = pricing.figures.unit
        self.is_off_unit = pricing.figures.has_off_unit_amounts
        self.prices = [charge.price for charge in charges]
        self.on_top = [charge.on_top for charge in charges]

    @property
    def is_near(self) -> bool:
        """Tell whether rounding each item once can reach the target."""
        miss = sum(self.prices, ZERO) + sum(self.on_top, ZERO) - self.pricing.target
        return abs(miss) <= self.unit * (len(self.prices) + 1)

    @property
    def gross(self) -> list[Decimal]:
        return [price + tax for price, tax in zip(self.prices, self.on_top, strict=True)]

    def priced(self) -> Iterator[tuple[str, Column]]:
        """Yield the ways to round prices alone."""
        yield "each price", self.by_item(self.prices)
        if self.is_off_unit:
            yield from self.sums_of_prices()

    def sums_of_prices(self) -> Iterator[tuple[str, Column]]:
        """Yield the ways for prices with too many decimals: the sum rounded, or lines, discounts and shipping each."""
        given, charged = self.pricing.discounts, self.pricing.shipping
        shipping = self._round(charged.price) if charged else ZERO
        yield "sum of prices", self.together(self.prices, self.everything)
        if given.lines.discount or given.coupon:
            on_products = self.pricing.coupon_on_products
            goods = self._round(self.pricing.figures.priced) - self._round(given.lines.discount + on_products)
            yield "subtotal and discount", self._of_prices(goods + shipping)
        for name, coupon in self.whole_coupons():
            lines = sum((self._round(left) for left in given.lines.left), ZERO)
            yield f"each price before the {name}", self._of_prices(lines - coupon + shipping)
            yield (
                f"sum of prices before the {name}",
                self._of_prices(self._round(given.lines.total - coupon) + shipping),
            )

    def whole_coupons(self) -> Iterator[tuple[str, Decimal]]:
        """Yield the coupon in minor units, rounded to the nearest and the other way.

        Where it is the difference of rounded figures, the direction of its rounding is unknown.
        """
        coupon = self.pricing.coupon_on_products
        part = coupon % self.unit
        if coupon:
            yield "coupon", self._round(coupon)
        if part:
            yield (
                "coupon rounded the other way",
                coupon - part if self._round(coupon) > coupon else coupon - part + self.unit,
            )

    @property
    def quantities(self) -> list[Decimal]:
        return [*(line.quantity for line in self.pricing.figures.order.products), _ONE][: len(self.prices)]

    @property
    def priced_units(self) -> list[Decimal]:
        """Return each quantity where the price of one piece has too many decimals, else 1."""
        figures = self.pricing.figures
        each = [line.quantity if figures.is_off_unit(line.price) else _ONE for line in figures.order.products]
        return [*each, _ONE][: len(self.prices)]

    @property
    def rates(self) -> list[Hashable]:
        """Return the percentage on top of each charge, as a fraction."""
        rates = [taxing.on_top for taxing in self.pricing.taxings]
        of_lines: list[Hashable] = [rates[number] for number in self.pricing.figures.combination_of]
        return [*of_lines, self.pricing.on_shipping.on_top][: len(self.prices)]

    @property
    def fields(self) -> list[Hashable]:
        """Return the group of each charge by the order's fields: products or shipping."""
        products = len(self.pricing.products)
        return [index < products for index in range(len(self.prices))]

    @property
    def everything(self) -> list[Hashable]:
        return [None] * len(self.prices)

    def by_item(self, amounts: Sequence[Decimal]) -> Column:
        rounded = [self._round(amount) if amount else ZERO for amount in amounts]
        return Column(sum(rounded, ZERO), lambda: rounded)

    def by_unit(self, amounts: Sequence[Decimal], units: Sequence[Decimal]) -> Column:
        """Round the amount of one unit and multiply it."""
        each = zip(amounts, units, strict=True)
        return self.by_item([self._round(amount / unit) * unit if unit > 1 else amount for amount, unit in each])

    def together(self, amounts: Sequence[Decimal], groups: Sequence[Hashable]) -> Column:
        """Round the sum of each group and spread it over the group's members."""
        members: dict[Hashable, list[int]] = {}
        for index, group in enumerate(groups):
            members.setdefault(group, []).append(index)
        totals = {group: self._round(sum((amounts[i] for i in indices), ZERO)) for group, indices in members.items()}

        def parts() -> list[Decimal]:
            rounded = [ZERO] * len(amounts)
            for group, indices in members.items():
                settled = self._settle(totals[group], [amounts[index] for index in indices])
                for index, part in zip(indices, settled, strict=True):
                    rounded[index] = part
            return rounded

        return Column(sum(totals.values(), ZERO), parts)

    def less(self, column: Column, other: Column) -> Column:
        """Return the amounts of `column` less those of `other`."""

        def parts() -> list[Decimal]:
            return [amount - part for amount, part in zip(column.parts(), other.parts(), strict=True)]

        return Column(column.total - other.total, parts)

    def once(self) -> Iterator[tuple[str, Column, Column]]:
        """Round the sum of all prices and taxes once; the coupon may have been rounded before."""
        price, tax = sum(self.prices, ZERO), sum(self.on_top, ZERO)
        on_top, given = self._round(tax), self.pricing.coupon_on_products
        yield "everything rounded once", *self._split(self._round(price + tax) - on_top, on_top)
        for name, coupon in self.whole_coupons():
            total = self._round(price + given - coupon + tax)
            yield f"everything but the {name} rounded once", *self._split(total - on_top, on_top)

    def as_stated(self) -> Iterator[tuple[str, Column, Column]]:
        """Yield the stated tax where all tax is on top and the rounding of the taxed items can explain it."""
        order = self.pricing.figures.order
        if order.tax is None or any(charge.inside for charge in self.pricing.charges):
            return
        room = self.unit * sum(1 for tax in self.on_top if tax) * _HALF
        for stated in dict.fromkeys((order.tax, order.tax + (order.shipping_tax or ZERO))):
            on_top = self._round(stated)
            if abs(on_top - sum(self.on_top, ZERO)) > room:
                continue
            taxes = self._of_taxes(on_top)
            for name, prices in self.priced():
                yield f"{name} rounded, tax as stated", prices, taxes

    def _split(self, price: Decimal, on_top: Decimal) -> tuple[Column, Column]:
        return self._of_prices(price), self._of_taxes(on_top)

    def _of_prices(self, total: Decimal) -> Column:
        return Column(total, lambda: self._settle(total, self.prices))

    def _of_taxes(self, total: Decimal) -> Column:
        return Column(total, lambda: self._settle(total, self.on_top))

    def _settle(self, total: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
        return settle_in(self.unit, total, parts)

    def _round(self, amount: Decimal) -> Decimal:
        return (amount + _CUT).quantize(self.unit, ROUND_HALF_UP)
