"""What the platform's money fields may mean. Each combination is a hypothesis; the order's total decides.

Sources and evidence for each question are in Jumpseller's API description, its stock theme and captured orders. The
options of each question stand in the order of that evidence, so the best-evidenced combination is tried first. A
question is only asked where its answer makes a difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from apps.orders.payload import RawOrder, RawTax

# How tax on top is rounded: each item's tax; each item's price with its tax; once a rate; once for all.
Rounding = Literal["item", "item gross", "rate", "order"]
_ROUNDINGS: tuple[Rounding, ...] = ("item", "item gross", "rate", "order")


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer to each question about an order's fields."""

    rounding: Rounding
    discount_is_per_unit: bool
    discount_holds_lines: bool
    discount_holds_shipping: bool
    total_is_net_of_gift_cards: bool
    discount_holds_gift_cards: bool
    unmarked_tax_is_inside: bool
    fixed_tax_is_per_unit: bool
    line_discounts_follow_order: bool
    discount_is_free_shipping: bool

    @property
    def name(self) -> str:
        """The answers in words, for the record."""
        return "; ".join(
            (
                "line discount per unit" if self.discount_is_per_unit else "line discount per line",
                "order discount holds line discounts" if self.discount_holds_lines else "line discounts beside",
                "and shipping discount" if self.discount_holds_shipping else "shipping discount beside",
                "total net of gift cards" if self.total_is_net_of_gift_cards else "total before gift cards",
                *(["order discount holds gift cards"] if self.discount_holds_gift_cards else []),
                *(["order discount holds free shipping"] if self.discount_is_free_shipping else []),
                *(["line discounts rounded to it"] if self.line_discounts_follow_order else []),
                f"tax rounded by {self.rounding}",
            )
        )

    def differs_in_meaning(self, other: "Hypothesis") -> bool:
        """Tells whether OTHER answers a question differently, apart from how it rounds."""
        follow, rounding = other.line_discounts_follow_order, other.rounding
        return replace(self, line_discounts_follow_order=follow, rounding=rounding) != other

    def is_inside(self, taxes: tuple[RawTax, ...]) -> bool:
        """Tells whether TAXES are inside the price: their own word for it, else the hypothesis."""
        marked = [tax.inside for tax in taxes if tax.inside is not None]
        return all(marked) if marked else self.unmarked_tax_is_inside


def hypotheses(order: RawOrder) -> Iterator[Hypothesis]:
    """Yields the hypotheses that differ for ORDER, best evidence first."""
    questions = (
        _options(_has_many_discounted(order), first=True),
        _options(_has_line_discount(order), first=True),
        _options(bool(order.shipping_discount), first=True),
        _options(bool(order.gift_cards), first=False),
        _options(bool(order.gift_cards) and order.discount >= order.gift_cards, first=False),
        _options(_has_unmarked_tax(order), first=True),
        _options(_has_many_fixed(order), first=True),
        _options(_has_line_discount(order) and bool(order.discount), first=True),
        _options(_may_hold_free_shipping(order), first=False),
    )
    roundings = _ROUNDINGS if _has_tax_on_top(order) else _ROUNDINGS[:1]
    for answers in product(*questions):
        for rounding in roundings:
            yield Hypothesis(rounding, *answers)


def _options(asked: bool, *, first: bool) -> tuple[bool, ...]:
    return (first, not first) if asked else (first,)


def _has_line_discount(order: RawOrder) -> bool:
    return any(line.discount for line in order.products)


def _may_hold_free_shipping(order: RawOrder) -> bool:
    return bool(order.shipping) and not order.shipping_discount and order.discount >= order.shipping


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


def _has_tax_on_top(order: RawOrder) -> bool:
    return any(tax.inside is not True for tax in _all_taxes(order)) or _has_unmarked_tax(order)
