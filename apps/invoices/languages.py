"""The languages of a document: its own, and that of the pages and e-mails around it."""

from django.utils import translation

from apps.formats.wording.locales import locale_of, spoken_in
from apps.stores.models import InvoicingSettings


def document_language(invoicing_settings: InvoicingSettings, country: str) -> str:
    """Return the language of a document for a buyer in `country` (ISO 3166-1 alpha-2, empty if unknown).

    In the store's own country the merchant's choice applies, even if another language is spoken there.
    """
    if not invoicing_settings.buyers_language or country == invoicing_settings.store.country:
        return invoicing_settings.language
    return spoken_in(country) or invoicing_settings.language


def interface_language(language: str, country: str) -> str:
    """Return the interface's language for `language` (es, pt or en) as written by a seller in `country`."""
    return translation.get_supported_language_variant(translation.to_language(str(locale_of(language, country))))
