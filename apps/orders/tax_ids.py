"""Tax numbers of buyers that cannot be right. Shapes and check digits are python-stdnum's, country by country.

A false alarm stops a sale's document for nothing, a missed one prints what the buyer wrote: so a number counts as wrong
only if no kind of number that his country's buyers state could look like it.
"""

import re
import unicodedata
from collections.abc import Iterator

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.util import NumberValidationModule, get_cc_module

from apps.orders.data import Problem
from apps.orders.telling import Sentence

# What stdnum calls a country's numbers where it gives them a common name.
_COMMON = ("vat", "personalid", "businessid")
# Numbers of people and companies that stdnum knows by their own name only.
_OWN = {
    "BR": ("cpf",),
    "CA": ("sin",),
    "CH": ("uid",),
    "CR": ("cpf", "cr"),
    "DE": ("idnr", "stnr"),
    "DO": ("cedula",),
    "EC": ("ci",),
    "FR": ("siren", "siret", "nif"),
    "GB": ("utr",),
    "IE": ("pps",),
    "IN": ("pan",),
    "IT": ("codicefiscale",),
    "NL": ("bsn",),
    "NO": ("orgnr",),
    "PL": ("pesel",),
}
_PASSPORT = r"(?!.{10})[A-Z]{1,3}\d{5,8}"
# What buyers of a country state that has no check digit, or none that holds.
_UNCHECKED = {
    "AR": rf"{_PASSPORT}|2[56]\d{{9}}",  # CUIL of kinds that stdnum does not list
    "BR": _PASSPORT,
    "CL": _PASSPORT,
    # Cédula, NIT without its check digit, the DIAN's number for unnamed consumers
    "CO": rf"{_PASSPORT}|\d{{5,9}}|1\d{{9}}|2{{12}}",
    # The SRI numbers companies and foreigners without an algorithm (third digit 6 or 9); unnamed consumers
    "EC": rf"{_PASSPORT}|(0[1-9]|1\d|2[0-4]|[35]0)[69]\d{{10}}|9{{13}}",
    "ES": r"[A-Z]{2,3}\d{5,7}",  # a passport with one letter looks like a CIF
    "GT": r"CF|\d{13}",  # consumidor final; CUI
    "MX": _PASSPORT,
    "PE": rf"{_PASSPORT}|\d{{8,9}}",  # DNI, carné de extranjería
    "PT": _PASSPORT,
    "PY": r"\d{5,8}",  # cédula
    "SV": r"\d{9}",  # DUI
    "UY": rf"{_PASSPORT}|\d{{7,8}}",  # cédula
    "VE": r"[VE]?\d{6,8}",  # cédula
}
_COLOMBIAN_CHECK_DIGIT = re.compile(r"-\s*\d\s*\Z")
# Of several kinds of numbers the one that comes closest tells what is wrong.
_REASONS: dict[type[ValidationError], Sentence] = {
    InvalidChecksum: Sentence("Its check digit does not fit."),
    InvalidComponent: Sentence("A part of it does not exist."),
    InvalidFormat: Sentence("It is not written like one."),
    InvalidLength: Sentence("It is too short or too long."),
}


def check(tax_id: str, country: str) -> Problem | None:
    """Returns why TAX_ID cannot be a number of a buyer in COUNTRY (ISO 3166-1 alpha-2), None if it may be one.

    No number, no country and a country whose tax numbers nobody described are no reason. The problem never holds the
    number itself: it reaches logs and screens.
    """
    modules, bare = list(_modules(country)), _bare(tax_id)
    if not bare or not modules or _is_unchecked(tax_id, bare, country) or eu_vat.is_valid(bare):
        return None
    errors = {_error(module, bare) for module in modules}
    if None in errors:
        return None
    reason = next((text for kind, text in _REASONS.items() if kind in errors), _REASONS[InvalidFormat])
    wrong = Sentence("The buyer's tax number is not a valid one of {country}.", {"country": country})
    return Problem.told("wrong_tax_id", wrong, reason, Sentence("Ask the buyer for the right one."))


def _modules(country: str) -> Iterator[NumberValidationModule]:
    """The country's kinds of numbers; none where nobody described its tax number."""
    if len(country) != 2 or not get_cc_module(country, "vat"):
        return
    for name in (*_COMMON, *_OWN.get(country, ())):
        module = get_cc_module(country, name)
        if module:
            yield module


def _error(module: NumberValidationModule, number: str) -> type[ValidationError] | None:
    try:
        module.validate(number)
    except ValidationError as error:
        return type(error)
    return None


def _bare(tax_id: str) -> str:
    """Letters and digits only, and the ampersand that a Mexican RFC may hold."""
    written = unicodedata.normalize("NFKC", tax_id).upper()
    return "".join(sign for sign in written if sign.isalnum() or sign == "&")


def _is_unchecked(tax_id: str, bare: str, country: str) -> bool:
    if country == "CO" and _COLOMBIAN_CHECK_DIGIT.search(tax_id):
        return False
    pattern = _UNCHECKED.get(country)
    return pattern is not None and re.fullmatch(pattern, bare, re.ASCII) is not None
