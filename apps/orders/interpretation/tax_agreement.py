"""Tell how the taxes that an order states agree with those of its charges: within rounding, or for a known reason."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from apps.core.money import ZERO
from apps.orders.data import TaxAgreement
from apps.orders.interpretation.line_taxes import LineTaxes
from apps.orders.interpretation.platform_rounding import Rounded
from apps.orders.interpretation.pricing import Charge, Pricing
from apps.orders.interpretation.taxes import taxing

_ONE = Decimal(1)
_HALF = Decimal("0.5")
# A unit that rounding moves between prices moves the tax inside by rate ÷ (1 + rate), which is less than this.
_OF_A_SHARE = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the stated tax agrees; `to_the_unit` if a usual rounding gives exactly it. `note` is for the record."""

    how: TaxAgreement
    to_the_unit: bool
    note: str = ""


@dataclass(frozen=True)
class Held:
    """Taxes of some charges: the tax inside each, not rounded, with its units and rate; the tax on top, as charged.

    `exactly_on_top` is the tax on top before rounding. `has_shares`: there is a coupon, whose shares may be rounded.
    """

    inside: list[tuple[Decimal, Decimal, Hashable]]
    on_top: Decimal
    exactly_on_top: Decimal
    unit: Decimal
    has_shares: bool = False

    def __add__(self, other: "Held") -> "Held":
        on_top, exactly = self.on_top + other.on_top, self.exactly_on_top + other.exactly_on_top
        return replace(self, inside=self.inside + other.inside, on_top=on_top, exactly_on_top=exactly)

    @cached_property
    def exact(self) -> Decimal:
        """Return the sum of the taxes."""
        return sum((tax for tax, _, _ in self.inside), self.on_top)

    def allows(self, stated: Decimal) -> bool:
        """Tell whether rounding, or cutting, the tax inside each charge can explain `stated`."""
        holding = sum(1 for tax, _, _ in self.inside if tax)
        if not holding:
            return stated == self.on_top
        room = holding * self.unit * (_HALF + _OF_A_SHARE if self.has_shares else _HALF)
        return -holding * self.unit < stated - self.exact <= room

    def is_rounded_to(self, stated: Decimal) -> bool:
        """Tell whether `stated` is exactly what rounding the sum, each charge, each unit or each rate gives."""
        rounded = self._rounded
        if stated == rounded(self.exact):
            return True
        by_item = sum((rounded(tax) for tax, _, _ in self.inside), self.on_top)
        by_unit = sum((rounded(tax / units) * units for tax, units, _ in self.inside), self.on_top)
        return stated in (by_item, by_unit, self._by_rate())

    def rounded_once(self) -> Decimal:
        """Return the sum, rounded once, of taxes that are not rounded."""
        return self._rounded(self.exact - self.on_top + self.exactly_on_top)

    def _by_rate(self) -> Decimal:
        sums: dict[Hashable, Decimal] = {}
        for tax, _, rate in self.inside:
            sums[rate] = sums.get(rate, ZERO) + tax
        return sum((self._rounded(tax) for tax in sums.values()), self.on_top)

    def _rounded(self, tax: Decimal) -> Decimal:
        return tax.quantize(self.unit, ROUND_HALF_UP)


def agreement(pricing: Pricing, rounded: Rounded, taxes: LineTaxes) -> Agreement | None:
    """Return how the stated taxes agree with those of `pricing` as `rounded`; None if no known reason explains them.

    `taxes` are those of the lines. They decide where the order states no tax.
    """
    products, shipping = _held_by_products(pricing, rounded), _held_by_shipping(pricing, rounded)
    of_shipping = _shipping_agreement(pricing, shipping)
    found = _agreement(pricing, products, shipping, taxes) if of_shipping else None
    if of_shipping is None or found is None:
        return None
    how = of_shipping.how if found.how is TaxAgreement.EXACT else found.how
    note = ", ".join(each for each in (found.note, of_shipping.note) if each)
    return Agreement(how, found.to_the_unit and of_shipping.to_the_unit, note)


def _agreement(pricing: Pricing, products: Held, shipping: Held, taxes: LineTaxes) -> Agreement | None:
    order = pricing.figures.order
    if order.tax is None:
        return Agreement(TaxAgreement.EXACT, to_the_unit=True) if taxes.fit else None
    stated = pricing.figures.rounded(order.tax)
    for held, note in ((products, ""), (products + shipping, "tax with that of shipping")):
        if held.is_rounded_to(stated):
            return Agreement(TaxAgreement.EXACT, to_the_unit=True, note=note)
    for held, note in (
        (products, "tax rounded otherwise"),
        (products + shipping, "tax with that of shipping, rounded otherwise"),
    ):
        if held.allows(stated) or stated == held.rounded_once():
            return Agreement(TaxAgreement.EXACT, to_the_unit=False, note=note)
    how = next((how for how, held in _reasons(pricing, products, shipping) if held.allows(stated)), None)
    return Agreement(how, to_the_unit=False) if how else None


