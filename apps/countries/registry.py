"""All countries that Folio knows facts of, by their codes. A new country's module is added to the list here."""

from apps.countries import elsewhere, eu, latin_america
from apps.countries.base import Country
from apps.countries.brazil import BRAZIL
from apps.countries.chile import CHILE
from apps.countries.colombia import COLOMBIA
from apps.countries.default import DEFAULT
from apps.countries.mexico import MEXICO
from apps.countries.peru import PERU
from apps.countries.portugal import PORTUGAL
from apps.countries.spain import SPAIN

_WITH_A_MODULE = (BRAZIL, CHILE, COLOMBIA, MEXICO, PERU, PORTUGAL, SPAIN)

COUNTRIES = {each.code: each for each in (*_WITH_A_MODULE, *eu.MEMBERS, *latin_america.COUNTRIES, *elsewhere.COUNTRIES)}


def country(code: str) -> Country:
    """Return the facts of the country `code` (ISO 3166-1 alpha-2, in any spelling), else the default."""
    return COUNTRIES.get(code.strip().upper(), DEFAULT)
