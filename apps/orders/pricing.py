"""The items that an order charges under one hypothesis, and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from apps.core.money import ZERO, minor_unit, quantize, spread
from apps.orders.data import Item, ItemKind
from apps.orders.hypotheses import Hypothesis
from apps.orders.payload import RawOrder, RawProduct, RawTax

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Pricing:
    """The items and the figures they lead to, in the order's currency. `priced` is before any discount.

    `coupon` is the part of the order's discount that no line and no shipping discount explains.
    """

    items: tuple[Item, ...]
    coupon: Decimal
    priced: Decimal
    discounted: Decimal
    product_tax_on_top: Decimal
    shipping_tax_on_top: Decimal

    @property
    def gross(self) -> Decimal:
        """What all items come to."""
        return sum((item.gross for item in self.items), ZERO)

    @property
    def declared(self) -> dict[tuple[Decimal | None, Decimal], Decimal]:
        """What each combination of taxes comes to: what a document says to the tax office."""
        sums: dict[tuple[Decimal | None, Decimal], Decimal] = {}
        for item in self.items:
            key = (item.rate, item.fixed_tax)
            sums[key] = sums.get(key, ZERO) + item.gross
        return sums


def price(order: RawOrder, hypothesis: Hypothesis) -> Pricing | None:
    """Returns what ORDER charges under HYPOTHESIS, or None where its discounts then make no sense."""
    line_discounts = [_line_discount(line, hypothesis) for line in order.products]
    coupon = _coupon(order, hypothesis, sum(line_discounts, ZERO))
    left = [
        line.quantity * line.price - discount for line, discount in zip(order.products, line_discounts, strict=True)
    ]
    if (
        coupon < 0
        or coupon > sum(left, ZERO)
        or min(left, default=ZERO) < 0
        or order.shipping < order.shipping_discount
    ):
        return None
    shares = spread(quantize(coupon, order.currency), left, order.currency)
    discounts = [discount + share for discount, share in zip(line_discounts, shares, strict=True)]
    items = [_product(line, discount, hypothesis) for line, discount in zip(order.products, discounts, strict=True)]
    if order.shipping:
        items.append(_shipping(order, hypothesis))
    return _pricing(order, hypothesis, items, coupon, sum(line_discounts, ZERO))


def amount(item: Item) -> Decimal:
    """Returns what ITEM costs as priced, discount taken off, not rounded."""
    return item.quantity * item.unit_price - item.discount


def _line_discount(line: RawProduct, hypothesis: Hypothesis) -> Decimal:
    return line.discount * line.quantity if hypothesis.discount_is_per_unit else line.discount


def _coupon(order: RawOrder, hypothesis: Hypothesis, line_discounts: Decimal) -> Decimal:
    """The part of the order's discount that belongs to no line and not to shipping."""
    coupon = order.discount
    if hypothesis.discount_holds_lines:
        coupon -= line_discounts
    if hypothesis.discount_holds_shipping:
        coupon -= order.shipping_discount
    if hypothesis.discount_holds_gift_cards:
        coupon -= order.gift_cards
    # Line discounts are unrounded, the order's discount is not: what is left of less than a minor unit is no coupon.
    return ZERO if abs(coupon) < minor_unit(order.currency) else coupon


def _product(line: RawProduct, discount: Decimal, hypothesis: Hypothesis) -> Item:
    kind: ItemKind = "gift_card" if line.type == "gift_card" else "product"
    # Jumpseller: a sold gift card is invoiced with VAT 0; the tax is due when it is redeemed.
    taxes = () if kind == "gift_card" else line.taxes
    units = line.quantity if hypothesis.fixed_tax_is_per_unit else Decimal(1)
    return Item(
        kind=kind,
        description=line.name,
        sku=line.sku,
        quantity=line.quantity,
        unit_price=line.price,
        discount=discount,
        rate=_rate(taxes),
        fixed_tax=_fixed(taxes) * units,
        tax_inside=hypothesis.is_inside(taxes),
        gross=ZERO,
    )


def _shipping(order: RawOrder, hypothesis: Hypothesis) -> Item:
    taxes = order.shipping_taxes
    if order.shipping_tax and not taxes:
        taxes = (RawTax("", _unlisted_shipping_rate(order, hypothesis), False, None),)
    return Item(
        kind="shipping",
        description=order.shipping_name,
        sku="",
        quantity=Decimal(1),
        unit_price=order.shipping,
        discount=order.shipping_discount,
        rate=_rate(taxes),
        fixed_tax=_fixed(taxes),
        tax_inside=hypothesis.is_inside(taxes),
        gross=ZERO,
    )


def _unlisted_shipping_rate(order: RawOrder, hypothesis: Hypothesis) -> Decimal:
    """The rate of the order's products that explains its shipping tax; no rate (0) where none does."""
    cost = order.shipping - order.shipping_discount
    for rate in dict.fromkeys(_rate(line.taxes) or ZERO for line in order.products):
        base = cost / (1 + rate / _HUNDRED) if hypothesis.unmarked_tax_is_inside else cost
        if abs(base * rate / _HUNDRED - order.shipping_tax) < minor_unit(order.currency):
            return rate
    return ZERO


def _rate(taxes: Sequence[RawTax]) -> Decimal | None:
    """Percentages accumulate (an “all categories” tax adds to the others); only fixed taxes are no percentage."""
    rates = [tax.rate for tax in taxes if not tax.fixed]
    return sum(rates, ZERO) if rates or not taxes else None


def _fixed(taxes: Sequence[RawTax]) -> Decimal:
    return sum((tax.rate for tax in taxes if tax.fixed), ZERO)


def _pricing(
    order: RawOrder, hypothesis: Hypothesis, items: list[Item], coupon: Decimal, line_discounts: Decimal
) -> Pricing:
    on_top = _tax_on_top(items, hypothesis, order.currency)
    priced = sum((line.quantity * line.price for line in order.products), ZERO)
    return Pricing(
        items=tuple(_charged(item, tax, order.currency) for item, tax in zip(items, on_top, strict=True)),
        coupon=coupon,
        priced=priced,
        discounted=priced - line_discounts,
        product_tax_on_top=sum((t for i, t in zip(items, on_top, strict=True) if i.kind != "shipping"), ZERO),
        shipping_tax_on_top=sum((t for i, t in zip(items, on_top, strict=True) if i.kind == "shipping"), ZERO),
    )


def _charged(item: Item, tax_on_top: Decimal, currency: str) -> Item:
    return replace(item, gross=quantize(amount(item), currency) + tax_on_top)


def _tax_on_top(items: Sequence[Item], hypothesis: Hypothesis, currency: str) -> list[Decimal]:
    """The tax that each item adds to its price, in minor units."""
    exact = [
        ZERO if item.tax_inside else amount(item) * (item.rate or ZERO) / _HUNDRED + item.fixed_tax for item in items
    ]
    if hypothesis.rounded_by_item:
        return [quantize(tax, currency) for tax in exact]
    rounded = [ZERO] * len(items)
    for rate in {item.rate for item in items}:
        members = [index for index, item in enumerate(items) if item.rate == rate]
        weights = [exact[index] for index in members]
        for index, part in zip(members, spread(quantize(sum(weights, ZERO), currency), weights, currency), strict=True):
            rounded[index] = part
    return rounded
