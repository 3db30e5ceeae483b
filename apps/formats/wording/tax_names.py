"""What taxes and tax numbers are called: the buyer's language for common words, the country's own for proper names."""

from dataclasses import dataclass

_VAT = {"es": "IVA", "pt": "IVA", "en": "VAT"}
_ANY_TAX = {"es": "impuesto", "pt": "imposto", "en": "tax"}
_OWN_TAX = {"PE": "IGV", "DO": "ITBIS", "PA": "ITBMS", "HN": "ISV"}

_EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK"
_LATIN_AMERICA = "AR BO CL CO CR EC GT MX NI PY SV UY VE"
_VAT_COUNTRIES = frozenset(f"{_EUROPE} {_LATIN_AMERICA}".split())


@dataclass(frozen=True, slots=True)
class TaxNumber:
    """What a country calls a tax number, of a seller and of a buyer, who may be a private person."""

    seller: str
    buyer: str


_ANY_NUMBER = {
    "es": TaxNumber("ID fiscal", "ID fiscal"),
    "pt": TaxNumber("N.º fiscal", "N.º fiscal"),
    "en": TaxNumber("Tax ID", "Tax ID"),
}
_NUMBERS = {
    "AR": TaxNumber("CUIT", "CUIT/DNI"),
    "BO": TaxNumber("NIT", "NIT/CI"),
    "BR": TaxNumber("CNPJ", "CPF/CNPJ"),
    "CL": TaxNumber("RUT", "RUT"),
    "CO": TaxNumber("NIT", "NIT/CC"),
    "CR": TaxNumber("Cédula jurídica", "Cédula"),
    "DO": TaxNumber("RNC", "RNC/Cédula"),
    "EC": TaxNumber("RUC", "RUC/CI"),
    "ES": TaxNumber("NIF", "NIF"),
    "GT": TaxNumber("NIT", "NIT"),
    "HN": TaxNumber("RTN", "RTN"),
    "MX": TaxNumber("RFC", "RFC"),
    "NI": TaxNumber("RUC", "RUC/Cédula"),
    "PA": TaxNumber("RUC", "RUC/Cédula"),
    "PE": TaxNumber("RUC", "RUC/DNI"),
    "PT": TaxNumber("NIF", "NIF"),
    "PY": TaxNumber("RUC", "RUC/CI"),
    "SV": TaxNumber("NIT", "NIT/DUI"),
    "UY": TaxNumber("RUT", "RUT/CI"),
    "VE": TaxNumber("RIF", "RIF/CI"),
}


def tax_name(country: str, language: str) -> str:
    """Returns the name of COUNTRY's sales tax in LANGUAGE (es, pt or en); a common word where it has no one name."""
    own = _OWN_TAX.get(country)
    return own or (_VAT if country in _VAT_COUNTRIES else _ANY_TAX)[language]


def any_tax(language: str) -> str:
    """Returns the common word for a tax of whatever kind in LANGUAGE (es, pt or en)."""
    return _ANY_TAX[language]


def tax_number(country: str, language: str) -> TaxNumber:
    """Returns what tax numbers are called in COUNTRY, in LANGUAGE where the country has no name of its own."""
    return _NUMBERS.get(country, _ANY_NUMBER[language])
