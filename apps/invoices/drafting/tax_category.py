"""The category of value added tax of an item, and the reason where no tax is due. Pure, and no part of any amount.

A rate above zero of the value added tax is the standard category. Why an item bears none is told, in this order, by the
merchant's mapping of the tax's name, and by what the name certainly says in the seller's country. Nothing else decides:
an item that neither tells has no category, and a question that says what is missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from apps.countries import registry
from apps.countries.tax_categories import Statement, TaxCategories, TaxCategory
from apps.invoices.drafting.tax_kinds import comparable, is_sales_tax, is_special_tax, with_sales_tax
from apps.invoices.models.mappings import NOT_VAT, TaxMapping
from apps.orders.data import Item, ItemTax
from apps.orders.messages import Sentence
from apps.orders.texts import folded

Subject = TaxMapping.Subject
"""What an answer is about: a name at a rate above zero, a name at zero, no tax, or a gift card that is sold."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The merchant's answer: a category or `NOT_VAT`, the code of the exemption, and a text of their own."""

    category: str
    exemption_code: str = ""
    exemption_reason: str = ""


TaxMap = Mapping[tuple[Subject, str], Mapped]
"""The merchant's answers by subject and by the name's `key_of`, empty for the subjects that have no name."""


@dataclass(frozen=True, slots=True)
class Classes:
    """How an item is classed. Empty strings are not decided, or not needed; `question` says what is left to decide.

    `is_vat` tells whether its percentages are value added tax alone, None where that is not decided either.
    """

    category: str = ""
    exemption_code: str = ""
    exemption_reason: str = ""
    is_vat: bool | None = None
    question: Sentence | None = None


@dataclass(frozen=True, slots=True)
class TaxRules:
    """By what items are classed: the seller's country, the buyer's, and the merchant's answers."""

    country: str
    buyer_country: str
    tax_map: TaxMap = field(default_factory=dict)

    @property
    def categories(self) -> TaxCategories | None:
        """Return those of the seller's country, None where it has no value added tax that Folio knows."""
        return registry.country(self.country).tax_categories

    @property
    def is_at_home(self) -> bool:
        """Tell whether the buyer is known to be in the seller's country."""
        return bool(self.country) and self.buyer_country == self.country


def key_of(name: str) -> str:
    """Return the form in which names of taxes, and of payment methods, are the same."""
    return folded(name)


def classes_of(item: Item, rules: TaxRules) -> Classes:
    """Return how `item` is classed by `rules`."""
    taxes = _value_added(item.taxes, rules)
    is_vat = False if False in taxes.values() else None if None in taxes.values() else True
    if rules.categories is None:
        return Classes(is_vat=False if is_vat is False else None, question=Sentence("no_tax_categories"))
    if unclear := [tax for tax, is_value_added in taxes.items() if is_value_added is None]:
        return Classes(is_vat=is_vat, question=Sentence("tax_not_mapped", {"name": unclear[0].name}))
    own = [tax for tax, is_value_added in taxes.items() if is_value_added]
    if any(tax.rate for tax in own):
        return Classes(TaxCategory.STANDARD, is_vat=is_vat)
    found = _without_tax(item, own, rules)
    return replace(found, is_vat=False if is_vat is False else True if found.category else None)


def common_classes(found: Sequence[Classes]) -> Classes:
    """Return the classes that all of `found` have in common; `is_vat` is the least certain of them."""
    told = {each.is_vat for each in found}
    is_vat = False if False in told else None if None in told else True
    alike = {(each.category, each.exemption_code, each.exemption_reason) for each in found}
    return Classes(*alike.pop(), is_vat=is_vat) if len(alike) == 1 else Classes(is_vat=is_vat)


def is_vat_by_name(tax: ItemTax, country: str) -> bool | None:
    """Tell whether the percentage `tax` is value added tax in `country` by its name and rate, None if they do not tell.

    It is known from its rate only where an item bears no other tax that may be it.
    """
    return _value_added((tax,), TaxRules(country, country))[tax]


