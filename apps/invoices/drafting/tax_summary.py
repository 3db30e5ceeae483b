"""Totals of a document's lines by tax rate: rows that partition it in net, tax and gross."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.money import ZERO, spread
from apps.formats.document import TaxPart, TaxTotal
from apps.invoices.drafting.tax_category import Classes, common_classes
from apps.invoices.drafting.tax_kinds import TaxKind, exemptions, is_sales_tax
from apps.orders.data import ItemTax

# The percentages of a line that has several, or one that is not the sales tax; the sales tax alone is identified by its
# rate. An exemption is identified by its name, at 0.
Combination = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class DraftTax(TaxTotal):
    """The total of one rate, or of one combination of rates; `rate` None is the total of fixed taxes.

    A combination's `rate` is the sum of its percentages, which share one net. `parts` and `label` list them, or name
    the one tax that is not the sales tax. Both are empty for the sales tax alone, also at rate 0. The label of an
    exemption is its name at the store, with the reason in it. Rows are formed without a look at categories: one whose
    lines have several has none, and the lines tell them.
    """

    kind: TaxKind = TaxKind.TAXED


@dataclass(frozen=True, slots=True)
class Share:
    """The contribution of a line, or of its fixed taxes, to a row."""

    rate: Decimal | None
    kind: TaxKind
    combination: Combination
    net: Decimal
    tax: Decimal
    classes: Classes


def combination_of(taxes: Sequence[ItemTax]) -> Combination:
    """Return the percentages of `taxes`, each by its name, in a fixed order; none for the sales tax alone.

    Without any percentage, return the names in `taxes` that state an exemption.
    """
    percentages = [(tax.name, tax.rate) for tax in taxes if tax.rate]
    if len(percentages) == 1 and is_sales_tax(percentages[0][0]):
        return ()
    named = percentages or [(name, ZERO) for name in dict.fromkeys(exemptions(taxes))]
    return tuple(sorted(named, key=lambda each: (-each[1], each[0])))


def label_of(combination: Combination) -> str:
    """Return `combination` as text, such as “IVA 19 % + ILA 20.5 %” or “Exento”; empty for the sales tax alone."""
    return " + ".join(f"{name} {each.normalize():f} %".lstrip() if each else name for name, each in combination)


def tax_rows(shares: Iterable[Share], currency: str) -> tuple[DraftTax, ...]:
    """Return `shares` totalled by rate, kind and combination, highest rate first, fixed taxes last."""
    members: dict[tuple[Decimal | None, TaxKind, Combination], list[Share]] = {}
    for share in shares:
        members.setdefault((share.rate, share.kind, share.combination), []).append(share)
    kinds = list(TaxKind)
    ordered = sorted(members, key=lambda key: (key[0] is None, -(key[0] or ZERO), kinds.index(key[1])))
    return tuple(_row(members[key], currency) for key in ordered)


def _row(shares: Sequence[Share], currency: str) -> DraftTax:
    """Return the row of `shares`, which have the same rate, kind and combination."""
    first = shares[0]
    net = sum((share.net for share in shares), ZERO)
    tax = sum((share.tax for share in shares), ZERO)
    common = common_classes([share.classes for share in shares])
    return DraftTax(
        rate=first.rate,
        net=net,
        tax=tax,
        gross=net + tax,
        label=label_of(first.combination),
        parts=_parts(first.combination, tax, currency) if first.rate else (),
        category=common.category,
        exemption_code=common.exemption_code,
        exemption_reason=common.exemption_reason,
        is_vat=common.is_vat,
        kind=first.kind,
    )


def _parts(combination: Sequence[tuple[str, Decimal]], tax: Decimal, currency: str) -> tuple[TaxPart, ...]:
    taxes = spread(tax, [rate for _, rate in combination], currency)
    return tuple(TaxPart(name, rate, part) for (name, rate), part in zip(combination, taxes, strict=True))
