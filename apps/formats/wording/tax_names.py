"""The names of taxes and tax numbers: the language's common words, and a country's own proper names."""

from apps.countries import registry
from apps.countries.base import TaxIdNames

_VAT = {"es": "IVA", "pt": "IVA", "en": "VAT"}
_ANY_TAX = {"es": "impuesto", "pt": "imposto", "en": "tax"}
_ANY_NUMBER = {
    "es": TaxIdNames("ID fiscal", "ID fiscal"),
    "pt": TaxIdNames("N.º fiscal", "N.º fiscal"),
    "en": TaxIdNames("Tax ID", "Tax ID"),
}


def tax_name(country: str, language: str) -> str:
    """Return the name of the sales tax of `country` in `language`; a common word where the country has no one name."""
    known = registry.country(country)
    return known.tax_name or (_VAT if known.has_vat else _ANY_TAX)[language]


def any_tax(language: str) -> str:
    """Return the common word for a tax of any kind in `language` (es, pt or en)."""
    return _ANY_TAX[language]


def tax_number(country: str, language: str) -> TaxIdNames:
    """Return the names of tax numbers in `country`, in `language` where the country has no names of its own."""
    return registry.country(country).tax_id_names or _ANY_NUMBER[language]
