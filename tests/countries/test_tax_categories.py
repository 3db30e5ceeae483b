"""Categories of the value added tax, exemptions and proposals of payment means: the data of countries fit together."""

import re

import pytest

from apps.countries import registry
from apps.countries.default import DEFAULT
from apps.countries.payment_proposals import CODES, EVERYWHERE
from apps.countries.tax_categories import TaxCategories, TaxCategory

_KNOWN = {code: each.tax_categories for code, each in registry.COUNTRIES.items() if each.tax_categories}


@pytest.mark.parametrize("rules", _KNOWN.values(), ids=_KNOWN.keys())
def test_a_country_names_categories_that_it_has(rules: TaxCategories) -> None:
    assert TaxCategory.STANDARD not in rules.categories
    assert {each.category for each in rules.exemptions} <= set(rules.categories)
    assert {each.category for each in rules.statements} <= set(rules.categories)
    assert rules.needs_reason <= set(rules.categories)
    codes = [each.code for each in rules.exemptions]
    assert len(codes) == len(set(codes))
    for each in rules.statements:
        listed = rules.exemption(each.exemption)
        assert bool(listed) is bool(each.exemption)
        assert not listed or listed.category == each.category
        re.compile(each.pattern)


@pytest.mark.parametrize("rules", _KNOWN.values(), ids=_KNOWN.keys())
def test_a_reason_that_is_needed_can_be_given(rules: TaxCategories) -> None:
    listed = {each.category for each in rules.exemptions}
    assert rules.own_reasons or rules.needs_reason <= listed


def test_a_country_with_a_value_added_tax_has_categories() -> None:
    for code, each in registry.COUNTRIES.items():
        assert (each.tax_categories is not None) is (each.has_vat or bool(each.tax_name)), code


def test_nothing_is_certain_where_no_law_was_looked_up() -> None:
    for rules in _KNOWN.values():
        assert rules.source or not any(each.is_certain for each in rules.statements)


def test_a_proposed_means_of_payment_can_be_chosen() -> None:
    for each in (DEFAULT, *registry.COUNTRIES.values()):
        for proposal in (*each.payment_proposals, *EVERYWHERE):
            assert proposal.code in CODES
            re.compile(proposal.pattern)


def test_the_voucher_is_asked_for_in_chile_alone() -> None:
    assert [code for code, each in registry.COUNTRIES.items() if each.voucher_note] == ["CL"]
