"""The charges of an order under one hypothesis, item by item, before anything is rounded."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cached_property
from itertools import product

from apps.core.money import ZERO
from apps.orders.interpretation.discounts import Discounts, Placement, discounts, price_shares
from apps.orders.interpretation.figures import Figures
from apps.orders.interpretation.hypotheses import Hypothesis
from apps.orders.interpretation.taxes import Taxing, percentage
from apps.orders.payload import RawTax

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Charge:
    """The charge for one item: its `price` with all of its `discount` taken off, and the taxes inside and on top."""

    price: Decimal
    discount: Decimal
    inside: Decimal
    on_top: Decimal


@dataclass(frozen=True)
class Basis:
    """The prices of an order's items under one hypothesis before a coupon, and their taxes."""

    figures: Figures
    hypothesis: Hypothesis
    discounts: Discounts
    taxings: list[Taxing]
    on_shipping: Taxing
    shipping_taxes: Sequence[RawTax]

    @property
    def target(self) -> Decimal:
        """Return the gross total to reach: the order's total, plus the gift cards' part where it leaves that out."""
        order = self.figures.order
        return order.total + (order.gift_cards if self.hypothesis.total_is_net_of_gift_cards else ZERO)

    @property
    def key(self) -> tuple[object, ...]:
        """Return the features that tell bases of one order apart: different answers may give the same amounts."""
        given, answers = self.discounts, self.hypothesis
        money = (given.lines.discount, given.coupon, self.target)
        taxes = (answers.unmarked_tax_is_inside, answers.fixed_tax_is_per_unit, answers.shipping_tax_is_as_marked)
        return (*money, *taxes, answers.discount_is_per_unit, given.rounding)

    @cached_property
    def lefts(self) -> list[Decimal]:
        """Return the price of each product and, last, of shipping, less its own discount."""
        return [*self.discounts.lines.left, self.figures.order.shipping - self.discounts.shipping_discount]

    def fixed_units(self, quantity: Decimal) -> Decimal:
        """Return how often fixed taxes apply to a line of `quantity`."""
        return quantity if self.hypothesis.fixed_tax_is_per_unit else Decimal(1)

    def split(self, index: int, price: Decimal) -> tuple[Decimal, Decimal]:
        """Return the tax inside `price` and the tax on top of it for the product `index`; shipping is the last."""
        products = self.figures.order.products
        if index == len(products):
            return self.on_shipping.split(price, Decimal(1))
        return self.taxings[self.figures.combination_of[index]].split(price, self.fixed_units(products[index].quantity))

    def tax_of_one(self, index: int) -> Decimal:
        """Return by how much the tax of an item grows with each unit of its price."""
        left = self.lefts[index]
        whole, half = sum(self.split(index, left), ZERO), sum(self.split(index, left / 2), ZERO)
        return 2 * (whole - half) / left if left else ZERO


@dataclass(frozen=True)
class Pricing(Basis):
    """The charges for the products, in the order of the lines, and for shipping if there is any."""

    placement: Placement
    products: list[Charge]
    shipping: Charge | None

    @property
    def charges(self) -> list[Charge]:
        """Return all charges, shipping last."""
        return self.products if self.shipping is None else [*self.products, self.shipping]

    @cached_property
    def fixed_taxes(self) -> Decimal:
        """Return the sum of the products' fixed taxes."""
        each = [taxing.fixed_inside + taxing.fixed_on_top for taxing in self.taxings]
        return sum((_fixed_units_of(self, number) * fixed for number, fixed in enumerate(each) if fixed), ZERO)

    @property
    def coupon_on_products(self) -> Decimal:
        """Return the part of the coupon that is off products."""
        return self.discounts.coupon - self.placement.amounts[-1]


def basis(figures: Figures, hypothesis: Hypothesis) -> Basis | None:
    """Return the prices and taxes under `hypothesis`; None where its discounts or shipping taxes are impossible."""
    given = discounts(figures, hypothesis)
    if given is None:
        return None
    shipping_taxes = _shipping_taxes(figures, given, hypothesis)
    if shipping_taxes is None:
        return None
    taxings = figures.taxings(unmarked_inside=hypothesis.unmarked_tax_is_inside)
    on_shipping = figures.taxing_of(tuple(shipping_taxes), unmarked_inside=hypothesis.unmarked_tax_is_inside)
    return Basis(figures, hypothesis, given, taxings, on_shipping, shipping_taxes)


def price(found: Basis, placement: Placement, *, anywhere: bool = False) -> Pricing | None:
    """Return the charges with the coupon at `placement`.

    None where the sum is farther from the total than rounding can explain, unless `anywhere`.
    """
    return _charged(found, placement) if anywhere or _comes_near(found, placement) else None


