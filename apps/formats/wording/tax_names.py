"""Names of taxes and tax numbers: common words in the document's language, proper names in the country's."""

from dataclasses import dataclass

_VAT = {"es": "IVA", "pt": "IVA", "en": "VAT"}
_ANY_TAX = {"es": "impuesto", "pt": "imposto", "en": "tax"}
_OWN_TAX = {"PE": "IGV", "DO": "ITBIS", "PA": "ITBMS", "HN": "ISV"}

_EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK"
_LATIN_AMERICA = "AR BO CL CO CR EC GT MX NI PY SV UY VE"
_VAT_COUNTRIES = frozenset(f"{_EUROPE} {_LATIN_AMERICA}".split())


@dataclass(frozen=True, slots=True)
class TaxNumber:
    """A country's name for the tax number of a seller, and of a buyer, who may be a private person."""

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
    """Return the name of the sales tax of `country` in `language` (es, pt or en), or a common word if it has none."""
    own = _OWN_TAX.get(country)
    return own or (_VAT if country in _VAT_COUNTRIES else _ANY_TAX)[language]


def any_tax(language: str) -> str:
    """Return the common word for a tax of any kind in `language` (es, pt or en)."""
    return _ANY_TAX[language]


def tax_number(country: str, language: str) -> TaxNumber:
    """Return the names of tax numbers in `country`, in `language` if the country has no name of its own."""
    return _NUMBERS.get(country, _ANY_NUMBER[language])
