"""Tax numbers in their country's normal form, which authorities and providers compare letter by letter.

Shapes and check digits are python-stdnum's; what a country has otherwise is in its `TaxIdRules`. The number as a person
wrote it stays beside the normal form: it is what documents print.
"""

import re
from collections.abc import Iterator

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.util import NumberValidationModule, get_cc_module

from apps.countries import registry
from apps.countries.base import TaxIdRules

_VAT = "vat"
# What python-stdnum calls a country's numbers where it gives them a common name.
_COMMON = (_VAT, "personalid", "businessid")


def normal_tax_number(tax_id: str, country: str) -> str:
    """Return the tax number `tax_id` of `country` (ISO 3166-1 alpha-2) in its normal form; empty if it has none.

    Letters are capitals. Nothing separates the digits but, where the country's form has it, the dash before the check
    digit. A VAT number of a member state of the European Union begins with its prefix; so does the VAT number of
    another member state than `country` that was written with it. Nothing is guessed: a number that fails its check
    digit, and one of a country whose numbers are not described, has no normal form.
    """
    number = padded(bare_number(tax_id), country)
    rules = registry.country(country).tax_id_rules
    for module in number_kinds(country):
        own = _accepted(module, number)
        if own and module is get_cc_module(country, _VAT):
            return _vat_number(own, rules)
        if own:
            return own
    if eu_vat.is_valid(number):
        return str(eu_vat.compact(number))
    return number if is_unchecked(tax_id, number, country) else ""


def is_vat_number(number: str) -> bool:
    """Tell whether `number`, in its normal form, is a VAT number of the European Union, with its prefix."""
    return bool(eu_vat.is_valid(number))


def number_kinds(country: str) -> Iterator[NumberValidationModule]:
    """Yield the kinds of numbers of `country`; none where nobody described its tax number."""
    if len(country) != 2 or not get_cc_module(country, _VAT):
        return
    for name in (*_COMMON, *registry.country(country).tax_id_rules.kinds):
        module = get_cc_module(country, name)
        if module:
            yield module


def bare_number(tax_id: str) -> str:
    """Return letters and digits of `tax_id` only, and the ampersand that a Mexican RFC may hold."""
    return "".join(sign for sign in tax_id.upper() if sign.isalnum() or sign == "&")


def padded(bare: str, country: str) -> str:
    """Return the number `bare` with the zeros in front that its country counts and people leave out."""
    rules = registry.country(country).tax_id_rules
    digits = bare.removeprefix(country)
    return digits.zfill(rules.full_length) if rules.shortened and re.fullmatch(rules.shortened, digits) else bare


def is_unchecked(tax_id: str, bare: str, country: str) -> bool:
    """Tell whether `tax_id`, in `bare` letters and digits, is a number of `country` that has no check digit."""
    rules = registry.country(country).tax_id_rules
    if rules.check_digit and re.search(rules.check_digit, tax_id):
        return False
    return bool(rules.unchecked and re.fullmatch(rules.unchecked, bare, re.ASCII))


def _vat_number(number: str, rules: TaxIdRules) -> str:
    """Return the valid `number` with its prefix or its dash, as `rules` want it."""
    bare = number.removeprefix(rules.vat_prefix)
    bare = bare.lstrip("0") if rules.strips_zeros else bare
    return f"{bare[:-1]}-{bare[-1]}" if rules.has_dash else rules.vat_prefix + bare


def _accepted(module: NumberValidationModule, number: str) -> str:
    """Return `number` as `module` writes it, empty where it refuses it."""
    try:
        return str(module.validate(number))
    except ValidationError:
        return ""