def _held_by_products(pricing: Pricing, rounded: Rounded) -> Held:
    on_top = rounded.on_top[: len(pricing.products)]
    exactly = sum((charge.on_top for charge in pricing.products), ZERO)
    return _held(pricing, [charge.inside for charge in pricing.products], sum(on_top, ZERO), exactly)


def _held(pricing: Pricing, inside: list[Decimal], on_top: Decimal, exactly_on_top: Decimal) -> Held:
    quantities = (line.quantity for line in pricing.figures.order.products)
    each = list(zip(inside, quantities, pricing.figures.combination_of, strict=True))
    return Held([*each], on_top, exactly_on_top, pricing.figures.unit, bool(pricing.discounts.coupon))


def _held_by_shipping(pricing: Pricing, rounded: Rounded) -> Held:
    charge: Charge | None = pricing.shipping
    if charge is None:
        return Held([], ZERO, ZERO, pricing.figures.unit)
    return Held([(charge.inside, _ONE, "shipping")], rounded.on_top[-1], charge.on_top, pricing.figures.unit)


def _reasons(pricing: Pricing, products: Held, shipping: Held) -> Iterator[tuple[TaxAgreement, Held]]:
    """Yield the known reasons for another stated tax, each with the taxes that it then counts."""
    unit = pricing.figures.unit
    before = _shipping_before_discounts(pricing)
    for column in _columns_before_discounts(pricing):
        held = _held(pricing, column, products.on_top, products.exactly_on_top)
        yield TaxAgreement.BEFORE_DISCOUNTS, held
        yield TaxAgreement.BEFORE_DISCOUNTS, held + before
        yield TaxAgreement.BEFORE_DISCOUNTS, held + shipping
    yield TaxAgreement.ADDED_ONLY, Held([], products.on_top, ZERO, unit)
    yield TaxAgreement.ADDED_ONLY, Held([], products.on_top + shipping.on_top, ZERO, unit)
    cards = _held_by_gift_cards(pricing)
    if cards.exact:
        yield TaxAgreement.WITH_GIFT_CARDS, products + cards
        yield TaxAgreement.WITH_GIFT_CARDS, products + cards + shipping


def _columns_before_discounts(pricing: Pricing) -> Iterator[list[Decimal]]:
    """Yield the tax inside each line's price before the coupon, before any discount, and as charged."""
    figures, lines = pricing.figures, pricing.discounts.lines
    if pricing.discounts.coupon:
        yield [_inside(pricing, index, left) for index, left in enumerate(lines.left)]
    if lines.discount:
        yield [_inside(pricing, index, amount) for index, amount in enumerate(figures.amounts)]
    if pricing.discounts.shipping_discount:
        yield [charge.inside for charge in pricing.products]


def _inside(pricing: Pricing, index: int, price: Decimal) -> Decimal:
    taxes = pricing.taxings[pricing.figures.combination_of[index]]
    return taxes.split(price, pricing.fixed_units(pricing.figures.order.products[index].quantity))[0]


def _shipping_before_discounts(pricing: Pricing) -> Held:
    charge = pricing.shipping
    inside = pricing.on_shipping.split(pricing.figures.order.shipping, _ONE)[0] if charge else ZERO
    return Held([(inside, _ONE, "shipping")], ZERO, ZERO, pricing.figures.unit)


def _held_by_gift_cards(pricing: Pricing) -> Held:
    """Return the taxes of sold gift cards as if their listed taxes applied."""
    order = pricing.figures.order
    cards = [
        (
            taxing(line.taxes, unmarked_inside=True).split(charge.price, line.quantity)[0],
            line.quantity,
            line.article.description,
        )
        for line, charge in zip(order.products, pricing.products, strict=True)
        if line.type == "gift_card"
    ]
    return Held([*cards], ZERO, ZERO, pricing.figures.unit)


def _shipping_agreement(pricing: Pricing, shipping: Held) -> Agreement | None:
    order = pricing.figures.order
    if not order.shipping_tax:
        return Agreement(TaxAgreement.EXACT, to_the_unit=True)
    stated = pricing.figures.rounded(order.shipping_tax)
    if stated == pricing.figures.rounded(shipping.exact):
        return Agreement(TaxAgreement.EXACT, to_the_unit=True)
    if stated == shipping.rounded_once() or shipping.allows(stated):
        return Agreement(TaxAgreement.EXACT, to_the_unit=False, note="shipping tax rounded otherwise")
    before, note = _shipping_before_discounts(pricing), "shipping tax before discounts"
    if before.exact and before.is_rounded_to(stated):
        return Agreement(TaxAgreement.BEFORE_DISCOUNTS, to_the_unit=True, note=note)
    return None
