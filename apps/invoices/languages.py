"""The languages of a document: the one it is written in, and that of the pages and mails around it."""

from django.utils import translation

from apps.countries import registry
from apps.formats.wording.locales import locale_of
from apps.stores.models import InvoicingSettings


def document_language(invoicing_settings: InvoicingSettings, country: str) -> str:
    """Returns the language of a document for a buyer in COUNTRY (ISO 3166-1 alpha-2, empty if he names none).

    At home the merchant's own choice counts, whatever else is spoken there.
    """
    if not invoicing_settings.buyers_language or country == invoicing_settings.store.country:
        return invoicing_settings.language
    return registry.country(country).language or invoicing_settings.language


def interface_language(language: str, country: str) -> str:
    """Returns the interface's language for LANGUAGE (es, pt or en) as it is written by a seller in COUNTRY."""
    return translation.get_supported_language_variant(translation.to_language(str(locale_of(language, country))))
