"""From a readable order to what Folio would declare. Pure: the same order and rounding give the same draft.

Each line's gross is what was charged; net and tax are split from it so that they always add up. By line (as
Jumpseller rounds): net = round(gross ÷ (1 + rate)), tax = gross − net. By document: the same for each rate's total,
the net spread over its lines by largest remainder. Both keep the charged total to the last minor unit, which rounding
each line's net and adding tax on the sum does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from apps.core.money import ZERO, quantize, spread
from apps.orders.data import Item, ItemKind, OrderData
from apps.orders.pricing import amount

Rounding = Literal["line", "document"]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line to declare: amounts in the document's currency, `tax_rate` a percentage, None for fixed taxes only."""

    kind: ItemKind
    description: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    tax_rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class DraftTax:
    """What one rate comes to."""

    rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has a number: gross_total is what was charged, amount_paid what gift cards left to pay."""

    currency: str
    lines: tuple[DraftLine, ...]
    taxes: tuple[DraftTax, ...]
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    gift_card_amount: Decimal
    amount_paid: Decimal


def draft(order: OrderData, rounding: Rounding) -> Draft:
    """Returns what to declare for ORDER."""
    exact = [_exact_net(item) for item in order.items]
    nets = [quantize(net, order.currency) for net in exact]
    if rounding == "document":
        nets = _by_rate(order, exact)
    lines = tuple(_line(item, net, order.currency) for item, net in zip(order.items, nets, strict=True))
    taxes = tuple(_taxes(lines))
    return Draft(
        currency=order.currency,
        lines=lines,
        taxes=taxes,
        net_total=sum((tax.net for tax in taxes), ZERO),
        tax_total=sum((tax.tax for tax in taxes), ZERO),
        gross_total=order.gross_total,
        gift_card_amount=order.gift_card_amount,
        amount_paid=order.gross_total - order.gift_card_amount,
    )


def _exact_net(item: Item) -> Decimal:
    if not item.tax_inside:
        return amount(item)
    return (item.gross - item.fixed_tax) / (1 + (item.rate or ZERO) / 100)


def _by_rate(order: OrderData, exact: list[Decimal]) -> list[Decimal]:
    """Rounds the net of each rate as a whole, then spreads it over the rate's items.

    Only for tax inside the price: a tax on top was charged as it is.
    """
    nets = [quantize(net, order.currency) for net in exact]
    inside = [index for index, item in enumerate(order.items) if item.tax_inside]
    for rate in {order.items[index].rate for index in inside}:
        members = [index for index in inside if order.items[index].rate == rate]
        weights = [exact[index] for index in members]
        whole = quantize(sum(weights, ZERO), order.currency)
        for index, part in zip(members, spread(whole, weights, order.currency), strict=True):
            nets[index] = part
    return nets


def _line(item: Item, net: Decimal, currency: str) -> DraftLine:
    return DraftLine(
        kind=item.kind,
        description=item.description,
        sku=item.sku,
        quantity=item.quantity,
        unit_price=item.unit_price,
        discount=quantize(item.discount, currency),
        tax_rate=item.rate,
        net=net,
        tax=item.gross - net,
        gross=item.gross,
    )


def _taxes(lines: Iterable[DraftLine]) -> Iterable[DraftTax]:
    """One row a rate, highest first, fixed taxes last."""
    by_rate: dict[Decimal | None, list[DraftLine]] = {}
    for line in lines:
        by_rate.setdefault(line.tax_rate, []).append(line)
    for rate in sorted(by_rate, key=lambda rate: -1 if rate is None else rate, reverse=True):
        members = by_rate[rate]
        yield DraftTax(
            rate=rate,
            net=sum((line.net for line in members), ZERO),
            tax=sum((line.tax for line in members), ZERO),
            gross=sum((line.gross for line in members), ZERO),
        )
