"""Classification of tax names in stores: sales tax (VAT), special tax, exemption, or category of products.

In Jumpseller the merchant names each tax, and a category's name may take its place. A name is therefore compared with
known names of taxes, and a rate with the value added tax of the seller's country.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from apps.countries import registry
from apps.formats.wording.tax_names import tax_name
from apps.orders.data import Item, ItemTax


class TaxKind(StrEnum):
    """The kind of a row of taxes: rows of different kinds are declared apart even if all come to zero."""

    TAXED = "taxed"
    ZERO_RATED = "zero_rated"
    EXEMPT = "exempt"
    UNTAXED = "untaxed"
    FIXED = "fixed"


_WORD = re.compile(r"[^\W\d_]+")
_SALES_TAXES = frozenset("iva vat gst tva ust mwst".split()).union(
    each.tax_name.casefold() for each in registry.COUNTRIES.values() if each.tax_name
)
_ANY_TAX = frozenset("impuesto impuestos imposto impostos tax taxes imp tasa taxa".split())
_SALES_TAX_PHRASES = frozenset(
    (
        "sales tax",
        "value added tax",
        "impuesto al valor agregado",
        "impuesto sobre el valor anadido",
        "impuesto general a las ventas",
        "imposto sobre o valor acrescentado",
    )
)
# A tax withheld or collected in advance is no sales tax, though its name contains one: “IVA retenido”, “Percepción
# IVA”.
_WITHHELD = re.compile(r"\b(rete\w*|reten\w+|retid\w+|percep\w+|percib\w+|anticip\w+|withh\w+)\b")
# Those of all countries together, and common words.
_SPECIAL_TAXES = frozenset(
    "timbre arancel aranceles ecotasa ecotaxa ecovalor excise accise duty duties levy surcharge".split()
).union(*(each.special_taxes for each in registry.COUNTRIES.values()))
# What special taxes are on, or are like: “Impuesto a bebidas” names one, “Bebidas” is a category of products.
_SPECIALLY_TAXED = frozenset(
    (
        "consumo adicional adicionales selectivo selectiva especifico especifica ingresos verde bebida bebidas alcohol "
        "alcoholes alcoholicas alcoolicas analcoholicas azucar azucaradas acucar licor "
        "licores vino vinos cerveza cervezas tabaco tabacos cigarrillo cigarrillos cigarros combustible combustibles "
        "carburantes gasolina diesel bolsa bolsas saco sacos plastico plasticos envases lujo lujos luxo suntuario "
        "suntuarios vehiculo vehiculos carbono emisiones ultraprocesados saludable saludables municipal turismo hotel "
        "hospedaje juegos apuestas telefonia green sugar alcoholic tobacco fuel bag bags plastic luxury carbon "
        "beverages drinks spirits tourism city"
    ).split()
)
_EXEMPT = re.compile(
    r"\b(exent\w*|exenc\w*|exonera\w*|inafect\w*|isent\w*|isenc\w*|exempt\w*|exclui\w*|excluded|exclusion|exclusao|"
    r"(no|nao|non|not) (afect\w*|afet\w*|grava\w*|sujet\w*|sujeit\w*|subject|taxable|tributa\w*)|"
    r"(sin|sem|no|libre de|livre de) (iva|igv|vat)|outside the scope|reverse charge|inversion del sujeto pasivo|"
    r"autoliquida\w*|nontaxable)\b|\b(art|arts|artigo|articulo|article) \d"
)
_EXEMPTION_CODES = [
    re.compile(rf"\b(?:{each.exemption_code})\b") for each in registry.COUNTRIES.values() if each.exemption_code
]
_UNTAXED = re.compile(r"(sin impuestos?|sem impostos?|no tax|untaxed)")
# A store uses a few names of taxes on all lines of all orders.
_remembered = lru_cache(maxsize=1024)


def kind_of(item: Item) -> TaxKind:
    """Return the kind of the row of taxes of `item`; its fixed taxes have a row of their own."""
    if item.rate is None:
        return TaxKind.FIXED
    if item.rate:
        return TaxKind.TAXED
    names = [tax.name for tax in item.taxes if tax.rate is not None]
    if not names or all(_UNTAXED.fullmatch(comparable(name)) for name in names):
        return TaxKind.UNTAXED
    return TaxKind.EXEMPT if any(map(_is_exemption, names)) else TaxKind.ZERO_RATED


def exemptions(taxes: Sequence[ItemTax]) -> list[str]:
    """Return the names in `taxes` that state an exemption, with the reasons in them."""
    return [" ".join(tax.name.split()) for tax in taxes if tax.rate == 0 and _is_exemption(tax.name)]


def with_sales_tax(taxes: Sequence[ItemTax], country: str) -> tuple[ItemTax, ...]:
    """Return `taxes` of one item; the one that is the value added tax of `country` by its rate gets that tax's name.

    It is the only one at a rate of this tax whose name is no known special tax. Nothing changes if another is called a
    value added tax already, or if `country` (ISO 3166-1 alpha-2) is empty or its rates are not known.
    """
    rates = registry.country(country).vat_rates
    if any(tax.rate and is_sales_tax(tax.name) for tax in taxes):
        return tuple(taxes)
    found = [tax for tax in taxes if tax.rate and tax.rate in rates and not is_special_tax(tax.name)]
    if len(found) != 1:
        return tuple(taxes)
    name = tax_name(country, "es")
    return tuple(replace(tax, name=name) if tax is found[0] else tax for tax in taxes)


@_remembered
def is_sales_tax(name: str) -> bool:
    """Tell whether stores use `name` for their sales tax; a name without any word counts as one."""
    plain = comparable(name)
    words = _WORD.findall(plain)
    if _WITHHELD.search(plain):
        return False
    own = [word for word in words if word not in _ANY_TAX]
    return not own or own[0] in _SALES_TAXES or " ".join(words) in _SALES_TAX_PHRASES


@_remembered
def is_special_tax(name: str) -> bool:
    """Tell whether `name` is known to be a tax beside the sales tax, or one that is withheld."""
    plain = comparable(name)
    words = set(_WORD.findall(plain))
    if _WITHHELD.search(plain) or words & _SPECIAL_TAXES:
        return True
    return bool(words & _ANY_TAX and words & _SPECIALLY_TAXED)


@_remembered
def _is_exemption(name: str) -> bool:
    plain = comparable(name)
    return bool(_EXEMPT.search(plain)) or any(code.search(plain) for code in _EXEMPTION_CODES)


def comparable(name: str) -> str:
    """Return `name` for comparison: without differences in case, accents, points and white space."""
    letters = unicodedata.normalize("NFKD", name.casefold()).replace(".", "")
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
