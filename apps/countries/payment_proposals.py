"""Payment methods by their names, with the code that is proposed for each (UNCL4461, the list of EN 16931's BT-81).

A name proves nothing: a code counts once the merchant has saved it. Patterns are matched elsewhere, on names in small
letters, without accents and punctuation, with single spaces.
"""

from dataclasses import dataclass

IN_CASH = "10"
CHEQUE = "20"
CREDIT_TRANSFER = "30"
TO_BANK_ACCOUNT = "42"
BANK_CARD = "48"
DIRECT_DEBIT = "49"
CREDIT_CARD = "54"
DEBIT_CARD = "55"
SEPA_CREDIT_TRANSFER = "58"
SEPA_DIRECT_DEBIT = "59"
ONLINE_SERVICE = "68"
CLEARING = "97"
AGREED = "ZZZ"
CODES = (
    BANK_CARD,
    CREDIT_CARD,
    DEBIT_CARD,
    CREDIT_TRANSFER,
    SEPA_CREDIT_TRANSFER,
    TO_BANK_ACCOUNT,
    IN_CASH,
    ONLINE_SERVICE,
    DIRECT_DEBIT,
    SEPA_DIRECT_DEBIT,
    CHEQUE,
    CLEARING,
    AGREED,
)
"""The codes to choose from, the usual ones of shops first."""


@dataclass(frozen=True, slots=True)
class PaymentProposal:
    """The `code` that is proposed for a payment method in whose name `pattern` occurs."""

    pattern: str
    code: str


def proposals(*patterns: tuple[str, str]) -> tuple[PaymentProposal, ...]:
    """Return a proposal for each of `patterns`: whole words, and the code for them."""
    return tuple(PaymentProposal(rf"\b({pattern})\b", code) for pattern, code in patterns)


EVERYWHERE = proposals(
    ("paypal|mercado ?pago|stripe|payu|skrill|moneybookers|klarna|ideal|hipay", ONLINE_SERVICE),
    ("efectivo|contra ?entrega|contra ?re+mbolso|a la entrega|na entrega|cash|dinheiro|numerario", IN_CASH),
    ("domiciliacion|debito direc?to|direct debit", DIRECT_DEBIT),
    ("tarjetas?|cartao|cartoes|cards?|credito|debito|visa|mastercard|amex|apple pay|google pay", BANK_CARD),
    ("transferencias?|(bank |wire )?transfer|deposito bancario", CREDIT_TRANSFER),
    ("cheques?|checks?", CHEQUE),
)
"""What is proposed in every country, after the country's own; the first pattern that occurs counts."""
