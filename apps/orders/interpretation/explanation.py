"""An order's figures in words, for a merchant who must find out why they do not add up."""

from collections.abc import Iterator
from decimal import Decimal

from apps.core.money import ZERO, quantize
from apps.orders.interpretation.platform_rounding import Rounded
from apps.orders.interpretation.pricing import Pricing
from apps.orders.messages import Sentence
from apps.orders.payload import RawOrder


def totals_in_words(order: RawOrder, pricing: Pricing | None, rounded: Rounded | None) -> list[Sentence]:
    """Return sentences on every figure, on the sum of `pricing` as `rounded`, and on the difference to the total."""
    stated = {"subtotal": order.subtotal, "tax": order.tax, "shipping_tax": order.shipping_tax, "total": order.total}
    first = Sentence(
        "stated_totals",
        stated | {"currency": order.currency},
    )
    return [first, _sum(order, pricing, rounded), *_beside(order)]


def tax_in_words(order: RawOrder, pricing: Pricing, rounded: Rounded) -> Sentence:
    """Return a sentence that compares the stated taxes with those of `pricing` as `rounded`."""
    products = sum((charge.inside for charge in pricing.products), sum(rounded.on_top[: len(pricing.products)], ZERO))
    shipping = sum(rounded.on_top[len(pricing.products) :], pricing.shipping.inside if pricing.shipping else ZERO)
    return Sentence(
        "stated_taxes",
        {
            "tax": order.tax,
            "shipping_tax": order.shipping_tax,
            "currency": order.currency,
            "products": quantize(products, order.currency),
            "shipping": quantize(shipping, order.currency),
        },
    )


def _sum(order: RawOrder, pricing: Pricing | None, rounded: Rounded | None) -> Sentence:
    products = sum((line.quantity * line.price for line in order.products), ZERO)
    figures = {"products": products, "shipping": order.shipping, "discount": order.discount}
    if pricing is None or rounded is None:
        return Sentence(
            "figures_fit_nothing",
            figures,
        )
    gross = rounded.gross
    return Sentence(
        "figures_come_to",
        figures | {"gross": gross, "on_top": sum(rounded.on_top, ZERO), "difference": pricing.target - gross},
    )


def _beside(order: RawOrder) -> Iterator[Sentence]:
    """Yield a sentence on each other figure that the order has: line discounts, shipping discount, gift cards."""
    discounts: Decimal = sum((line.discount for line in order.products), ZERO)
    if discounts:
        yield Sentence("line_discounts", {"amount": discounts})
    if order.shipping_discount:
        yield Sentence("shipping_discount", {"amount": order.shipping_discount})
    if order.gift_cards:
        yield Sentence("gift_cards", {"amount": order.gift_cards})