def _comes_near(found: Basis, placement: Placement) -> bool:
    return abs(excess(found, placement)) <= room(found)


def room(found: Basis) -> Decimal:
    """Return how far from the total rounding may take the sum."""
    return found.figures.unit * (found.figures.units + 4)


def excess(found: Basis, placement: Placement) -> Decimal:
    """Return by how much the sum of all charges exceeds the total, before anything is rounded.

    It uses the sums by combination of taxes, so that it is cheap enough for every hypothesis.
    """
    off = _by_combination(found, placement)
    gross = (found.lefts[-1] - placement.amounts[-1]) * found.on_shipping.gross_factor + found.on_shipping.fixed_on_top
    lefts = found.discounts.lines.left_by_combination
    for number, (left, each) in enumerate(zip(lefts, found.taxings, strict=True)):
        gross += (left - off[number]) * each.gross_factor
        if each.fixed_inside or each.fixed_on_top:
            units = _fixed_units_of(found, number)
            gross += units * (each.fixed_on_top - each.fixed_inside * (each.gross_factor - 1))
    return gross - found.target


def _by_combination(found: Basis, placement: Placement) -> list[Decimal]:
    """Return the part of the coupon that is off the products of each combination of taxes."""
    off = [ZERO] * len(found.taxings)
    if any(placement.amounts):
        for number, amount in zip(found.figures.combination_of, placement.amounts, strict=False):
            off[number] += amount
    return off


def _fixed_units_of(found: Basis, number: int) -> Decimal:
    figures = found.figures
    if found.hypothesis.fixed_tax_is_per_unit:
        return figures.quantity_by_combination[number]
    return Decimal(figures.combination_of.count(number))


def _charged(found: Basis, placement: Placement) -> Pricing:
    order, given = found.figures.order, found.discounts
    *shares, shipping_share = price_shares(found.figures, given, placement.amounts)
    products = [
        _charge(found, index, own, share, placement.amounts[index])
        for index, (own, share) in enumerate(zip(given.lines.discounts, shares, strict=True))
    ]
    shipping = None
    if order.shipping:
        off = placement.amounts[-1]
        shipping = _charge(found, len(products), given.shipping_discount, shipping_share, off)
    known = {each.name: getattr(found, each.name) for each in fields(Basis)}
    return Pricing(**known, placement=placement, products=products, shipping=shipping)


def _charge(found: Basis, index: int, own: Decimal, share: Decimal, exact_share: Decimal) -> Charge:
    """Return the charge: its taxes by the `exact_share` of the coupon, its price by the `share` in minor units."""
    left = found.lefts[index]
    inside, on_top = found.split(index, left - exact_share if exact_share else left)
    return Charge(left - share, own + share, inside, on_top)


def _shipping_taxes(figures: Figures, given: Discounts, hypothesis: Hypothesis) -> Sequence[RawTax] | None:
    """Return the listed taxes of shipping; for a stated tax without a list, the products' taxes that explain it.

    None if they do not explain it, or more than one percentage does.
    """
    order = figures.order
    if not hypothesis.shipping_tax_is_as_marked:
        return [replace(tax, inside=True) for tax in order.shipping_taxes]
    if order.shipping_taxes or not order.shipping_tax:
        return order.shipping_taxes
    inside, left = hypothesis.unmarked_tax_is_inside, order.shipping - given.shipping_discount
    found = _explaining(figures, (left, order.shipping), inside=inside)
    # 500 at 21 % has the tax of 1000 at 10.5 %.
    others = _explaining(figures, _with_coupon(given, left), inside=inside) if given.coupon else []
    return found[0] if len({percentage(taxes) for taxes in (*found, *others)}) == 1 and found else None


def _with_coupon(given: Discounts, left: Decimal) -> tuple[Decimal, Decimal]:
    """Return the cost of shipping that costs `left` after a coupon for shipping, and after one for the whole order."""
    return left - given.coupon, left - left * given.coupon / (left + given.lines.total)


def _explaining(figures: Figures, costs: Sequence[Decimal], *, inside: bool) -> list[tuple[RawTax, ...]]:
    """Return the products' taxes that give, at one of `costs`, the stated tax of shipping."""
    stated, found = figures.order.shipping_tax or ZERO, []
    for cost, taxes in product(dict.fromkeys(costs), figures.product_percentages):
        rate = percentage(taxes) / _HUNDRED
        base = cost / (1 + rate) if inside else cost
        if abs(base * rate - stated) < figures.unit:
            found.append(taxes)
    return found
