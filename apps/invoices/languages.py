"""The languages of a document: its own, and that of the pages and e-mails around it."""

from django.utils import translation

from apps.countries import registry
from apps.formats.wording.locales import locale_of
from apps.stores.setting_groups import LanguageRules


def document_language(rules: LanguageRules, country: str, *, seller_country: str) -> str:
    """Return the language of a document for a buyer in `country` (ISO 3166-1 alpha-2, empty if unknown).

    In the seller's own country the merchant's choice applies, even if another language is spoken there.
    """
    if not rules.buyers_language or country == seller_country:
        return rules.language
    return registry.country(country).language or rules.language


def interface_language(language: str, country: str) -> str:
    """Return the interface's language for `language` (es, pt or en) as written by a seller in `country`."""
    return translation.get_supported_language_variant(translation.to_language(str(locale_of(language, country))))
