"""From the platform's fields to `OrderData`, or to the reasons why an order cannot be read.

The first hypothesis that reaches the order's total exactly is taken and its name recorded; one that explains all of
the order's discount by its lines and its shipping goes before one that leaves a rest to be spread. An order that none
reaches, or that two reach with different documents, is not read: its arithmetic is spelled out instead. No line is
ever invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from apps.core import money
from apps.core.money import ZERO, quantize
from apps.orders import payload
from apps.orders.buyers import read_buyer
from apps.orders.data import OrderData, Problem, Status, TaxFallback
from apps.orders.hypotheses import Hypothesis, hypotheses
from apps.orders.payload import RawOrder, RawTax
from apps.orders.pricing import Pricing, price

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading an order: `data`, or `problems` that say why there is none. `status` is always there."""

    order_id: int
    currency: str
    status: Status
    data: OrderData | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    hypothesis: Hypothesis
    pricing: Pricing


def read(document: Any, fallback: TaxFallback | None = None) -> Reading:
    """Reads an order as the platform sends it, JSON parsed with `Decimal`. FALLBACK serves orders without tax data.

    Raises NotAnOrder for what is no order; whatever else is wrong becomes a problem of the reading.
    """
    bare = payload.unwrap(document)
    order = payload.parse(bare)
    problems = _unusable(order)
    if not problems:
        order, problems = _with_taxes(order, fallback)
    match, problems = (None, problems) if problems else _match(order)
    data = _data(order, bare, match) if match else None
    return Reading(order.order_id, order.currency, order.status, data, tuple(problems))


def _unusable(order: RawOrder) -> list[Problem]:
    try:
        money.decimals(order.currency)
    except money.UnknownCurrency as error:
        return [Problem(error.code, str(error))]
    if not order.products:
        return [Problem("no_products", "The order has no products.")]
    if min(_figures(order)) < 0 or any(line.quantity <= 0 for line in order.products):
        return [Problem("negative_figure", "The order holds a negative amount, or a quantity that is not above zero.")]
    if any(tax.rate > _HUNDRED and not tax.fixed for tax in _taxes(order)):
        return [Problem("odd_tax_rate", "The order holds a tax rate above 100 %.")]
    if order.total != quantize(order.total, order.currency):
        text = f"The order's total {order.total} has more decimals than {order.currency} has."
        return [Problem("odd_total", text)]
    return []


def _taxes(order: RawOrder) -> list[RawTax]:
    return [*order.shipping_taxes, *(tax for line in order.products for tax in line.taxes)]


def _figures(order: RawOrder) -> list[Decimal]:
    totals = [order.shipping, order.shipping_discount, order.discount, order.gift_cards, order.total]
    lines = [figure for line in order.products for figure in (line.price, line.discount)]
    return [*totals, *lines, *(tax.rate for tax in _taxes(order))]


def _with_taxes(order: RawOrder, fallback: TaxFallback | None) -> tuple[RawOrder, list[Problem]]:
    """An order without any tax data takes the merchant's fallback; one that states tax without a rate is a problem."""
    taxed = [line for line in order.products if line.type != "gift_card"]
    if order.shipping_taxes or any(line.taxes for line in order.products) or not (taxed or order.shipping):
        return order, []
    if order.tax or order.shipping_tax:
        text = f"The order states tax of {(order.tax or ZERO) + order.shipping_tax} but not at which rate."
        return order, [Problem("tax_rate_unknown", text)]
    if fallback is None:
        text = "The order has no tax data. Set the tax rate for such orders in Folio's settings (0 if there is none)."
        return order, [Problem("no_tax_data", text)]
    tax = (RawTax("", fallback.rate, False, fallback.inside),)
    products = tuple(replace(line, taxes=tax) for line in order.products)
    # The tax of 0 that such an order states is no statement about the fallback's tax.
    return replace(order, tax=None, products=products, shipping_taxes=tax), []


