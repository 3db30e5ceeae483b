"""The discount of each line under one hypothesis, the price that it leaves, and the coupon."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, Decimal

from apps.core.money import ZERO, settle_in, spread_in
from apps.orders.interpretation.figures import Figures, Lines
from apps.orders.interpretation.hypotheses import Hypothesis


@dataclass(frozen=True, slots=True)
class Discounts:
    """The lines with their own discounts, the shipping discount, and the `coupon`: the discount that neither explains.

    `rounding` tells how the line discounts were rounded in the order's discount, if they were.
    """

    lines: Lines
    shipping_discount: Decimal
    coupon: Decimal
    rounding: str


@dataclass(frozen=True, slots=True)
class Placement:
    """The parts of a coupon that are off each product and, last, off shipping, not rounded; `name` says where."""

    name: str
    amounts: tuple[Decimal, ...]


def discounts(figures: Figures, hypothesis: Hypothesis) -> Discounts | None:
    """Return the order's discounts under `hypothesis`; None where one is negative or larger than its price."""
    order = figures.order
    found = _coupon(figures, hypothesis)
    if found is None or order.shipping < order.shipping_discount:
        return None
    lines, coupon, rounding = found
    made = Discounts(lines, order.shipping_discount, coupon, rounding)
    most = lines.total + order.shipping - order.shipping_discount
    return made if coupon <= most and min(lines.left, default=ZERO) >= 0 else None


def price_shares(figures: Figures, given: Discounts, amounts: Sequence[Decimal]) -> list[Decimal]:
    """Return the coupon's `amounts` in minor units that add up to the coupon, so that prices stay in minor units.

    Where prices have more decimals than the currency, the amounts are not rounded.
    """
    if not given.coupon:
        return [ZERO] * len(amounts)
    if figures.has_off_unit_amounts or any(figures.is_off_unit(left) for left in given.lines.left):
        return list(amounts)
    return spread_in(figures.unit, given.coupon, amounts)


def _coupon(figures: Figures, hypothesis: Hypothesis) -> tuple[Lines, Decimal, str] | None:
    """Return the lines with their discounts, the coupon, and the rounding of the line discounts; None if impossible."""
    order = figures.order
    lines = figures.lines(per_unit=hypothesis.discount_is_per_unit)
    rest = order.discount
    if hypothesis.discount_holds_shipping:
        rest -= order.shipping_discount
    if hypothesis.discount_holds_gift_cards:
        rest -= order.gift_cards
    if rest < 0:
        return None
    if not hypothesis.discount_holds_lines:
        return lines, rest, ""
    if rest in lines.rounded_sums:
        return _rounded(figures, lines, rest, follow=hypothesis.line_discounts_follow_order)
    coupon = rest - lines.discount
    if lines.rounded_sums and not figures.is_off_unit(rest):
        # The order states the sum of a whole coupon and unrounded line discounts, rounded.
        coupon = coupon.quantize(figures.unit, ROUND_HALF_DOWN)
    return (lines, coupon, "") if coupon >= 0 else None


def _rounded(figures: Figures, lines: Lines, rest: Decimal, *, follow: bool) -> tuple[Lines, Decimal, str]:
    """Return the lines where the order's discount is theirs, rounded, and no coupon.

    With `follow` the line discounts are settled to the order's discount, else they are charged unrounded.
    """
    rounding = lines.rounded_sums[rest]
    if not follow:
        return lines, ZERO, f"line discounts {rounding} in the order's"
    parts = settle_in(figures.unit, rest, lines.discounts)
    return figures.with_discounts(parts, lines.rounded_sums), ZERO, f"line discounts {rounding}"
