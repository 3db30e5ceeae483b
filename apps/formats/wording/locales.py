"""The locale of a document: its language as it is written in the seller's country."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from apps.core.errors import FolioError
from apps.countries import registry

LANGUAGES = ("es", "pt", "en")


class UnsupportedLanguage(FolioError):
    """The renderer has no labels in this language."""

    code = "unsupported_language"


@lru_cache(maxsize=256)
def locale_of(language: str, country: str) -> Locale:
    """Return the conventions for `language` (one of `LANGUAGES`) of a seller in `country` (ISO 3166-1 alpha-2).

    Portuguese is the one that is written in the country. A pair that Unicode's CLDR does not know, such as English in
    Chile, follows the language alone. Raise UnsupportedLanguage.
    """
    if language not in LANGUAGES:
        raise UnsupportedLanguage(f"Documents are written in {', '.join(LANGUAGES)}, not in “{language}”.")
    if language == "pt":
        return Locale("pt", registry.country(country).portuguese)
    try:
        return Locale(language, country)
    except (UnknownLocaleError, ValueError):
        return Locale(language)
