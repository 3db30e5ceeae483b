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

    `coupon` is the part of the order's discount that no line and no shipping discount explains; the taxes are exact,
    whether inside or on top.
    """

    items: tuple[Item, ...]
    coupon: Decimal
    priced: Decimal
    discounted: Decimal
    product_tax: Decimal
    shipping_tax: Decimal
    tax_on_top: Decimal

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
    """Returns what ORDER charges under HYPOTHESIS, or None where its discounts or taxes then make no sense."""
    shipping_taxes = _shipping_taxes(order, hypothesis)
    discounts = _discounts(order, hypothesis)
    if shipping_taxes is None or discounts is None or order.shipping < _shipping_discount(order, hypothesis):
        return None
    of_lines, coupon = discounts
    left = [line.quantity * line.price - discount for line, discount in zip(order.products, of_lines, strict=True)]
    if coupon > sum(left, ZERO) or min(left, default=ZERO) < 0:
        return None
    shares = spread(quantize(coupon, order.currency), left, order.currency)
    whole = [discount + share for discount, share in zip(of_lines, shares, strict=True)]
    items = [_product(line, discount, hypothesis) for line, discount in zip(order.products, whole, strict=True)]
    if order.shipping:
        items.append(_shipping(order, shipping_taxes, hypothesis))
    return _pricing(order, hypothesis, items, coupon, sum(of_lines, ZERO))


def amount(item: Item) -> Decimal:
    """Returns what ITEM costs as priced, discount taken off, not rounded."""
    return item.quantity * item.unit_price - item.discount


def exact_tax(item: Item) -> Decimal:
    """Returns the tax that ITEM holds or adds, not rounded."""
    rate = (item.rate or ZERO) / _HUNDRED
    if item.tax_inside:
        return (item.gross - item.fixed_tax) * rate / (1 + rate) + item.fixed_tax
    return amount(item) * rate + item.fixed_tax


def _discounts(order: RawOrder, hypothesis: Hypothesis) -> tuple[list[Decimal], Decimal] | None:
    """The discount of each line, and the coupon: what the order's discount holds beyond them and shipping's."""
    of_lines = [_line_discount(line, hypothesis) for line in order.products]
    rest = order.discount
    if hypothesis.discount_holds_shipping:
        rest -= _shipping_discount(order, hypothesis)
    if hypothesis.discount_holds_gift_cards:
        rest -= order.gift_cards
    if not hypothesis.discount_holds_lines:
        return (of_lines, rest) if rest >= 0 else None
    coupon = rest - sum(of_lines, ZERO)
    unit = minor_unit(order.currency)
    if hypothesis.line_discounts_follow_order and abs(coupon) <= unit * _discounted_units(order) / 2 and rest >= 0:
        # The order states the rounded sum of its lines' unrounded discounts.
        return spread(quantize(rest, order.currency), of_lines, order.currency), ZERO
    if abs(coupon) < unit:
        return of_lines, ZERO
    return (of_lines, coupon) if coupon > 0 else None


def _discounted_units(order: RawOrder) -> Decimal:
    return sum((max(line.quantity, Decimal(1)) for line in order.products if line.discount), ZERO)


def _shipping_discount(order: RawOrder, hypothesis: Hypothesis) -> Decimal:
    return order.shipping if hypothesis.discount_is_free_shipping else order.shipping_discount


def _line_discount(line: RawProduct, hypothesis: Hypothesis) -> Decimal:
    return line.discount * line.quantity if hypothesis.discount_is_per_unit else line.discount


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


def _shipping(order: RawOrder, taxes: Sequence[RawTax], hypothesis: Hypothesis) -> Item:
    return Item(
        kind="shipping",
        description=order.shipping_name,
        sku="",
        quantity=Decimal(1),
        unit_price=order.shipping,
        discount=_shipping_discount(order, hypothesis),
        rate=_rate(taxes),
        fixed_tax=_fixed(taxes),
        tax_inside=hypothesis.is_inside(tuple(taxes)),
        gross=ZERO,
    )


def _shipping_taxes(order: RawOrder, hypothesis: Hypothesis) -> Sequence[RawTax] | None:
    """The listed taxes; for a tax that is stated without a list the product rate that explains it, else None."""
    if order.shipping_taxes or not order.shipping_tax:
        return order.shipping_taxes
    cost = order.shipping - _shipping_discount(order, hypothesis)
    for rate in _product_rates(order):
        base = cost / (1 + rate / _HUNDRED) if hypothesis.unmarked_tax_is_inside else cost
        if abs(base * rate / _HUNDRED - order.shipping_tax) < minor_unit(order.currency):
            return (RawTax("", rate, False, None),)
    return None


def _product_rates(order: RawOrder) -> list[Decimal]:
    """The percentages of the products, each tax by itself and the sum of a line's."""
    rates = [_rate(line.taxes) for line in order.products]
    rates += [tax.rate for line in order.products for tax in line.taxes if not tax.fixed]
    return [rate for rate in dict.fromkeys(rates) if rate]


def _rate(taxes: Sequence[RawTax]) -> Decimal | None:
    """Percentages accumulate (an “all categories” tax adds to the others); only fixed taxes are no percentage."""
    rates = [tax.rate or ZERO for tax in taxes if not tax.fixed]
    return sum(rates, ZERO) if rates or not taxes else None


def _fixed(taxes: Sequence[RawTax]) -> Decimal:
    return sum((tax.rate or ZERO for tax in taxes if tax.fixed), ZERO)


def _pricing(
    order: RawOrder, hypothesis: Hypothesis, items: list[Item], coupon: Decimal, line_discounts: Decimal
) -> Pricing:
    on_top = _tax_on_top(items, hypothesis, order.currency)
    charged = tuple(_charged(item, tax, order.currency) for item, tax in zip(items, on_top, strict=True))
    priced = sum((line.quantity * line.price for line in order.products), ZERO)
    return Pricing(
        items=charged,
        coupon=coupon,
        priced=priced,
        discounted=priced - line_discounts,
        product_tax=sum((exact_tax(item) for item in charged if item.kind != "shipping"), ZERO),
        shipping_tax=sum((exact_tax(item) for item in charged if item.kind == "shipping"), ZERO),
        tax_on_top=sum(on_top, ZERO),
    )


def _charged(item: Item, tax_on_top: Decimal, currency: str) -> Item:
    return replace(item, gross=quantize(amount(item), currency) + tax_on_top)


def _tax_on_top(items: Sequence[Item], hypothesis: Hypothesis, currency: str) -> list[Decimal]:
    """The tax that each item adds to its price, in minor units."""
    exact = [ZERO if item.tax_inside else exact_tax(item) for item in items]
    match hypothesis.rounding:
        case "item":
            return [quantize(tax, currency) for tax in exact]
        case "item gross":
            nets = [amount(item) for item in items]
            return [quantize(n + t, currency) - quantize(n, currency) for n, t in zip(nets, exact, strict=True)]
        case "rate":
            return _rounded_together(exact, [item.rate for item in items], currency)
        case "order":
            return _rounded_together(exact, [None for _ in items], currency)


def _rounded_together(exact: list[Decimal], groups: Sequence[Decimal | None], currency: str) -> list[Decimal]:
    """Rounds the sum of each group and spreads it over the group's members."""
    rounded = [ZERO] * len(exact)
    for group in set(groups):
        members = [index for index, each in enumerate(groups) if each == group]
        weights = [exact[index] for index in members]
        for index, part in zip(members, spread(quantize(sum(weights, ZERO), currency), weights, currency), strict=True):
            rounded[index] = part
    return rounded
