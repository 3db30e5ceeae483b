"""What a document's lines come to, rate by rate: rows that partition it in net, tax and gross."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.money import ZERO, spread
from apps.orders.data import ItemTax

# The percentages of a line that has several; a line of one percentage is told by its rate alone.
Combination = tuple[tuple[str, Decimal], ...]


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
    apart. Both are empty for a single percentage.
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
    """Returns the percentages of TAXES if they are more than one, each by its name, in an order of their own."""
    percentages = [(tax.name, tax.rate) for tax in taxes if tax.rate]
    return tuple(sorted(percentages, key=lambda each: (-each[1], each[0]))) if len(percentages) > 1 else ()


def label_of(combination: Combination) -> str:
    """Returns COMBINATION in words, such as “IVA 19 % + ILA 20.5 %”; empty for a single percentage."""
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
