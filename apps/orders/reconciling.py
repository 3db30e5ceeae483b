"""Which meaning of the platform's fields an order's figures support.

A hypothesis must reach the order's total exactly and fit its subtotal. Of those that do, the stated taxes decide: what
misses them by more than rounding, for no known reason, is out; what comes nearest goes first. A reading that leaves a
discount which no line, no shipping and no coupon explains goes last. If what remains declares different things, nobody
knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from apps.core.money import ZERO, minor_unit, quantize
from apps.orders.data import Problem
from apps.orders.hypotheses import Hypothesis, hypotheses
from apps.orders.payload import RawOrder
from apps.orders.pricing import Pricing, amount, exact_tax, price


class TaxAgreement(StrEnum):
    """How an order's stated tax relates to what its rates give: within rounding, or for a reason that is known."""

    EXACT = "stated tax agrees"
    BEFORE_DISCOUNTS = "stated tax is that of the prices before discounts"
    ADDED_ONLY = "stated tax is only what is added on top"


@dataclass(frozen=True, slots=True)
class Match:
    """A hypothesis, what the order charges under it, and how its stated tax agrees."""

    hypothesis: Hypothesis
    pricing: Pricing
    tax: TaxAgreement = TaxAgreement.EXACT


def reconcile(order: RawOrder) -> Match | Problem:
    """Returns the meaning that ORDER's figures support, or why there is none, with the arithmetic in words."""
    priced = [Match(hypothesis, pricing) for hypothesis in hypotheses(order) if (pricing := price(order, hypothesis))]
    reached = [match for match in priced if _reaches_total(order, match) and _fits_subtotal(order, match.pricing)]
    if not reached:
        return Problem("totals_do_not_reconcile", arithmetic(order, priced))
    agreeing = [(how, match) for match in reached if (how := _agreement(order, match.pricing))]
    if not agreeing:
        return Problem("tax_does_not_agree", _tax_in_words(order, reached[0].pricing))
    best = _likeliest(order, agreeing)
    if any(_declares_otherwise(best[0], other) for other in best[1:]):
        text = f"The order's figures can be read in two ways that give different documents. {arithmetic(order, best)}"
        return Problem("ambiguous_totals", text)
    return best[0]


def _reaches_total(order: RawOrder, match: Match) -> bool:
    paid_by_card = order.gift_cards if match.hypothesis.total_is_net_of_gift_cards else ZERO
    return match.pricing.gross == order.total + paid_by_card


def _fits_subtotal(order: RawOrder, pricing: Pricing) -> bool:
    """The subtotal, where stated: the products as priced (seen), after discounts, or with or without all tax."""
    if order.subtotal is None:
        return True
    products = [item for item in pricing.items if item.kind != "shipping"]
    gross = sum((item.gross for item in products), ZERO)
    net = gross - sum((exact_tax(item) for item in products), ZERO)
    known = (pricing.priced, pricing.discounted, pricing.discounted - pricing.coupon, gross, net)
    return quantize(order.subtotal, order.currency) in {quantize(each, order.currency) for each in known}


def _agreement(order: RawOrder, pricing: Pricing) -> TaxAgreement | None:
    """How the stated taxes and PRICING agree; None if nothing known explains the difference."""
    if not _adds_up_on_top(order, pricing) or not _shipping_tax_fits(order, pricing):
        return None
    known = {
        TaxAgreement.EXACT: (pricing.product_tax, pricing.product_tax + pricing.shipping_tax),
        TaxAgreement.BEFORE_DISCOUNTS: (_tax_before_discounts(pricing),),
        TaxAgreement.ADDED_ONLY: (pricing.tax_on_top,),
    }
    room = minor_unit(order.currency) * (len(order.products) + 2) / 2
    stated = order.tax
    if stated is None:
        return TaxAgreement.EXACT
    return next((how for how, taxes in known.items() if any(abs(stated - tax) <= room for tax in taxes)), None)


def _shipping_tax_fits(order: RawOrder, pricing: Pricing) -> bool:
    return not order.shipping_tax or abs(order.shipping_tax - pricing.shipping_tax) <= minor_unit(order.currency)


