"""The possible meanings of the platform's money fields. Each combination is a hypothesis; the order's total decides.

The evidence for each question is in Jumpseller's API description, its stock theme and captured orders. The options of
each question are in the order of that evidence, so the best-evidenced combination is tried first. A question is only
asked where its answer makes a difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from apps.orders.interpretation.figures import Figures
from apps.orders.interpretation.taxes import percentage
from apps.orders.payload import RawOrder, RawTax


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer to each question about an order's fields."""

    discount_is_per_unit: bool
    discount_holds_lines: bool
    discount_holds_shipping: bool
    total_is_net_of_gift_cards: bool
    discount_holds_gift_cards: bool
    unmarked_tax_is_inside: bool
    fixed_tax_is_per_unit: bool
    line_discounts_follow_order: bool
    shipping_tax_is_as_marked: bool

    @property
    def name(self) -> str:
        """Return the answers in words, for the record."""
        return "; ".join(
            (
                "line discount per unit" if self.discount_is_per_unit else "line discount per line",
                "order discount holds line discounts" if self.discount_holds_lines else "line discounts beside",
                "and shipping discount" if self.discount_holds_shipping else "shipping discount beside",
                "total net of gift cards" if self.total_is_net_of_gift_cards else "total before gift cards",
                *(["order discount holds gift cards"] if self.discount_holds_gift_cards else []),
                *([] if self.shipping_tax_is_as_marked else ["shipping tax inside though marked on top"]),
            )
        )

    def differs_in_meaning(self, other: "Hypothesis") -> bool:
        """Tell whether `other` answers a question differently, apart from how line discounts are rounded."""
        return replace(self, line_discounts_follow_order=other.line_discounts_follow_order) != other


def hypotheses(figures: Figures) -> Iterator[Hypothesis]:
    """Yield the hypotheses that differ for the order, best evidence first."""
    order = figures.order
    has_line_discount = any(line.discount for line in order.products)
    may_hold_cards = bool(order.gift_cards) and order.discount >= order.gift_cards
    questions = (
        _options(_has_many_discounted(order), first=True),
        _options(has_line_discount, first=True),
        _options(bool(order.shipping_discount), first=True),
        _options(bool(order.gift_cards), first=False),
        _options(may_hold_cards, first=False),
        _options(_has_unmarked_tax(order), first=True),
        _options(_has_many_fixed(order), first=True),
        _options(has_line_discount and bool(order.discount), first=False),
        _options(_may_be_marked_wrongly(figures), first=True),
    )
    for answers in product(*questions):
        yield Hypothesis(*answers)


def _options(asked: bool, *, first: bool) -> tuple[bool, ...]:
    return (first, not first) if asked else (first,)


def _may_be_marked_wrongly(figures: Figures) -> bool:
    """Tell whether shipping states the tax that is inside its price, though its taxes are marked as on top."""
    order = figures.order
    if not order.shipping_tax or any(tax.inside is not False or tax.fixed for tax in order.shipping_taxes):
        return False
    rate = percentage(order.shipping_taxes) / 100
    held = (order.shipping - order.shipping_discount) * rate / (1 + rate)
    return bool(order.shipping_taxes) and abs(held - order.shipping_tax) < figures.unit


def _has_many_discounted(order: RawOrder) -> bool:
    return any(line.discount and line.quantity != 1 for line in order.products)


def _all_taxes(order: RawOrder) -> Iterator[RawTax]:
    yield from order.shipping_taxes
    for line in order.products:
        yield from line.taxes


def _has_unmarked_tax(order: RawOrder) -> bool:
    unlisted_shipping_tax = bool(order.shipping_tax) and not order.shipping_taxes
    return unlisted_shipping_tax or any(tax.inside is None for tax in _all_taxes(order))


def _has_many_fixed(order: RawOrder) -> bool:
    return any(line.quantity != 1 and any(tax.fixed for tax in line.taxes) for line in order.products)
