"""The code of a payment method (UNCL4461, BT-81) by the merchant's answers, and the code to propose for it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from apps.countries import registry
from apps.countries.payment_proposals import BANK_CARD, EVERYWHERE, ONLINE_SERVICE
from apps.invoices.drafting.tax_category import key_of
from apps.orders.messages import Sentence
from apps.orders.texts import words_of

PaymentMap = Mapping[str, str]
"""The merchant's codes by the `key_of` the name of the payment method."""

# The platform's `payment_method_type` (its OpenAPI description). A manual payment method, or one of an external
# gateway, has a name only. Gateways for several payment methods are told by the name first.
_BY_TYPE = {
    "easypaycc": BANK_CARD,
    "webpay_cl": BANK_CARD,
    **dict.fromkeys(
        (
            "easypay eupago hipay ideal_basic ifthenpay khipu mercado_pago moneybookers pagseguro paypal payu servipag "
            "stripe"
        ).split(),
        ONLINE_SERVICE,
    ),
}


@dataclass(frozen=True, slots=True)
class Means:
    """The code of a payment method, empty with the `question` what is left to decide."""

    code: str
    question: Sentence | None = None


def means_of(payment_method: str, payment_map: PaymentMap) -> Means:
    """Return the means that the merchant's answers give for `payment_method`; no name decides by itself."""
    if not key_of(payment_method):
        return Means("", Sentence("payment_not_stated"))
    code = payment_map.get(key_of(payment_method), "")
    return Means(code) if code else Means("", Sentence("payment_not_mapped", {"name": payment_method}))


def proposed_code(payment_method: str, payment_type: str, country: str) -> str:
    """Return the code to propose for a payment method in `country` by its name, else by the platform's type, or ""."""
    plain = " ".join(words_of(payment_method))
    known = (*registry.country(country).payment_proposals, *EVERYWHERE)
    named = next((each.code for each in known if re.search(each.pattern, plain)), "")
    return named or _BY_TYPE.get(payment_type, "")
