"""How long the law makes a store keep its documents, by country. Years run from the end of the document's year.

Where commercial and tax law differ, the longer one counts; where it is unknown, the longest of all. The state of
knowledge is `AS_OF`: minimum periods change, and longer ones (pending audits, real estate, losses carried forward) are
the merchant's to claim. This is no legal advice.
"""

from dataclasses import dataclass
from datetime import date

AS_OF = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Retention:
    """A legal minimum in years, and the rule it comes from."""

    years: int
    rule: str


BY_COUNTRY = {
    "AR": Retention(10, "Código Civil y Comercial, art. 328"),
    "BE": Retention(10, "Code de la TVA, art. 60 § 4, as of the law of 20 November 2022"),
    "BR": Retention(5, "Código Tributário Nacional, art. 173, 174 and 195"),
    "CL": Retention(6, "Código Tributario, art. 17 and 200"),
    "CO": Retention(10, "Ley 962 de 2005, art. 28; Estatuto Tributario, art. 632: 5"),
    "DE": Retention(8, "Abgabenordnung, § 147 (3), as of the BEG IV, 1 January 2025"),
    "EC": Retention(7, "Reglamento de Comprobantes de Venta, art. 41; Código Tributario, art. 55"),
    "ES": Retention(6, "Código de Comercio, art. 30; Ley General Tributaria, art. 66: 4"),
    "FR": Retention(10, "Code de commerce, art. L123-22; Livre des procédures fiscales, art. L102 B: 6"),
    "IT": Retention(10, "Codice civile, art. 2220"),
    "MX": Retention(5, "Código Fiscal de la Federación, art. 30"),
    "NL": Retention(7, "Algemene wet inzake rijksbelastingen, art. 52"),
    "PE": Retention(5, "Código Tributario, art. 87 (7)"),
    "PT": Retention(10, "Decreto-Lei 28/2019, art. 19"),
    "UY": Retention(10, "Código Tributario, art. 38 and 39"),
}
_LONGEST = max(retention.years for retention in BY_COUNTRY.values())


def kept_until(country: str, issued_on: date) -> date:
    """Returns the last day on which COUNTRY (ISO 3166-1 alpha-2) makes a document of the day ISSUED_ON be kept."""
    known = BY_COUNTRY.get(country.upper())
    return date(issued_on.year + (known.years if known else _LONGEST), 12, 31)
