"""What is said of a fact that a document needs and does not have, and where it is mended. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from apps.countries.documents import Need
from apps.orders.messages import Sentence

Place = Literal["settings", "order", "taxes", "payments"]


@dataclass(frozen=True, slots=True)
class Field:
    """What the merchant fills in: a setting by its name, or a fact of the order by the platform's name.

    At the places `taxes` and `payments` the merchant tells what the names in their store mean.
    """

    place: Place
    name: str = ""

    def __str__(self) -> str:
        return ".".join(filter(None, (self.place, self.name)))


MISSING: Mapping[Need, Sentence] = {
    Need.SELLER_LEGAL_NAME: Sentence("missing_seller_legal_name"),
    Need.SELLER_TAX_ID: Sentence("missing_seller_tax_id"),
    Need.SELLER_ACTIVITY: Sentence("missing_seller_activity"),
    Need.SELLER_ADDRESS: Sentence("missing_seller_address"),
    Need.SELLER_IBAN: Sentence("missing_seller_iban"),
    Need.BUYER_NAME: Sentence("missing_buyer_name"),
    Need.BUYER_TAX_ID: Sentence("missing_buyer_tax_id"),
    Need.BUYER_NATIONAL_ID: Sentence("missing_buyer_national_id"),
    Need.BUYER_VAT_ID: Sentence("missing_buyer_vat_id"),
    Need.BUYER_ACTIVITY: Sentence("missing_buyer_activity"),
    Need.BUYER_ADDRESS: Sentence("missing_buyer_address"),
    Need.BUYER_MUNICIPALITY: Sentence("missing_buyer_municipality"),
    Need.BUYER_COUNTRY: Sentence("missing_buyer_country"),
    Need.BUYER_KIND: Sentence("missing_buyer_kind"),
    Need.PAYMENT_MEANS: Sentence("missing_payment_means"),
    Need.PAYMENT_DATE: Sentence("missing_payment_date"),
    Need.TAX_CATEGORY: Sentence("missing_tax_category"),
    Need.EXEMPTION_REASON: Sentence("missing_exemption_reason"),
}
WRONG: Mapping[Need, Sentence] = {
    Need.SELLER_TAX_ID: Sentence("wrong_seller_tax_id"),
    Need.BUYER_TAX_ID: Sentence("wrong_buyer_tax_id"),
    Need.BUYER_NATIONAL_ID: Sentence("wrong_buyer_national_id"),
    Need.BUYER_VAT_ID: Sentence("wrong_buyer_vat_id"),
}
"""Of facts that are stated and cannot be right; what may be wrong is listed."""

_FIELDS: Mapping[Need, Field] = {
    Need.SELLER_LEGAL_NAME: Field("settings", "seller_legal_name"),
    Need.SELLER_TAX_ID: Field("settings", "seller_tax_id"),
    Need.SELLER_ACTIVITY: Field("settings", "seller_activity"),
    Need.SELLER_ADDRESS: Field("settings", "seller_street"),
    Need.SELLER_IBAN: Field("settings", "seller_iban"),
    Need.BUYER_NAME: Field("order", "billing_address.name"),
    Need.BUYER_TAX_ID: Field("order", "billing_address.taxid"),
    Need.BUYER_NATIONAL_ID: Field("order", "billing_address.taxid"),
    Need.BUYER_VAT_ID: Field("order", "billing_address.taxid"),
    Need.BUYER_ACTIVITY: Field("order", "billing_information.business_activity"),
    Need.BUYER_ADDRESS: Field("order", "billing_address.address"),
    Need.BUYER_MUNICIPALITY: Field("order", "billing_address.municipality"),
    Need.BUYER_COUNTRY: Field("order", "billing_address.country_code"),
    Need.BUYER_KIND: Field("order", "billing_information.company_name"),
    Need.PAYMENT_MEANS: Field("payments"),
    Need.PAYMENT_DATE: Field("order", "completed_at"),
    Need.TAX_CATEGORY: Field("taxes"),
    Need.EXEMPTION_REASON: Field("taxes"),
}
_BY_CODE = {
    **{sentence.code: _FIELDS[need] for said in (MISSING, WRONG) for need, sentence in said.items()},
    "tax_misses_rate": Field("settings", "tax_rounding"),
}


def field_of(code: str) -> Field | None:
    """Return the field that mends what the sentence `code` says, None where no field does."""
    return _BY_CODE.get(code)
