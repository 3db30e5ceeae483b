"""The facts of an order and of its seller by which documents are assessed. Pure.

A fact that is empty is missing: nothing is guessed, and nothing stands for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.countries.addresses import Address
from apps.countries.documents import Need
from apps.countries.tax_categories import TaxCategory
from apps.countries.tax_numbers import is_vat_number, number_kinds
from apps.formats.document import TaxTotal
from apps.invoices.drafting.draft import Draft, DraftLine
from apps.orders import tax_ids
from apps.orders.data import Buyer, BuyerKind, OrderData
from apps.stores.setting_groups import SellerIdentity

# What only the settings of a store tell, and what only the merchant's answers on the names in it tell.
_OF_SELLER = frozenset(
    {Need.SELLER_LEGAL_NAME, Need.SELLER_TAX_ID, Need.SELLER_ACTIVITY, Need.SELLER_ADDRESS, Need.SELLER_IBAN}
)
_OF_ANSWERS = frozenset({Need.PAYMENT_MEANS, Need.TAX_CATEGORY, Need.EXEMPTION_REASON})
_WITHOUT_REASON = frozenset({"", TaxCategory.STANDARD, TaxCategory.ZERO_RATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFacts:
    """What is known of a sale. `country` is the seller's, `buyer_country` the buyer's or empty (ISO 3166-1 alpha-2).

    `known` facts are stated and valid. `wrong` ones are stated and cannot be right. `untold` ones are missing because
    no store was asked. `year` is that of the sale. `is_exempt` tells whether all that is sold is exempt, None if that
    is not known. `taxes` are the document's rows.
    """

    country: str
    currency: str
    gross_total: Decimal
    year: int
    buyer_country: str
    buyer_kind: BuyerKind
    known: frozenset[Need]
    wrong: frozenset[Need]
    untold: frozenset[Need]
    is_exempt: bool | None
    categories: frozenset[str]
    payment_means: str
    taxes: tuple[TaxTotal, ...]


def facts_of_sale(
    order: OrderData,
    drafted: Draft,
    *,
    country: str,
    seller: SellerIdentity | None,
    year: int,
    payment_means: str | None,
) -> SaleFacts:
    """Return the facts of `order` as it was `drafted` for a `seller` in `country`; None where no store was asked.

    `payment_means` is the code of UNCL4461 for the order's payment method, empty if the merchant has not told, and None
    where nobody has the merchant's answers on the names in their store. `year` is that of the sale.
    """
    stated = {
        **(facts_of_seller(seller, country) if seller else {}),
        **_of_buyer(order.buyer, country),
        Need.PAYMENT_MEANS: payment_means,
        Need.PAYMENT_DATE: order.completed_at,
        Need.TAX_CATEGORY: all(line.tax_category for line in drafted.lines),
        Need.EXEMPTION_REASON: all(map(_has_reason, drafted.lines)),
    }
    known = frozenset(need for need, value in stated.items() if value)
    untold = (*(() if seller else _OF_SELLER), *(_OF_ANSWERS if payment_means is None else ()))
    return SaleFacts(
        country=country,
        currency=order.currency,
        gross_total=drafted.gross_total,
        year=year,
        buyer_country=order.buyer.country,
        buyer_kind=order.buyer.kind,
        known=known,
        wrong=_wrong(order.buyer, seller) - known,
        untold=frozenset(untold) - known,
        is_exempt=_is_exempt(drafted.lines),
        categories=frozenset(line.tax_category for line in drafted.lines),
        payment_means=payment_means or "",
        taxes=drafted.taxes,
    )


def facts_of_seller(seller: SellerIdentity, country: str) -> Mapping[Need, object]:
    """Return the facts of the `seller` in `country` by what documents need; an empty value is a missing fact."""
    return {
        Need.SELLER_LEGAL_NAME: seller.seller_legal_name,
        Need.SELLER_TAX_ID: _tax_id(seller.seller_tax_id, country),
        Need.SELLER_ACTIVITY: seller.seller_activity,
        Need.SELLER_ADDRESS: _has_street(seller.seller_parts, seller.seller_address),
        Need.SELLER_IBAN: seller.seller_iban,
    }


def _of_buyer(buyer: Buyer, country: str) -> Mapping[Need, object]:
    return {
        Need.BUYER_NAME: buyer.company or buyer.name,
        Need.BUYER_TAX_ID: _tax_id(buyer.tax_id, buyer.country),
        Need.BUYER_NATIONAL_ID: tax_ids.normal_tax_id(buyer.tax_id, country),
        Need.BUYER_VAT_ID: is_vat_number(tax_ids.normal_tax_id(buyer.tax_id, buyer.country)),
        Need.BUYER_ACTIVITY: buyer.activity,
        Need.BUYER_ADDRESS: _has_street(buyer.parts, "".join(buyer.address)),
        Need.BUYER_MUNICIPALITY: buyer.parts.municipality,
        Need.BUYER_COUNTRY: buyer.country,
        Need.BUYER_KIND: buyer.kind,
    }


def _wrong(buyer: Buyer, seller: SellerIdentity | None) -> frozenset[Need]:
    """Return the tax numbers that are stated; those that are not known cannot be right."""
    wrong = {Need.BUYER_TAX_ID, Need.BUYER_NATIONAL_ID, Need.BUYER_VAT_ID} if buyer.tax_id else set()
    return frozenset(wrong | ({Need.SELLER_TAX_ID} if seller and seller.seller_tax_id else set()))


def _tax_id(tax_id: str, country: str) -> str:
    """Return `tax_id` in its normal form; as it was written where the numbers of `country` are not described."""
    return tax_ids.normal_tax_id(tax_id, country) if any(number_kinds(country)) else tax_id.strip()


def _has_street(parts: Address, text: str) -> bool:
    """Tell whether an address names its street; one that has no parts is only known as `text`."""
    return bool(parts.street) if parts else bool(text.strip())


def _has_reason(line: DraftLine) -> bool:
    return line.tax_category in _WITHOUT_REASON or bool(line.exemption_code or line.exemption_reason)


def _is_exempt(lines: tuple[DraftLine, ...]) -> bool | None:
    if any(line.tax_rate or line.tax_category in (TaxCategory.STANDARD, TaxCategory.ZERO_RATED) for line in lines):
        return False
    return True if all(line.tax_category == TaxCategory.EXEMPT for line in lines) else None