def _tax_before_discounts(pricing: Pricing) -> Decimal:
    """What the products' prices hold before any discount, where the tax is inside."""
    full = [replace(item, discount=ZERO, gross=item.quantity * item.unit_price) for item in pricing.items]
    return sum((exact_tax(item) for item in full if item.kind != "shipping" and item.tax_inside), ZERO)


def _tax_miss(order: RawOrder, pricing: Pricing) -> Decimal:
    """How far the stated taxes are from what PRICING holds; `tax` may or may not contain the shipping's."""
    miss = ZERO
    if order.tax is not None:
        known = (pricing.product_tax, pricing.product_tax + pricing.shipping_tax)
        miss = min(abs(order.tax - each) for each in known)
    if order.shipping_tax:
        miss = max(miss, abs(order.shipping_tax - pricing.shipping_tax))
    return miss


def _adds_up_on_top(order: RawOrder, pricing: Pricing) -> bool:
    """Where all tax comes on top, the stated tax is a part of the total: it is ours exactly, or it and the unrounded
    prices come to the total, so that only the rounding of prices and tax differs from ours.
    """
    if order.tax is None or any(item.tax_inside and exact_tax(item) for item in pricing.items):
        return True
    stated = {quantize(tax, order.currency) for tax in (order.tax, order.tax + (order.shipping_tax or ZERO))}
    exact = sum((amount(item) for item in pricing.items), ZERO)
    rounds_otherwise = quantize(exact, order.currency) != pricing.gross - pricing.tax_on_top
    return pricing.tax_on_top in stated or (
        rounds_otherwise and pricing.gross in {quantize(exact + tax, order.currency) for tax in stated}
    )


def _likeliest(order: RawOrder, matches: Sequence[tuple[TaxAgreement, Match]]) -> list[Match]:
    """The matches that nothing speaks against more than against the others, best evidence first."""

    def doubt(how: TaxAgreement, pricing: Pricing) -> tuple[bool, bool, Decimal]:
        miss = _tax_miss(order, pricing) if how is TaxAgreement.EXACT else ZERO
        return (_unexplained(order, pricing), how is not TaxAgreement.EXACT, miss)

    least = min(doubt(how, match.pricing) for how, match in matches)
    return [replace(match, tax=how) for how, match in matches if doubt(how, match.pricing) == least]


def _unexplained(order: RawOrder, pricing: Pricing) -> bool:
    return bool(pricing.coupon) and not order.has_promotions


def _declares_otherwise(one: Match, other: Match) -> bool:
    """Two readings give different documents if they declare something else, unless only their rounding differs."""
    return one.pricing.declared != other.pricing.declared and one.hypothesis.differs_in_meaning(other.hypothesis)


def arithmetic(order: RawOrder, priced: list[Match]) -> str:
    """Returns every figure in words, by the best-evidenced reading of PRICED."""
    stated = (
        f"The order states subtotal {_shown(order.subtotal)}, tax {_shown(order.tax)}, "
        f"shipping tax {_shown(order.shipping_tax)} and total {_shown(order.total)} {order.currency}."
    )
    products = sum((line.quantity * line.price for line in order.products), ZERO)
    shown = f"products {_shown(products)} + shipping {_shown(order.shipping)} − discount {_shown(order.discount)}"
    if order.gift_cards:
        shown += f" (gift cards {_shown(order.gift_cards)})"
    if not priced:
        return f"{stated} Its discounts or its shipping tax fit no reading: {shown}."
    pricing = priced[0].pricing
    difference = _shown(order.total - pricing.gross)
    shown += f" + tax on top {_shown(pricing.tax_on_top)}"
    return f"{stated} Its figures come to {_shown(pricing.gross)}: {shown}. The difference is {difference}."


def _tax_in_words(order: RawOrder, pricing: Pricing) -> str:
    ours = quantize(pricing.product_tax, order.currency)
    shipping = quantize(pricing.shipping_tax, order.currency)
    return (
        f"The order states tax {_shown(order.tax)} and shipping tax {_shown(order.shipping_tax)} {order.currency}, "
        f"but by its rates its products hold {_shown(ours)} and its shipping {_shown(shipping)}."
    )


def _shown(figure: Decimal | None) -> str:
    return "none" if figure is None else f"{figure.normalize() + 0:f}"
