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


def status_of(word: str) -> Status:
    """Returns the status that WORD names in English, Spanish or Portuguese; UNKNOWN if it names none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return _STATUS_OF.get("_".join(plain.casefold().replace("_", " ").split()), Status.UNKNOWN)
