"""What an order charges under one hypothesis, item by item, before anything is rounded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from apps.core.money import ZERO
from apps.orders.discounting import Discounts, discounts, price_shares
from apps.orders.figures import Figures
from apps.orders.hypotheses import Hypothesis
from apps.orders.payload import RawTax
from apps.orders.taxing import Taxing, percentage, taxing

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Charge:
    """What one item costs: `price` as priced, all of its `discount` taken off, and the taxes inside and on top."""

    price: Decimal
    discount: Decimal
    inside: Decimal
    on_top: Decimal


@dataclass(frozen=True, slots=True)
class Pricing:
    """The charges for the products, in the order of the lines, and for shipping if there is any."""

    figures: Figures
    hypothesis: Hypothesis
    discounts: Discounts
    products: list[Charge]
    shipping: Charge | None
    taxings: list[Taxing]
    on_shipping: Taxing
    shipping_taxes: Sequence[RawTax]

    @property
    def charges(self) -> list[Charge]:
        """All charges, shipping last."""
        return self.products if self.shipping is None else [*self.products, self.shipping]

    @property
    def target(self) -> Decimal:
        """What everything must come to: the order's total, and what gift cards paid of it where it is without."""
        order = self.figures.order
        return order.total + (order.gift_cards if self.hypothesis.total_is_net_of_gift_cards else ZERO)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it differ from other pricings of the same order: different answers may come to the same money."""
        given, answers = self.discounts, self.hypothesis
        money = (given.lines.discount, given.shipping_discount, given.coupon, given.reach, self.target)
        taxes = (answers.unmarked_tax_is_inside, answers.fixed_tax_is_per_unit, answers.shipping_tax_is_as_marked)
        return (*money, *taxes, answers.discount_is_per_unit, given.rounding)

    def fixed_units(self, quantity: Decimal) -> Decimal:
        """How often fixed taxes apply to a line of QUANTITY."""
        return quantity if self.hypothesis.fixed_tax_is_per_unit else Decimal(1)


def price(figures: Figures, hypothesis: Hypothesis, *, anywhere: bool = False) -> Pricing | None:
    """Returns what the order charges under HYPOTHESIS.

    None where its discounts or taxes then make no sense, or where the sum is farther from the total than rounding can
    explain; ANYWHERE leaves that last one out.
    """
    given = discounts(figures, hypothesis)
    if given is None:
        return None
    shipping_taxes = _shipping_taxes(figures, given, hypothesis)
    if shipping_taxes is None:
        return None
    taxings = figures.taxings(unmarked_inside=hypothesis.unmarked_tax_is_inside)
    on_shipping = taxing(shipping_taxes, unmarked_inside=hypothesis.unmarked_tax_is_inside)
    made = Pricing(figures, hypothesis, given, [], None, taxings, on_shipping, shipping_taxes)
    if not anywhere and not _comes_near(made):
        return None
    return _charged(made)


def _comes_near(made: Pricing) -> bool:
    """Works with the sums by combination of taxes: cheap enough to ask for every hypothesis."""
    figures, given, share = made.figures, made.discounts, made.discounts.share
    gross = (figures.order.shipping - given.shipping_discount) * (1 - share if given.reach.shipping else 1)
    gross = gross * made.on_shipping.gross_factor + made.on_shipping.fixed_on_top
    for number, (left, each) in enumerate(zip(given.lines.left_by_combination, made.taxings, strict=True)):
        kept = left * (1 - share) if share and given.reaches(number) else left
        gross += kept * each.gross_factor
        if each.fixed_inside or each.fixed_on_top:
            units = _fixed_units_of(made, number)
            gross += units * (each.fixed_on_top - each.fixed_inside * (each.gross_factor - 1))
    return abs(gross - made.target) <= figures.unit * (figures.units + 4)


def _fixed_units_of(made: Pricing, number: int) -> Decimal:
    figures = made.figures
    if made.hypothesis.fixed_tax_is_per_unit:
        return figures.quantity_by_combination[number]
    return Decimal(figures.combination_of.count(number))


def _charged(made: Pricing) -> Pricing:
    figures, given = made.figures, made.discounts
    *shares, shipping_share = price_shares(figures, given)
    products = []
    for index, line in enumerate(figures.order.products):
        combination = figures.combination_of[index]
        exact = given.share if given.reaches(combination) else ZERO
        left, own = given.lines.left[index], given.lines.discounts[index]
        units = made.fixed_units(line.quantity)
        products.append(_charge(made.taxings[combination], left, own, shares[index], exact, units))
    shipping = None
    if figures.order.shipping:
        off = given.shipping_discount
        exact = given.share if given.reach.shipping else ZERO
        shipping = _charge(made.on_shipping, figures.order.shipping - off, off, shipping_share, exact, Decimal(1))
    return replace(made, products=products, shipping=shipping)


def _charge(taxes: Taxing, left: Decimal, own: Decimal, share: Decimal, exact_share: Decimal, units: Decimal) -> Charge:
    """The taxes are those of the coupon's exact share; the coupon itself is taken off in minor units."""
    inside, on_top = taxes.split(left * (1 - exact_share) if exact_share else left, units)
    return Charge(left - share, own + share, inside, on_top)


def _shipping_taxes(figures: Figures, given: Discounts, hypothesis: Hypothesis) -> Sequence[RawTax] | None:
    """The listed taxes; for a tax that is stated without a list the products' rates that explain it, else None."""
    order = figures.order
    stated = order.shipping_tax
    if not hypothesis.shipping_tax_is_as_marked:
        return [replace(tax, inside=True) for tax in order.shipping_taxes]
    if order.shipping_taxes or not stated:
        return order.shipping_taxes
    for cost in dict.fromkeys((order.shipping - given.shipping_discount, order.shipping)):
        for taxes in figures.product_percentages:
            rate = percentage(taxes) / _HUNDRED
            base = cost / (1 + rate) if hypothesis.unmarked_tax_is_inside else cost
            if abs(base * rate - stated) < figures.unit:
                return taxes
    return None
