"""The status of an order and of its shipment, from the platform's words: its own, or translations for the store."""

import unicodedata

from apps.orders.data import Status

_WORDS = {
    Status.PAID: "paid pagado pagada pago paga",
    Status.CANCELED: "canceled cancelled cancelado cancelada anulado anulada",
    Status.ABANDONED: "abandoned abandonado abandonada",
    Status.PENDING: (
        "pending pending_payment payment_pending pendiente pendiente_de_pago pago_pendiente pendente "
        "pendente_de_pagamento pagamento_pendente aguardando_pagamento aguarda_pagamento"
    ),
}
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words.split()}


# Values of the platform's enumeration, and `not_applicable`, which its description lacks: the order needs no shipping.
_SHIPPED = frozenset("in_transit delivered pickup_available not_applicable".split())


def is_shipped(word: str) -> bool:
    """Tell whether the `shipment_status_enum` in `word` means that the order is shipped or needs no shipping.

    An unknown value counts as not shipped: the order then waits, and is shown as waiting.
    """
    return word.casefold() in _SHIPPED


def status_of(word: str) -> Status:
    """Return the status that `word` names in English, Spanish or Portuguese; `UNKNOWN` if it names none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return _STATUS_OF.get("_".join(plain.casefold().replace("_", " ").split()), Status.UNKNOWN)