def _match(order: RawOrder) -> tuple[_Match | None, list[Problem]]:
    reached = [match for match in _matches(order) if _reaches(order, match)]
    if not reached:
        return None, [Problem("totals_do_not_reconcile", _arithmetic(order))]
    explained = [match for match in reached if not match.pricing.coupon] or reached
    first = explained[0]
    if any(_differs(first, other) for other in explained[1:]):
        text = f"The order's figures can be read in two ways that give different documents. {_arithmetic(order)}"
        return None, [Problem("ambiguous_totals", text)]
    return first, []


def _matches(order: RawOrder) -> list[_Match]:
    found = ((hypothesis, price(order, hypothesis)) for hypothesis in hypotheses(order))
    return [_Match(hypothesis, pricing) for hypothesis, pricing in found if pricing]


def _reaches(order: RawOrder, match: _Match) -> bool:
    return (
        match.pricing.gross == _charged(order, match.hypothesis)
        and _subtotal_agrees(order, match.pricing)
        and _tax_on_top_agrees(order, match.pricing)
    )


def _charged(order: RawOrder, hypothesis: Hypothesis) -> Decimal:
    return order.total + (order.gift_cards if hypothesis.total_is_net_of_gift_cards else ZERO)


def _subtotal_agrees(order: RawOrder, pricing: Pricing) -> bool:
    """The subtotal, where stated, is the products as priced, before (seen) or after their own discounts."""
    if order.subtotal is None:
        return True
    return quantize(order.subtotal, order.currency) in {
        quantize(pricing.priced, order.currency),
        quantize(pricing.discounted, order.currency),
    }


def _tax_on_top_agrees(order: RawOrder, pricing: Pricing) -> bool:
    """Where all product tax comes on top, the stated tax is part of the total and must be what we add."""
    products = [item for item in pricing.items if item.kind != "shipping"]
    if order.tax is None or any(item.tax_inside and item.rate for item in products):
        return True
    stated = quantize(order.tax, order.currency)
    return stated - pricing.product_tax_on_top in {ZERO, pricing.shipping_tax_on_top, order.shipping_tax}


def _differs(one: _Match, other: _Match) -> bool:
    """Two readings give different documents if they declare something else, unless only their rounding differs."""
    same_but_for_rounding = replace(one.hypothesis, rounded_by_item=other.hypothesis.rounded_by_item)
    return one.pricing.declared != other.pricing.declared and same_but_for_rounding != other.hypothesis


def _arithmetic(order: RawOrder) -> str:
    """Every figure in words, by the best-evidenced reading."""
    best = next(iter(_matches(order)), None)
    shown = [
        f"products {sum((line.quantity * line.price for line in order.products), ZERO)}",
        f"+ shipping {order.shipping}",
        f"− discount {order.discount}",
    ]
    if best:
        shown.append(f"+ tax on top {best.pricing.product_tax_on_top + best.pricing.shipping_tax_on_top}")
    if order.gift_cards:
        shown.append(f"(gift cards {order.gift_cards})")
    stated = f"The order states subtotal {order.subtotal}, tax {order.tax} and total {order.total} {order.currency}."
    if best is None:
        return f"{stated} Its discounts are larger than what they reduce: {' '.join(shown)}."
    missing = order.total - best.pricing.gross
    return f"{stated} Its figures come to {best.pricing.gross}: {' '.join(shown)}. The difference is {missing}."


def _data(order: RawOrder, bare: Mapping[str, Any], match: _Match) -> OrderData:
    return OrderData(
        order_id=order.order_id,
        currency=order.currency,
        status=order.status,
        created_at=order.created_at,
        completed_at=order.completed_at,
        payment_method=order.payment_method,
        buyer=read_buyer(bare),
        items=match.pricing.items,
        gross_total=match.pricing.gross,
        gift_card_amount=order.gift_cards,
        stated_tax=order.tax,
        reading=match.hypothesis.name,
    )