def stated_classes(name: str, rules: TaxRules) -> Classes:
    """Return what `name`, of a tax at zero, certainly says."""
    found = _statement(name, rules.country)
    if found and found.is_certain and (rules.is_at_home or not found.at_home):
        return _explained(Mapped(found.category, found.exemption), rules)
    return Classes(question=Sentence("zero_rate_not_mapped", {"name": name}))


def proposed_classes(name: str, country: str) -> Classes:
    """Return what `name`, of a tax at zero, may mean in `country`, for the merchant to confirm."""
    found = _statement(name, country)
    return _explained(Mapped(found.category, found.exemption), TaxRules(country, country)) if found else Classes()


def _value_added(taxes: Sequence[ItemTax], rules: TaxRules) -> dict[ItemTax, bool | None]:
    """Return each percentage of `taxes` and whether it is value added tax, None where nothing tells."""
    named = zip(taxes, with_sales_tax(taxes, rules.country), strict=True)
    return {tax: _is_vat(tax, called.name, rules.tax_map) for tax, called in named if tax.rate is not None}


def _is_vat(tax: ItemTax, called: str, tax_map: TaxMap) -> bool | None:
    """Tell whether `tax` is value added tax; `called` is its name, or that of the tax which its rate shows it to be."""
    mapped = tax_map.get((Subject.TAXED if tax.rate else Subject.AT_ZERO, key_of(tax.name)))
    if mapped:
        return mapped.category != NOT_VAT
    if is_special_tax(tax.name):
        return False
    return True if not tax.rate or is_sales_tax(called) else None


def _without_tax(item: Item, taxes: Sequence[ItemTax], rules: TaxRules) -> Classes:
    """Return why `item` bears no value added tax; `taxes` are those at zero, of which the settings' own has no name."""
    if names := [tax.name for tax in taxes if key_of(tax.name)]:
        first, *others = sorted((_at_zero(name, rules) for name in names), key=lambda each: bool(each.category))
        alike = not first.category or all(each == first for each in others)
        return first if alike else Classes(question=Sentence("zero_rates_differ"))
    is_card = item.kind == "gift_card"
    if mapped := rules.tax_map.get((Subject.GIFT_CARD if is_card else Subject.UNTAXED, "")):
        return _explained(mapped, rules)
    return Classes(question=Sentence("gift_card_not_mapped") if is_card else Sentence("untaxed_not_mapped"))


def _at_zero(name: str, rules: TaxRules) -> Classes:
    mapped = rules.tax_map.get((Subject.AT_ZERO, key_of(name)))
    return _explained(mapped, rules) if mapped else stated_classes(name, rules)


@lru_cache(maxsize=1024)
def _statement(name: str, country: str) -> Statement | None:
    """Return what `name` says in `country`: by the code of an exemption in it, else by the country's statements."""
    known = registry.country(country).tax_categories
    if known is None:
        return None
    plain = comparable(name)
    # Figures alone are no code: “Exonerado 20 %”.
    codes = [
        Statement(rf"\b{re.escape(each.code.casefold())}\b", each.category, each.code)
        for each in known.exemptions
        if not each.code.isdigit()
    ]
    return next((each for each in (*codes, *known.statements) if re.search(each.pattern, plain)), None)


def _explained(mapped: Mapped, rules: TaxRules) -> Classes:
    """Return the classes that `mapped` gives, with the text of its code, and the question where a reason is missing."""
    known = rules.categories
    if known is None:
        return Classes(question=Sentence("no_tax_categories"))
    listed = known.exemption(mapped.exemption_code)
    text = mapped.exemption_reason or (listed.text if listed else "")
    needs_reason = mapped.category in known.needs_reason and not (mapped.exemption_code or text)
    question = Sentence("exemption_without_reason", {"category": mapped.category}) if needs_reason else None
    return Classes(mapped.category, mapped.exemption_code, text, question=question)
