"""Which discount belongs to which line under one hypothesis, and what is left of each price."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, Decimal

from apps.core.money import ZERO, settle_in, spread_in
from apps.orders.interpretation.figures import Figures, Lines
from apps.orders.interpretation.hypotheses import Hypothesis


@dataclass(frozen=True, slots=True)
class Discounts:
    """The lines with their own discounts, what shipping has off, and the `coupon`: the discount that no line explains.

    `rounding` tells how the order's discount was rounded, if it was.
    """

    lines: Lines
    shipping_discount: Decimal
    coupon: Decimal
    rounding: str


@dataclass(frozen=True, slots=True)
class Placement:
    """What a coupon takes off each product and, last, off shipping: amounts that are not rounded; `name` says where."""

    name: str
    amounts: tuple[Decimal, ...]


def discounts(figures: Figures, hypothesis: Hypothesis) -> Discounts | None:
    """Return the order's discounts under `hypothesis`, or None where they make no sense."""
    order = figures.order
    found = _coupon(figures, hypothesis)
    if found is None or order.shipping < order.shipping_discount:
        return None
    lines, coupon, rounding = found
    made = Discounts(lines, order.shipping_discount, coupon, rounding)
    most = lines.total + order.shipping - order.shipping_discount
    return made if coupon <= most and min(lines.left, default=ZERO) >= 0 else None


def price_shares(figures: Figures, given: Discounts, amounts: Sequence[Decimal]) -> list[Decimal]:
    """Return the coupon's `amounts` in minor units that add up to the coupon, so that every price stays one.

    Where prices have more decimals than the currency anyway, the amounts are not rounded.
    """
    if not given.coupon:
        return [ZERO] * len(amounts)
    if figures.has_off_unit_amounts or any(figures.is_off_unit(left) for left in given.lines.left):
        return list(amounts)
    return spread_in(figures.unit, given.coupon, amounts)


def _coupon(figures: Figures, hypothesis: Hypothesis) -> tuple[Lines, Decimal, str] | None:
    """The lines with their discounts, what the order's discount holds beyond them and shipping's, and its rounding."""
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
        # The order states its whole coupon and its lines' unrounded discounts, rounded together.
        coupon = coupon.quantize(figures.unit, ROUND_HALF_DOWN)
    return (lines, coupon, "") if coupon >= 0 else None


def _rounded(figures: Figures, lines: Lines, rest: Decimal, *, follow: bool) -> tuple[Lines, Decimal, str]:
    """The order's discount is its lines', rounded; they may FOLLOW it to the unit, or have been charged unrounded."""
    rounding = lines.rounded_sums[rest]
    if not follow:
        return lines, ZERO, f"line discounts {rounding} in the order's"
    parts = settle_in(figures.unit, rest, lines.discounts)
    return figures.with_discounts(parts, lines.rounded_sums), ZERO, f"line discounts {rounding}"
