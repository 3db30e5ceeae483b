"""The figures that all hypotheses about an order share, computed once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from apps.core.money import ZERO, minor_unit
from apps.orders.interpretation.taxes import Taxing, taxing
from apps.orders.payload import RawOrder, RawProduct, RawTax

# A third of a price, cut by the platform and multiplied by three, is the whole price at this precision.
_THIRDS = Decimal("1e-6")


@dataclass(frozen=True)
class Lines:
    """The product lines under one meaning of their discounts: `left` is each amount less its discount.

    `left_by_combination` are its sums by combination of taxes. `rounded_sums` are the sums that the order may state for
    discounts with too many decimals, each with the way of rounding.
    """

    discounts: list[Decimal]
    left: list[Decimal]
    left_by_combination: list[Decimal]
    rounded_sums: dict[Decimal, str]

    @cached_property
    def discount(self) -> Decimal:
        """Return the sum of the line discounts."""
        return sum(self.discounts, ZERO)

    @cached_property
    def total(self) -> Decimal:
        """Return the sum of the lines less their discounts."""
        return sum(self.left_by_combination, ZERO)


class Figures:
    """The figures of one order: amounts of its lines, and the combination of taxes of each.

    `unit` is the unit of rounding, the currency's minor unit by default.
    """

    def __init__(self, order: RawOrder, unit: Decimal | None = None) -> None:
        self.order = order
        self.unit = unit or minor_unit(order.currency)
        self.amounts = [_settled(line.quantity * line.price) for line in order.products]
        self.combinations: list[tuple[RawTax, ...]] = []
        self.signatures: list[object] = []
        self.combination_of = self._combine()
        self._lines: dict[bool, Lines] = {}
        self._taxings: dict[bool, list[Taxing]] = {}
        self._taxing_of: dict[tuple[tuple[RawTax, ...], bool], Taxing] = {}

    def lines(self, *, per_unit: bool) -> Lines:
        """Return the lines with their stated discounts taken `per_unit` or per line."""
        if per_unit not in self._lines:
            products = self.order.products
            given = [_settled(line.discount * line.quantity) if per_unit else line.discount for line in products]
            self._lines[per_unit] = self.with_discounts(given, self._rounded_sums(given, per_unit=per_unit))
        return self._lines[per_unit]

    def with_discounts(self, discounts: list[Decimal], rounded_sums: dict[Decimal, str]) -> Lines:
        """Return the lines with `discounts`, which come to one of `rounded_sums`."""
        left = [amount - discount for amount, discount in zip(self.amounts, discounts, strict=True)]
        sums = [ZERO] * len(self.combinations)
        for combination, amount in zip(self.combination_of, left, strict=True):
            sums[combination] += amount
        return Lines(discounts, left, sums, rounded_sums)

    def taxings(self, *, unmarked_inside: bool) -> list[Taxing]:
        """Return the sums of each combination of taxes; `unmarked_inside` is for taxes that do not state it."""
        if unmarked_inside not in self._taxings:
            self._taxings[unmarked_inside] = [
                self.taxing_of(each, unmarked_inside=unmarked_inside) for each in self.combinations
            ]
        return self._taxings[unmarked_inside]

    def taxing_of(self, taxes: tuple[RawTax, ...], *, unmarked_inside: bool) -> Taxing:
        """Return the sums of `taxes`; most hypotheses ask for those of the same."""
        key = (taxes, unmarked_inside)
        if key not in self._taxing_of:
            self._taxing_of[key] = taxing(taxes, unmarked_inside=unmarked_inside)
        return self._taxing_of[key]

    @cached_property
    def quantity_by_combination(self) -> list[Decimal]:
        """Return the sum of the quantities of each combination of taxes."""
        sums = [ZERO] * len(self.combinations)
        for combination, line in zip(self.combination_of, self.order.products, strict=True):
            sums[combination] += line.quantity
        return sums

    @cached_property
    def product_percentages(self) -> list[tuple[RawTax, ...]]:
        """Return the products' percentages, not marked as inside or on top: each combination, then each tax alone."""
        unmarked = [
            tuple(replace(tax, inside=None) for tax in taxes if tax.rate and not tax.fixed)
            for taxes in self.combinations
        ]
        each = ((tax,) for taxes in unmarked for tax in taxes)
        return [taxes for taxes in dict.fromkeys([*unmarked, *each]) if taxes]

    def rounded(self, amount: Decimal) -> Decimal:
        """Return `amount` rounded to the unit, halves away from zero."""
        return amount.quantize(self.unit, ROUND_HALF_UP)

    def is_off_unit(self, amount: Decimal) -> bool:
        """Tell whether `amount` is no multiple of the unit."""
        return bool(amount % self.unit)

    @cached_property
    def priced(self) -> Decimal:
        """Return the sum of the products before any discount."""
        return sum(self.amounts, ZERO)

    @cached_property
    def units(self) -> Decimal:
        """Return the sum of the quantities, each line counting at least once."""
        return sum((max(line.quantity, Decimal(1)) for line in self.order.products), ZERO)

    @cached_property
    def has_off_unit_amounts(self) -> bool:
        """Tell whether any price or discount is no multiple of the unit."""
        order = self.order
        given = [order.shipping, order.shipping_discount, order.discount, *self.amounts]
        given += [line.price for line in order.products]
        given += [line.discount for line in order.products if line.discount]
        return any(self.is_off_unit(amount) for amount in given)

    def _rounded_sums(self, discounts: list[Decimal], *, per_unit: bool) -> dict[Decimal, str]:
        lines = self.order.products
        if not any(self.is_off_unit(amount) for amount in (*discounts, *(line.discount for line in lines))):
            return {}
        total = sum(discounts, ZERO)
        known = {
            self.rounded(total): "rounded once",
            sum((self.rounded(discount) for discount in discounts), ZERO): "each rounded",
            total - total % self.unit: "cut",
        }
        if per_unit:
            of_units = (line.quantity * self.rounded(line.discount) for line in lines)
            known.setdefault(sum(of_units, ZERO), "each unit rounded")
        return known

    @staticmethod
    def signature(taxes: Sequence[RawTax]) -> object:
        """Return the key of `taxes` in a document: each rate but zero, fixed or not; inside and on top are the same."""
        return tuple(sorted((tax.fixed, tax.rate) for tax in taxes if tax.rate))

    def _combine(self) -> list[int]:
        """Return the number of each line's combination: equal rates, fixed, inside or on top; names do not matter."""
        known: dict[tuple[object, ...], int] = {}
        numbers = []
        for line in self.order.products:
            taxes = line_taxes_of(line)
            key = tuple((tax.rate, tax.fixed, tax.inside) for tax in taxes)
            if key not in known:
                known[key] = len(self.combinations)
                self.combinations.append(taxes)
                self.signatures.append(self.signature(taxes))
            numbers.append(known[key])
        return numbers


def line_taxes_of(line: RawProduct) -> tuple[RawTax, ...]:
    """Return the taxes of `line`; a sold gift card has none: the tax is due when it is redeemed (Jumpseller)."""
    return () if line.type == "gift_card" else line.taxes


def _settled(amount: Decimal) -> Decimal:
    return amount.quantize(_THIRDS) if amount else amount
