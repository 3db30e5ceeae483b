"""What a document's lines come to, rate by rate: rows that partition it in net, tax and gross."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.money import ZERO, spread
from apps.orders.data import ItemTax

# The percentages of a line that has several, or one that is not the sales tax; that one is told by its rate alone.
Combination = tuple[tuple[str, Decimal], ...]
_LETTERS = re.compile(r"[^\W\d_]+")
# What stores call their sales tax: such a word first, or just these words.
_SALES_TAXES = frozenset("iva igv vat gst itbis itbms isv tva ust mwst".split())
_ANY_TAX = frozenset(
    (
        "",
        "impuesto",
        "impuestos",
        "imposto",
        "impostos",
        "tax",
        "taxes",
        "sales tax",
        "value added tax",
        "impuesto al valor agregado",
        "impuesto sobre el valor añadido",
        "impuesto general a las ventas",
        "imposto sobre o valor acrescentado",
    )
)


@dataclass(frozen=True, slots=True)
class TaxPart:
    """What one of several percentages has of a row's tax."""

    name: str
    rate: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class DraftTax:
    """What one rate, or one combination of rates, comes to; rate None is what fixed taxes come to.

    A combination's `rate` is the sum of its percentages, which are all of one net; `parts` and `label` tell them
    apart, or name the one tax that is not the sales tax. Both are empty for the sales tax alone.
    """

    rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal
    label: str = ""
    parts: tuple[TaxPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What a line, or its fixed taxes, puts into a row."""

    rate: Decimal | None
    combination: Combination
    net: Decimal
    tax: Decimal


def combination_of(taxes: Iterable[ItemTax]) -> Combination:
    """Returns the percentages of TAXES, each by its name, in an order of their own; none for the sales tax alone."""
    percentages = [(tax.name, tax.rate) for tax in taxes if tax.rate]
    if len(percentages) == 1 and _is_sales_tax(percentages[0][0]):
        return ()
    return tuple(sorted(percentages, key=lambda each: (-each[1], each[0])))


def _is_sales_tax(name: str) -> bool:
    words = _LETTERS.findall(name.casefold().replace(".", ""))
    return " ".join(words) in _ANY_TAX or words[0] in _SALES_TAXES


def label_of(combination: Combination) -> str:
    """Returns COMBINATION in words, such as “IVA 19 % + ILA 20.5 %”; empty for the sales tax alone."""
    return " + ".join(f"{name} {each.normalize():f} %".lstrip() for name, each in combination)


def rows(shares: Iterable[Share], currency: str) -> tuple[DraftTax, ...]:
    """Returns SHARES totalled by rate and combination, highest rate first, fixed taxes last."""
    sums: dict[tuple[Decimal | None, Combination], tuple[Decimal, Decimal]] = {}
    for share in shares:
        key = (share.rate, share.combination)
        net, tax = sums.get(key, (ZERO, ZERO))
        sums[key] = (net + share.net, tax + share.tax)
    ordered = sorted(sums, key=lambda key: (key[0] is None, -(key[0] or ZERO)))
    return tuple(_row(rate, combination, *sums[rate, combination], currency) for rate, combination in ordered)


def _row(rate: Decimal | None, combination: Combination, net: Decimal, tax: Decimal, currency: str) -> DraftTax:
    return DraftTax(rate, net, tax, net + tax, label_of(combination), _parts(combination, tax, currency))


def _parts(combination: Sequence[tuple[str, Decimal]], tax: Decimal, currency: str) -> tuple[TaxPart, ...]:
    taxes = spread(tax, [rate for _, rate in combination], currency)
    return tuple(TaxPart(name, rate, part) for (name, rate), part in zip(combination, taxes, strict=True))
