"""Calculation of a document from a readable order. Pure: the same order and rounding give the same draft.

Each line's gross is the amount charged; net and tax are split from it so that they always add up (`tax_rounding`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from types import MappingProxyType

from apps.core.facts import columns_of
from apps.core.money import ZERO, quantize
from apps.formats.document import Line, TaxPart, Totals
from apps.invoices.drafting.tax_category import Classes, TaxMap, TaxRules, classes_of
from apps.invoices.drafting.tax_kinds import TaxKind, kind_of, with_sales_tax
from apps.invoices.drafting.tax_rounding import Rounding, rounded_nets
from apps.invoices.drafting.tax_summary import DraftTax, Share, combination_of, label_of, tax_rows
from apps.orders.data import Item, OrderData, Problem, TaxAgreement
from apps.orders.messages import Sentence

__all__ = ["Draft", "DraftLine", "DraftTax", "TaxPart", "draft_document", "tax_difference"]

_BY_ROUNDING = {
    "line": Sentence("rounding_by_item"),
    "document": Sentence("rounding_by_rate"),
}
_BY_AGREEMENT = {
    TaxAgreement.BEFORE_DISCOUNTS: Sentence("tax_before_discounts"),
    TaxAgreement.ADDED_ONLY: Sentence("tax_on_top_only"),
    TaxAgreement.WITH_GIFT_CARDS: Sentence("tax_with_gift_cards"),
}

_FIXED = Classes(is_vat=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine(Line):
    """A line to declare. `tax_label` names the percentages as their row of taxes does; `tax_kind` classifies it.

    `classes` are those of its value added tax, with the question that they leave.
    """

    tax_kind: TaxKind
    classes: Classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Totals):
    """A document without a number, an issuer and a buyer."""

    currency: str
    rounding: Rounding
    lines: tuple[DraftLine, ...]
    taxes: tuple[DraftTax, ...]


def draft_document(
    order: OrderData, rounding: Rounding, country: str = "", tax_map: TaxMap = MappingProxyType({})
) -> Draft:
    """Return the document to declare for `order`.

    `country` is the seller's (ISO 3166-1 alpha-2): a tax without a name of its own at a rate of its value added tax is
    taken for that tax. Without `country` all names remain as in the store. `tax_map` classes lines and rows by the
    names in the store; no amount, label or row depends on it.
    """
    rules = TaxRules(country, order.buyer.country, tax_map)
    classes = [classes_of(item, rules) for item in order.items]
    order = replace(order, items=tuple(_named(item, country) for item in order.items))
    nets = rounded_nets(order.items, order.currency, rounding)
    lines = tuple(_line(*each, order.currency) for each in zip(order.items, nets, classes, strict=True))
    return Draft(
        currency=order.currency,
        rounding=rounding,
        lines=lines,
        taxes=tax_rows(chain.from_iterable(map(_shares, order.items, lines)), order.currency),
        net_total=sum((line.net for line in lines), ZERO),
        tax_total=sum((line.tax for line in lines), ZERO),
        gross_total=order.gross_total,
        gift_card_amount=order.gift_card_amount,
        amount_paid=order.gross_total - order.gift_card_amount,
    )


def tax_difference(order: OrderData, drafted: Draft) -> Problem | None:
    """Return the amount and the reason by which the tax of `drafted` differs from that of `order`, None if it is equal.

    The stated tax may include the shipping tax, which is stated beside it, or not. A stated 0 is ignored for an order
    without tax data.
    """
    if order.stated_tax is None or order.tax_agreement is TaxAgreement.FALLBACK:
        return None
    shipping = order.stated_shipping_tax or ZERO
    stated = [quantize(tax, order.currency) for tax in (order.stated_tax, order.stated_tax + shipping)]
    if drafted.tax_total in stated:
        return None
    nearest = min(stated, key=lambda tax: abs(drafted.tax_total - tax))
    text = Sentence(
        "declared_tax_differs",
        {
            "tax": stated[0],
            "shipping_tax": shipping,
            "currency": order.currency,
            "declared": drafted.tax_total,
            "difference": drafted.tax_total - nearest,
        },
    )
    return Problem.told("tax_differs", text, _reason(order, drafted))


def _reason(order: OrderData, drafted: Draft) -> Sentence:
    if order.tax_agreement in _BY_AGREEMENT:
        return _BY_AGREEMENT[order.tax_agreement]
    products = sum((line.tax for line in drafted.lines if line.kind != "shipping"), ZERO)
    if order.stated_tax is not None and quantize(order.stated_tax, order.currency) == products:
        return Sentence("shipping_tax_not_stated")
    return _BY_ROUNDING[drafted.rounding]


def _named(item: Item, country: str) -> Item:
    taxes = with_sales_tax(item.taxes, country)
    return item if taxes == item.taxes else replace(item, taxes=taxes)


def _line(item: Item, net: Decimal, classes: Classes, currency: str) -> DraftLine:
    tax = item.gross - net
    return DraftLine(
        **columns_of(item.article),
        kind=item.kind,
        quantity=item.quantity,
        unit_price=item.unit_price,
        discount=quantize(item.discount, currency),
        tax_rate=item.rate,
        tax_label=label_of(combination_of(item.taxes)),
        tax_kind=kind_of(item),
        net=net,
        tax=tax,
        # All of it without a percentage, so that a half unit of fixed tax counts as none.
        fixed_tax=min(quantize(item.fixed_tax, currency), tax) if item.rate else tax,
        gross=item.gross,
        tax_inside=item.tax_inside,
        tax_category=classes.category,
        exemption_code=classes.exemption_code,
        exemption_reason=classes.exemption_reason,
        classes=classes,
    )


def _shares(item: Item, line: DraftLine) -> Iterator[Share]:
    """Yield a line's shares: in the row of its percentages and in that of its fixed taxes."""
    if item.rate is None:
        yield Share(None, TaxKind.FIXED, (), line.net, line.tax, _FIXED)
        return
    combination = combination_of(item.taxes)
    yield Share(item.rate, line.tax_kind, combination, line.net, line.tax - line.fixed_tax, line.classes)
    if line.fixed_tax:
        yield Share(None, TaxKind.FIXED, (), ZERO, line.fixed_tax, _FIXED)
