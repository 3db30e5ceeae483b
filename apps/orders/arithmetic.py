"""An order's figures in words, for the merchant who must find out why they do not add up."""

from decimal import Decimal

from apps.core.money import ZERO, quantize
from apps.orders.payload import RawOrder
from apps.orders.pricing import Pricing
from apps.orders.rounding import Rounded


def totals_in_words(order: RawOrder, pricing: Pricing | None, rounded: Rounded | None) -> str:
    """Returns every figure, what PRICING as ROUNDED comes to, and what is missing."""
    stated = (
        f"The order states subtotal {shown(order.subtotal)}, tax {shown(order.tax)}, "
        f"shipping tax {shown(order.shipping_tax)} and total {shown(order.total)} {order.currency}."
    )
    figures = _figures(order)
    if pricing is None or rounded is None:
        return f"{stated} Its discounts or its shipping tax fit no reading: {figures}."
    difference = shown(pricing.target - rounded.gross)
    figures += f" + tax on top {shown(sum(rounded.on_top, ZERO))}"
    return f"{stated} Its figures come to {shown(rounded.gross)}: {figures}. The difference is {difference}."


def tax_in_words(order: RawOrder, pricing: Pricing, rounded: Rounded) -> str:
    """Returns the stated taxes beside what PRICING as ROUNDED holds."""
    products = sum((charge.inside for charge in pricing.products), sum(rounded.on_top[: len(pricing.products)], ZERO))
    shipping = sum(rounded.on_top[len(pricing.products) :], pricing.shipping.inside if pricing.shipping else ZERO)
    return (
        f"The order states tax {shown(order.tax)} and shipping tax {shown(order.shipping_tax)} {order.currency}, "
        f"but by its rates its products hold {shown(quantize(products, order.currency))} "
        f"and its shipping {shown(quantize(shipping, order.currency))}."
    )


def shown(figure: Decimal | None) -> str:
    """Returns FIGURE without trailing zeros and without an exponent."""
    return "none" if figure is None else f"{figure.normalize() + 0:f}"


def _figures(order: RawOrder) -> str:
    products = sum((line.quantity * line.price for line in order.products), ZERO)
    text = f"products {shown(products)} + shipping {shown(order.shipping)} − discount {shown(order.discount)}"
    beside = {
        "line discounts": sum((line.discount for line in order.products), ZERO),
        "shipping discount": order.shipping_discount,
        "gift cards": order.gift_cards,
    }
    named = ", ".join(f"{name} {shown(figure)}" for name, figure in beside.items() if figure)
    return f"{text} ({named})" if named else text
