"""Which discount belongs to which line under one hypothesis, and what is left of each price."""

from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, Decimal

from apps.core.money import ZERO, settle, spread
from apps.orders.figures import Figures, Lines
from apps.orders.hypotheses import CouponReach, Hypothesis


@dataclass(frozen=True, slots=True)
class Discounts:
    """The lines with their own discounts, what shipping has off, and the coupon: what no line explains.

    `rounding` tells how the order's discount was rounded, if it was.
    """

    lines: Lines
    shipping_discount: Decimal
    coupon: Decimal
    reach: CouponReach
    reached: Decimal
    rounding: str

    @property
    def share(self) -> Decimal:
        """Which part of what it reaches the coupon takes off."""
        return self.coupon / self.reached if self.reached else ZERO

    def reaches(self, combination: int) -> bool:
        """Tells whether the coupon takes something off products of COMBINATION."""
        return self.reach.combinations is None or combination in self.reach.combinations


def discounts(figures: Figures, hypothesis: Hypothesis) -> Discounts | None:
    """Returns the order's discounts under HYPOTHESIS, or None where they make no sense."""
    order = figures.order
    shipping_discount = order.shipping if hypothesis.discount_is_free_shipping else order.shipping_discount
    found = _coupon(figures, hypothesis, shipping_discount)
    if found is None or order.shipping < shipping_discount:
        return None
    lines, coupon, rounding = found
    reach = hypothesis.coupon
    if reach != CouponReach() and not coupon:
        return None
    reached = _reached(figures, lines, shipping_discount, reach)
    made = Discounts(lines, shipping_discount, coupon, reach, reached, rounding)
    return made if coupon <= made.reached and min(lines.left, default=ZERO) >= 0 else None


def price_shares(figures: Figures, given: Discounts) -> list[Decimal]:
    """Returns what the coupon takes off each line, and last off shipping.

    In minor units, so that every price stays one; not rounded where prices have more decimals anyway.
    """
    weights = _weights(figures, given)
    if not given.coupon:
        return [ZERO] * len(weights)
    if figures.has_off_unit_amounts or any(figures.is_off_unit(weight) for weight in weights):
        return [weight * given.coupon / given.reached for weight in weights]
    return spread(given.coupon, weights, figures.order.currency)


def _weights(figures: Figures, given: Discounts) -> list[Decimal]:
    pairs = zip(figures.combination_of, given.lines.left, strict=True)
    weights = [left if given.reaches(combination) else ZERO for combination, left in pairs]
    shipping = figures.order.shipping - given.shipping_discount if given.reach.shipping else ZERO
    return [*weights, shipping]


def _reached(figures: Figures, lines: Lines, shipping_discount: Decimal, reach: CouponReach) -> Decimal:
    sums = enumerate(lines.left_by_combination)
    products = (left for number, left in sums if reach.combinations is None or number in reach.combinations)
    return sum(products, figures.order.shipping - shipping_discount if reach.shipping else ZERO)


def _coupon(figures: Figures, hypothesis: Hypothesis, shipping_discount: Decimal) -> tuple[Lines, Decimal, str] | None:
    """The lines with their discounts, what the order's discount holds beyond them and shipping's, and its rounding."""
    order = figures.order
    lines = figures.lines(per_unit=hypothesis.discount_is_per_unit)
    rest = order.discount
    if hypothesis.discount_holds_shipping:
        rest -= shipping_discount
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
    parts = settle(rest, lines.discounts, figures.order.currency)
    return figures.with_discounts(parts, lines.rounded_sums), ZERO, f"line discounts {rounding}"
