"""The tax that each product line states: evidence for the meaning of the order's fields.

Its meaning is not documented; seen is the unrounded tax inside the price of one piece. It may be for the line or one
unit, before or after discounts, all of the tax or only what is added, and rounded, cut or neither. One meaning must fit
all lines of an order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from apps.core.money import ZERO
from apps.orders.interpretation.pricing import Pricing
from apps.orders.messages import Sentence

# The platform cuts some of these figures at three decimals: 1596.638655462185 is also sent as 1596.638.
_CUT = Decimal("0.001")
_NOISE = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class LineTaxes:
    """The meaning of the lines' stated taxes in words; empty if none is stated or none fits all lines.

    `odd_line` describes the first line that the nearest meaning does not fit. `as_charged`: the stated taxes are the
    whole taxes of what was charged.
    """

    meaning: str
    odd_line: Sentence | None
    as_charged: bool = True

    @property
    def fit(self) -> bool:
        """Tell whether one meaning fits all lines."""
        return self.odd_line is None


def line_taxes(pricing: Pricing) -> LineTaxes:
    """Return the meaning of the taxes that the product lines state; those of sold gift cards do not count."""
    lines = pricing.figures.order.products
    stating = [index for index, line in enumerate(lines) if line.tax is not None and line.type != "gift_card"]
    if not stating:
        return LineTaxes("", None)
    fitting = 0
    nearest: _Meaning | None = None
    for meaning in _meanings(pricing):
        fits = sum(1 for index in stating if meaning.fits(pricing, index))
        if fits == len(stating):
            return LineTaxes(meaning.name, None, meaning.is_of_charges)
        if nearest is None or fits > fitting:
            nearest, fitting = meaning, fits
    return LineTaxes("", _in_words(pricing, nearest, stating)) if nearest else LineTaxes("", None)


def _in_words(pricing: Pricing, meaning: "_Meaning", stating: list[int]) -> Sentence:
    """Return a sentence on the first line that `meaning` does not fit, with the tax that it would state."""
    index = next(index for index in stating if not meaning.fits(pricing, index))
    line, ours = pricing.figures.order.products[index], meaning.tax(pricing, index)
    # The two differ by more than the noise, so they differ when written with its number of decimals.
    held = ours.quantize(_CUT) if ours.quantize(_CUT) != line.tax else ours.quantize(_NOISE)
    return Sentence(
        "line_tax",
        {"name": line.article.description, "tax": line.tax, "held": held},
    )


@dataclass(frozen=True, slots=True)
class _Meaning:
    basis: str
    price: Callable[[Pricing, int], Decimal]
    per_unit: bool
    added_only: bool
    rounding: str

    @property
    def is_of_charges(self) -> bool:
        return not self.added_only and self.price in (_charged, _exactly_charged)

    @property
    def name(self) -> str:
        """Return the meaning in words."""
        whole = "line tax only what is added" if self.added_only else "line tax"
        parts = (whole, self.basis, "per unit" if self.per_unit else "", self.rounding)
        return " ".join(part for part in parts if part)

    def tax(self, pricing: Pricing, index: int) -> Decimal:
        line = pricing.figures.order.products[index]
        taxes = pricing.taxings[pricing.figures.combination_of[index]]
        inside, on_top = taxes.split(self.price(pricing, index), pricing.fixed_units(line.quantity))
        whole = on_top if self.added_only else inside + on_top
        return whole / line.quantity if self.per_unit else whole

    def fits(self, pricing: Pricing, index: int) -> bool:
        """Tell whether the line `index` states the tax of this meaning."""
        line, unit = pricing.figures.order.products[index], pricing.figures.unit
        stated, missing, room = line.tax or ZERO, self.tax(pricing, index) - (line.tax or ZERO), _room(pricing, index)
        match self.rounding:
            case "rounded":
                return not stated % unit and abs(missing) <= unit / 2 + room
            case "each unit rounded":
                return not stated / line.quantity % unit and abs(missing) <= line.quantity * unit / 2 + room
            case "cut":
                return not stated % unit and -room <= missing < unit + room
            case "cut at three decimals":
                return not stated % _CUT and -room <= missing < _CUT + room
            case _:
                return abs(missing) < room


def _meanings(pricing: Pricing) -> Iterator[_Meaning]:
    prices = [("", _charged)]
    if pricing.discounts.coupon:
        prices += [("", _exactly_charged), ("before the coupon", _before_coupon)]
    if pricing.discounts.lines.discount:
        prices += [("after the line's discount", _exactly_discounted), ("before discounts", _before_discounts)]
    has_many = any(line.quantity != 1 for line in pricing.figures.order.products)
    per_unit = (False, True) if has_many else (False,)
    roundings = ("", "rounded", "cut", "cut at three decimals", *(["each unit rounded"] if has_many else []))
    for added_only, (basis, price), of_one, rounding in product((False, True), prices, per_unit, roundings):
        yield _Meaning(basis, price, of_one, added_only, rounding)


def _room(pricing: Pricing, index: int) -> Decimal:
    """Return how far a line's tax may be from the stated one, apart from how that is rounded.

    The order states its coupon rounded; the line's tax may have been computed with the unrounded one. Where line
    discounts have too many decimals, the coupon is known to half a unit only.
    """
    given, unit = pricing.discounts, pricing.figures.unit
    if not given.coupon:
        return _NOISE
    if given.lines.rounded_sums:
        return unit / 2
    return _NOISE + unit / 2 * pricing.placement.amounts[index] / given.coupon * pricing.tax_of_one(index)


def _charged(pricing: Pricing, index: int) -> Decimal:
    return pricing.products[index].price


def _exactly_charged(pricing: Pricing, index: int) -> Decimal:
    """Return the price with the coupon's exact share taken off, instead of one in minor units."""
    return pricing.lefts[index] - pricing.placement.amounts[index]


def _before_coupon(pricing: Pricing, index: int) -> Decimal:
    return pricing.discounts.lines.left[index]


def _exactly_discounted(pricing: Pricing, index: int) -> Decimal:
    """Return the price less the line's discount as stated, also where line discounts were rounded to the order's."""
    return pricing.figures.lines(per_unit=pricing.hypothesis.discount_is_per_unit).left[index]


def _before_discounts(pricing: Pricing, index: int) -> Decimal:
    return pricing.figures.amounts[index]
