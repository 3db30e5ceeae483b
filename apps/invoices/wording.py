"""Words that Folio itself puts on a document, in the document's language. They are copied onto it at issue."""

_ITEMS = {
    "product": {"es": "Producto", "pt": "Produto", "en": "Product"},
    "shipping": {"es": "Envío", "pt": "Envio", "en": "Shipping"},
    "gift_card": {"es": "Tarjeta de regalo", "pt": "Cartão-presente", "en": "Gift card"},
}
_REASONS = {
    "order_canceled": {"es": "Pedido anulado", "pt": "Encomenda cancelada", "en": "Order cancelled"},
}
_DRAFT = {"es": "BORRADOR", "pt": "RASCUNHO", "en": "DRAFT"}


def draft_number(language: str) -> str:
    """Returns what stands where the number would, on a document that is only a draft."""
    return _DRAFT[language]


def item_name(kind: str, language: str) -> str:
    """Returns what to call an item of KIND that has no name of its own."""
    return _ITEMS[kind][language]


def credit_reason(code: str, language: str) -> str:
    """Returns the reason CODE of a credit note in words."""
    return _REASONS[code][language]
