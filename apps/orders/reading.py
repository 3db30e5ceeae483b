"""Read an order: from the platform's fields to `OrderData`, or to the problems. No line is ever invented."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from apps.core import money
from apps.core.money import ZERO, quantize
from apps.orders import payload
from apps.orders.buyers import read_buyer
from apps.orders.checkout_questions import DEFAULT, LabelMap
from apps.orders.data import Buyer, OrderData, Problem, Reading, TaxAgreement, TaxFallback
from apps.orders.interpretation.interpret import Match, UnclearCoupons, interpret_order
from apps.orders.interpretation.items import items
from apps.orders.interpretation.taxes import percentage
from apps.orders.interpretation.unlisted_taxes import with_usual_rates
from apps.orders.messages import Sentence, written_amount
from apps.orders.payload import RawOrder, RawTax

_HUNDRED = Decimal(100)
_RATE_DECIMALS = _QUANTITY_DECIMALS = 4


def read_order(
    document: Any,
    fallback: TaxFallback | None = None,
    labels: LabelMap = DEFAULT,
    *,
    usual_rates: Sequence[Decimal] = (),
    unclear_coupons: UnclearCoupons = "hold",
) -> Reading:
    """Read an order as the platform sends it, JSON parsed with `Decimal`. `fallback` serves orders without tax data.

    `labels` are those of the checkout's questions on the buyer's company and taxes. `usual_rates`, in percent, are the
    country's value added tax rates, for products that state a tax and do not list it. `unclear_coupons` says whether an
    order with an unclear coupon is held, or the coupon is taken off all products.
    Raise NotAnOrder where `document` is no order; any other fault becomes a problem of the reading.
    """
    bare = payload.unwrap_order(document)
    order = payload.parse_order(bare)
    found = _read(order, read_buyer(bare, labels), ReadingRules(fallback, usual_rates, unclear_coupons))
    data, problems = (found, ()) if isinstance(found, OrderData) else (None, (found,))
    return Reading(
        order_id=order.order_id,
        currency=order.currency,
        status=order.status,
        is_free=_is_free(order),
        data=data,
        problems=problems,
        dated_at=order.completed_at or order.created_at,
        stated_total=order.total if order.states_total else None,
    )


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """The rules of the merchant and the country for facts that an order does not state."""

    fallback: TaxFallback | None
    usual_rates: Sequence[Decimal]
    unclear_coupons: UnclearCoupons


def _read(order: RawOrder, buyer: Buyer, rules: ReadingRules) -> OrderData | Problem:
    problem = _unusable(order)
    if problem:
        return problem
    taxed = _with_taxes(order, rules.fallback)
    match = taxed if isinstance(taxed, Problem) else interpret_order(taxed, rules.unclear_coupons)
    if isinstance(match, Problem) and _states_unlisted_taxes(order):
        match = _read_by_usual_rates(order, rules) or match
    return match if isinstance(match, Problem) else _data(order, buyer, match)


def _read_by_usual_rates(order: RawOrder, rules: ReadingRules) -> Match | None:
    """Return the exact reading in which a usual rate gives the tax of every line, if there is exactly one."""
    readings = [interpret_order(each, rules.unclear_coupons) for each in with_usual_rates(order, rules.usual_rates)]
    matches = [found for found in readings if isinstance(found, Match) and found.is_exact]
    return matches[0] if len(matches) == 1 else None


def _is_free(order: RawOrder) -> bool:
    return order.states_total and order.total == 0 and order.gift_cards == 0


def _unusable(order: RawOrder) -> Problem | None:
    if not order.products:
        return Problem("no_products")
    if not order.states_total:
        return Problem("no_total")
    try:
        money.decimals(order.currency)
    except money.UnknownCurrency:
        return Problem.told("unknown_currency", Sentence("currency_not_known", {"currency": order.currency}))
    if min(_figures(order)) < 0 or any(line.quantity <= 0 for line in order.products):
        return Problem("negative_figure")
    if any(line.quantity != round(line.quantity, _QUANTITY_DECIMALS) for line in order.products):
        return Problem("odd_quantity")
    if any(amount != quantize(amount, order.currency) for amount in (order.total, order.gift_cards)):
        odd = Sentence("amount_beyond_decimals", {"currency": order.currency})
        return Problem.told("odd_total", odd)
    if len(order.gift_card_figures) > 1:
        given = ", ".join(map(str, order.gift_card_figures))
        return Problem.told("ambiguous_totals", Sentence("gift_card_amounts_differ", {"amounts": given}))
    return _unusable_tax(order)


def _unusable_tax(order: RawOrder) -> Problem | None:
    if order.tax is None or order.tax == 0:
        shares = [rate for line in order.products if 0 < (rate := percentage(line.taxes)) < 1 and not line.tax]
        if shares:
            text = Sentence("tax_rate_without_tax", {"rate": shares[0]})
            return Problem.told("odd_tax_rate", text)
    for tax in _taxes(order):
        if tax.rate is None:
            return Problem.told("tax_rate_unknown", Sentence("named_tax_without_rate"))
        if not tax.fixed and (tax.rate > _HUNDRED or tax.rate != round(tax.rate, _RATE_DECIMALS)):
            return Problem.told("odd_tax_rate", Sentence("tax_rate", {"rate": tax.rate}))
    return None


def _taxes(order: RawOrder) -> list[RawTax]:
    return [*order.shipping_taxes, *(tax for line in order.products for tax in line.taxes)]


def _figures(order: RawOrder) -> list[Decimal]:
    totals = [order.shipping, order.shipping_discount, order.discount, order.gift_cards, order.total]
    totals += [order.subtotal or ZERO, order.tax or ZERO, order.shipping_tax or ZERO]
    lines = [figure for line in order.products for figure in (line.price, line.discount, line.tax or ZERO)]
    return [*totals, *lines, *(tax.rate or ZERO for tax in _taxes(order))]


def _with_taxes(order: RawOrder, fallback: TaxFallback | None) -> RawOrder | Problem:
    """Return `order`, with the merchant's `fallback` where it has no tax data; its stated tax must then agree with it.

    Return the problem where a stated tax has no rate, or there is no tax data and no fallback.
    """
    taxed = [line for line in order.products if line.type != "gift_card"]
    if order.shipping_taxes or any(line.taxes for line in taxed):
        untold = any(line.tax and not line.taxes for line in taxed)
        text = Sentence("product_tax_without_rate")
        return Problem.told("tax_rate_unknown", text) if untold else order
    if not (taxed or order.shipping) or (fallback is None and _is_free(order)):
        return order
    stated = bool(order.tax or order.shipping_tax or any(line.tax for line in taxed))
    if fallback is None:
        return _no_tax_data(order, stated)
    tax = (RawTax("", fallback.rate, False, fallback.inside),)
    products = tuple(replace(line, taxes=tax, tax=line.tax if stated else None) for line in order.products)
    # The tax of 0 of an order without tax data is not evidence against the fallback's tax.
    return replace(order, tax=order.tax if stated else None, products=products, shipping_taxes=tax)


def _states_unlisted_taxes(order: RawOrder) -> bool:
    """Tell whether products state a tax though neither they nor shipping list any."""
    listed = order.shipping_taxes or any(line.taxes for line in order.products)
    return not listed and any(line.tax for line in order.products if line.type != "gift_card")


def _no_tax_data(order: RawOrder, stated: bool) -> Problem:
    if stated:
        said = Sentence("tax_without_rate", {"tax": order.tax})
        return Problem.told("tax_rate_unknown", said)
    return Problem("no_tax_data")


def _data(order: RawOrder, buyer: Buyer, match: Match) -> OrderData | Problem:
    charged = items(match.pricing, match.rounded)
    if any(item.exact_net < 0 for item in charged):
        return Problem("negative_net")
    if order.gift_cards > match.gross:
        figures = {"paid": order.gift_cards, "gross": match.gross}
        return Problem.told("gift_card_too_large", Sentence("gift_cards_beyond_total", figures))
    return OrderData(
        order_id=order.order_id,
        currency=order.currency,
        status=order.status,
        created_at=order.created_at,
        completed_at=order.completed_at,
        payment_method=order.payment_method,
        buyer=buyer,
        items=charged,
        gross_total=match.gross,
        gift_card_amount=order.gift_cards,
        stated_tax=order.tax,
        stated_shipping_tax=order.shipping_tax,
        tax_agreement=_tax_agreement(order, match),
        reading=match.name,
        remarks=_remarks(order, match),
        source=order.source,
        is_shipped=order.is_shipped,
    )


def _tax_agreement(order: RawOrder, match: Match) -> TaxAgreement:
    """Return `FALLBACK` where the order has no tax data: its stated tax of 0 is not compared."""
    unsaid = match.pricing.figures.order.tax is None and order.tax is not None
    return TaxAgreement.FALLBACK if unsaid else match.how


def _remarks(order: RawOrder, match: Match) -> tuple[Problem, ...]:
    remarks = []
    if match.line_taxes.odd_line:
        agrees = Sentence("tax_agrees")
        remarks.append(Problem.told("line_tax_differs", match.line_taxes.odd_line, agrees))
    if _states_unlisted_taxes(order) and match.how is not TaxAgreement.FALLBACK:
        remarks.append(_rates_found(match))
    return tuple(remarks)


def _rates_found(match: Match) -> Problem:
    lines = match.pricing.figures.order.products
    rates = sorted({percentage(line.taxes) for line in lines if line.taxes})
    text = Sentence(
        "rates_of_products",
        {"rates": ", ".join(map(written_amount, rates))},
    )
    return Problem.told("tax_rate_found", text)
