"""An order's status from the word that the platform sends: its own, or its translation for the store's people."""

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


# Words of the platform's enumeration, and one that is not in its description but comes for what is not shipped.
_SHIPPED = frozenset("in_transit delivered pickup_available not_applicable".split())


def is_shipped(word: str) -> bool:
    """Tells whether an order with the `shipment_status_enum` WORD is on its way, with its buyer, or needs no shipping.

    A word that is not known counts as not shipped: the order then waits, and is seen to wait.
    """
    return word.casefold() in _SHIPPED


def status_of(word: str) -> Status:
    """Returns the status that WORD names in English, Spanish or Portuguese; UNKNOWN if it names none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return _STATUS_OF.get("_".join(plain.casefold().replace("_", " ").split()), Status.UNKNOWN)
