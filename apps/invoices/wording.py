"""Words that Folio itself puts on a document, in the document's language. They are copied onto it at issue."""

from django.utils import translation

from apps.invoices.pdf.locales import locale_of, spoken_in
from apps.stores.models import InvoicingSettings

_ITEMS = {
    "product": {"es": "Producto", "pt": "Produto", "en": "Product"},
    "shipping": {"es": "Envío", "pt": "Envio", "en": "Shipping"},
    "gift_card": {"es": "Tarjeta de regalo", "pt": "Cartão-presente", "en": "Gift card"},
}
_UNTAXED = {"es": "Sin impuesto", "pt": "Sem imposto", "en": "No tax"}
_ADJUSTMENT = {"es": "Ajuste", "pt": "Acerto", "en": "Adjustment"}
_REASONS = {
    "order_canceled": {"es": "Pedido anulado", "pt": "Encomenda cancelada", "en": "Order cancelled"},
    "data_corrected": {
        "es": "Corrección de los datos del comprador",
        "pt": "Correção dos dados do comprador",
        "en": "Correction of the buyer's data",
    },
}
_FACTURA_WANTED = {
    "es": "El comprador pidió factura.",
    "pt": "O comprador pediu fatura.",
    "en": "The buyer asked for a business invoice (factura).",
}
_DRAFT = {"es": "BORRADOR", "pt": "RASCUNHO", "en": "DRAFT"}


def language_for(terms: InvoicingSettings, country: str) -> str:
    """Returns the language of a document for a buyer in COUNTRY (ISO 3166-1 alpha-2, empty if he names none).

    At home the merchant's own choice counts, whatever else is spoken there.
    """
    if not terms.buyers_language or country == terms.store.country:
        return terms.language
    return spoken_in(country) or terms.language


def catalogue(language: str, country: str) -> str:
    """Returns the interface's language for LANGUAGE (es, pt or en) as it is written by a seller in COUNTRY."""
    return translation.get_supported_language_variant(translation.to_language(str(locale_of(language, country))))


def draft_number(language: str) -> str:
    """Returns what stands where the number would, on a document that is only a draft."""
    return _DRAFT[language]


def factura_wanted(language: str) -> str:
    """Returns the note that the buyer asked for the kind of document that businesses need."""
    return _FACTURA_WANTED[language]


def item_name(kind: str, language: str) -> str:
    """Returns what to call an item of KIND that has no name of its own."""
    return _ITEMS[kind][language]


def untaxed(language: str) -> str:
    """Returns what to call the row of taxes of items on which the order lists no tax."""
    return _UNTAXED[language]


def adjustment(language: str) -> str:
    """Returns what to call a line that takes back an amount, not an item."""
    return _ADJUSTMENT[language]


def credit_reason(code: str, language: str) -> str:
    """Returns the reason CODE of a credit note in words."""
    return _REASONS[code][language]
