"""The locale of a document: its language as it is written in the seller's country."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from apps.core.errors import FolioError

LANGUAGES = ("es", "pt", "en")

_AMERICAS = frozenset("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE".split())
_SPOKEN = {
    "es": _AMERICAS - {"BR", "US"} | {"ES", "GQ"},
    "pt": frozenset("AO BR CV GW MZ PT ST TL".split()),
    "en": frozenset("AU BB BS BZ CA GB GH GY IE IN JM KE MT NG NZ PH SG TT UG US ZA".split()),
}


class UnsupportedLanguage(FolioError):
    """The renderer has no labels in this language."""

    code = "unsupported_language"


@lru_cache(maxsize=256)
def locale_of(language: str, country: str) -> Locale:
    """Return the locale for `language` (one of LANGUAGES) of a seller in `country` (ISO 3166-1 alpha-2).

    Portuguese is Brazil's in the Americas and Portugal's elsewhere. A pair that Unicode's CLDR does not contain, such
    as English in Chile, follows the language alone. Raise UnsupportedLanguage.
    """
    if language not in LANGUAGES:
        raise UnsupportedLanguage(f"Documents are written in {', '.join(LANGUAGES)}, not in “{language}”.")
    if language == "pt":
        return Locale("pt", "BR" if country in _AMERICAS else "PT")
    try:
        return Locale(language, country)
    except (UnknownLocaleError, ValueError):
        return Locale(language)


def spoken_in(country: str) -> str | None:
    """Return the one of LANGUAGES that most people read in `country` (ISO 3166-1 alpha-2), or None."""
    return next((language for language, countries in _SPOKEN.items() if country in countries), None)
