"""Folio's own texts on a document, in the document's language. They are copied onto it at issue."""

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


def draft_number(language: str) -> str:
    """Return the text in place of the number on a draft."""
    return _DRAFT[language]


def factura_wanted(language: str) -> str:
    """Return the note that the buyer asked for the kind of document that businesses need."""
    return _FACTURA_WANTED[language]


def item_name(kind: str, language: str) -> str:
    """Return the name of an item of `kind` that has no name of its own."""
    return _ITEMS[kind][language]


def untaxed(language: str) -> str:
    """Return the label for the row of taxes of items on which the order lists no tax."""
    return _UNTAXED[language]


def adjustment(language: str) -> str:
    """Return the name of a line that credits an amount, not an item."""
    return _ADJUSTMENT[language]


def credit_reason(code: str, language: str) -> str:
    """Return the text of the reason `code` of a credit note."""
    return _REASONS[code][language]
