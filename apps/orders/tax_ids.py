"""Tax numbers of buyers: as they are printed, and which of them cannot be right.

Shapes and check digits are python-stdnum's, country by country. A false alarm stops a sale's document for nothing, a
missed one prints what the buyer wrote: so a number counts as wrong only if no kind of number that buyers of its country
state could look like it.
"""

import re
import unicodedata

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import NumberValidationModule

from apps.countries import registry
from apps.countries.base import TaxIdRules
from apps.countries.tax_numbers import bare_number, is_unchecked, normal_tax_number, number_kinds, padded
from apps.orders.data import Problem
from apps.orders.messages import Sentence
from apps.orders.tax_id_labels import LABEL

_NINE_DIGITS = re.compile(r"\d{9}", re.ASCII)
# A longer text is no number, and labels are not looked for in it.
_LONGEST = 100
_ZEROS = re.compile(r"0[0.\s]{0,40}+(?=[1-9A-Za-z])")
# Of several kinds of numbers the one that comes closest tells what is wrong.
_REASONS: dict[type[ValidationError], Sentence] = {
    InvalidChecksum: Sentence("tax_id_check_digit"),
    InvalidComponent: Sentence("tax_id_part"),
    InvalidFormat: Sentence("tax_id_format"),
    InvalidLength: Sentence("tax_id_length"),
}


def plain_tax_id(tax_id: str, country: str) -> str:
    """Return `tax_id` without its own label and without zeros in front that are no part of it.

    `country` (ISO 3166-1 alpha-2) may be empty. Letters that look like a label stay where only with them the number
    is one of the country: an RFC may begin with “CIF”.
    """
    number = unicodedata.normalize("NFKC", tax_id).strip()
    if len(number) > _LONGEST:
        return number
    bare = _without_label(number, country)
    while bare != number:
        number, bare = bare, _without_label(bare, country)
    zeros = _ZEROS.match(number)
    if zeros is None:
        return number
    if _rules(country).strips_zeros:
        return number[zeros.end() :]
    shorter = (number[length:] for length in range(zeros.end() + 1))
    return next((each for each in shorter if _fits(each, country)), number)


def normal_tax_id(tax_id: str, country: str) -> str:
    """Return `tax_id` of `country` in the form that authorities compare (`normal_tax_number`); empty if it has none."""
    return normal_tax_number(plain_tax_id(tax_id, country), country)


def check_tax_id(tax_id: str, country: str, *, passports: bool = True) -> Problem | None:
    """Return why `tax_id` cannot be a number of a buyer in `country` (ISO 3166-1 alpha-2), None if it may be one.

    No number, no country and a country whose tax numbers nobody described are no reason. Without `passports` the
    number of one is wrong. The problem never holds the number itself: it reaches logs and screens.
    """
    errors = _errors(plain_tax_id(tax_id, country), country, passports=passports)
    if not errors:
        return None
    reason = next((text for kind, text in _REASONS.items() if kind in errors), _REASONS[InvalidFormat])
    wrong = Sentence("tax_id_not_valid", {"country": country})
    return Problem.told("wrong_tax_id", wrong, reason, Sentence("ask_for_tax_id"))


def _without_label(number: str, country: str) -> str:
    label = LABEL.match(number)
    if label is None:
        return number
    rest = number[label.end() :]
    runs_on = label[0][-1:].isalnum() and rest[:1].isalpha()
    if not _fits(rest, country) and (runs_on or _fits(number, country, passports=False)):
        return number
    undashed = _rules(country).undashed
    return f"{rest[:-1]}-{rest[-1]}" if undashed and re.fullmatch(undashed, rest) else rest


def _fits(number: str, country: str, *, passports: bool = True) -> bool:
    """Tell whether `number` is one of a country whose numbers are described."""
    is_described = bool(bare_number(number)) and any(number_kinds(country))
    return is_described and not _errors(number, country, passports=passports)


def _errors(number: str, country: str, *, passports: bool) -> set[type[ValidationError]]:
    """Return what is wrong with `number` by each of the country's kinds of numbers, nothing if it may be one."""
    modules, bare = list(number_kinds(country)), padded(bare_number(number), country)
    if not bare or not modules or is_unchecked(number, bare, country) or eu_vat.is_valid(bare):
        return set()
    if passports and _is_passport(number, bare, country):
        return set()
    errors = {_error(module, bare) for module in modules}
    return set() if None in errors else {error for error in errors if error}


def _error(module: NumberValidationModule, number: str) -> type[ValidationError] | None:
    try:
        module.validate(number)
    except ValidationError as error:
        return type(error)
    return None


def _is_passport(number: str, bare: str, country: str) -> bool:
    rules = _rules(country)
    if rules.nine_digit_passports and _NINE_DIGITS.fullmatch(number):
        return True
    return bool(rules.passport and re.fullmatch(rules.passport, bare, re.ASCII))


def _rules(country: str) -> TaxIdRules:
    return registry.country(country).tax_id_rules
