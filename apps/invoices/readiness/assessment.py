"""Which documents a sale can become, and what is missing for each: the rules of its country, applied. Pure.

Nothing here decides what is issued, and no amount depends on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from apps.core.money import ZERO
from apps.countries import registry
from apps.countries.documents import EN16931, AmountLimit, Need, OfficialDocument
from apps.countries.payment_proposals import CREDIT_TRANSFER, SEPA_CREDIT_TRANSFER
from apps.countries.tax_categories import TaxCategory
from apps.formats.document import TaxTotal
from apps.invoices.readiness.facts import SaleFacts
from apps.invoices.readiness.fields import MISSING, WRONG
from apps.orders.data import BuyerKind
from apps.orders.messages import Sentence

State = Literal["ready", "missing", "unknown"]
RECEIPT, INVOICE = "receipt", "plain_invoice"
_HUNDRED = Decimal(100)
# The tolerance of BR-CO-17 and BR-S-09, in units of the currency.
_TOLERANCE = Decimal(1)
_CENT = Decimal("0.01")
_TRANSFERS = frozenset({CREDIT_TRANSFER, SEPA_CREDIT_TRANSFER})
_WITH_BUYERS_VAT_ID = frozenset({TaxCategory.REVERSE_CHARGE, TaxCategory.INTRA_COMMUNITY})
_NOT_LOOKED_UP = Sentence("needs_not_looked_up")
# What stands against a document because Folio does not know a rule of it.
_UNKNOWN = frozenset({_NOT_LOOKED_UP.code, "limit_not_known"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One document that the sale may become.

    `document` is its code, `title` its name and `authority_code` the authority's code; Folio's own receipt and plain
    invoice have no title here. `is_folios` tells whether Folio issues it itself; all others need a certified issuer.
    `missing` says what stands against it. `untold` facts are needed and only a store tells them, and none was asked.
    """

    document: str
    title: str = ""
    authority_code: str = ""
    is_folios: bool = True
    missing: tuple[Sentence, ...] = ()
    untold: tuple[Need, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what rows of a store keep: codes and figures, and in words only the name that the law gives."""
        return {
            "document": self.document,
            "title": self.title,
            "authority_code": self.authority_code,
            "is_folios": self.is_folios,
            "state": self.state,
            "missing": [each.as_json() for each in self.missing],
        }

    @property
    def state(self) -> State:
        """Return whether the document can be made; `unknown` where only what is not known stands against it."""
        if [each for each in self.missing if each.code not in _UNKNOWN]:
            return "missing"
        return "unknown" if self.missing or self.untold else "ready"


def assess_sale(sale: SaleFacts) -> tuple[Readiness, ...]:
    """Return what the sale can become: Folio's own document first, then those that the law of the country knows."""
    country = registry.country(sale.country)
    is_official = country.capability.is_tax_document
    sales = [each for each in country.official_documents if each.use == "sale" and _suits(each, sale)]
    documents = [*sales, EN16931] if country.uses_en16931 else sales
    assessed = [_readiness(each, sale, is_folios=is_official and each is not EN16931) for each in documents]
    if not is_official:
        return Readiness(document=RECEIPT), *assessed
    return tuple(assessed) if sales else (Readiness(document=INVOICE), *assessed)


def _suits(document: OfficialDocument, sale: SaleFacts) -> bool:
    """Tell whether `document` is for such a sale: one for exempt sales is for no other, and the reverse."""
    return document.exempt is None or sale.is_exempt is None or document.exempt == sale.is_exempt


def _readiness(document: OfficialDocument, sale: SaleFacts, *, is_folios: bool) -> Readiness:
    wanted = _needs(document, sale)
    needs = [need for need in Need if need in wanted - sale.known]
    missing = [
        *([_NOT_LOOKED_UP] if document.needs is None else []),
        *_refusals(document, sale),
        *(_sentence(need, sale) for need in needs if need not in sale.untold),
    ]
    return Readiness(
        document=document.code,
        title=document.title,
        authority_code=document.authority_code,
        is_folios=is_folios,
        missing=tuple(missing),
        untold=tuple(need for need in needs if need in sale.untold),
    )


def _needs(document: OfficialDocument, sale: SaleFacts) -> frozenset[Need]:
    """Return the facts that `document` needs for this sale."""
    needs = set(document.needs or ())
    if document.exempt is not None and sale.is_exempt is None:
        needs.add(Need.TAX_CATEGORY)
    if document.is_domestic:
        needs.add(Need.BUYER_COUNTRY)
    if sale.buyer_kind is BuyerKind.BUSINESS:
        needs |= document.business_needs
    elif _depends_on_kind(document, sale):
        needs.add(Need.BUYER_KIND)
    if document.naming and _is_passed(document.naming.limit, sale):
        needs |= document.naming.facts
    if document is EN16931:
        needs.update(_needs_of_en16931(sale))
    return frozenset(needs)


def _depends_on_kind(document: OfficialDocument, sale: SaleFacts) -> bool:
    """Tell whether consumers and businesses are treated differently here, by a limit or by a fact that is missing."""
    limits = {bool(limit and _is_passed(limit, sale)) for limit in (document.consumer_limit, document.business_limit)}
    return len(limits) > 1 or bool(document.business_needs - sale.known)


def _needs_of_en16931(sale: SaleFacts) -> Iterator[Need]:
    """Yield what EN 16931 needs beside its fixed facts: BR-61, BR-AE-03, BR-IC-03."""
    if sale.payment_means in _TRANSFERS:
        yield Need.SELLER_IBAN
    if sale.categories & _WITH_BUYERS_VAT_ID:
        yield Need.BUYER_VAT_ID


def _refusals(document: OfficialDocument, sale: SaleFacts) -> Iterator[Sentence]:
    """Yield the rules that stand against `document`, whichever facts are known."""
    if document.currencies and sale.currency not in document.currencies:
        yield Sentence("document_not_in_currency", {"currency": sale.currency})
    if document.is_domestic and sale.buyer_country not in ("", sale.country):
        yield Sentence("document_only_at_home", {"country": sale.country})
    yield from _limit(document, sale)
    if document.naming and _is_passed(document.naming.limit, sale) is None and sale.currency in document.currencies:
        yield Sentence("limit_not_known", {"year": str(sale.year)})
    if document.only_vat and any(map(_is_no_vat, sale.taxes)):
        yield Sentence("taxes_beside_vat")
    if document is EN16931:
        yield from _refusals_of_en16931(sale)


def _limit(document: OfficialDocument, sale: SaleFacts) -> Iterator[Sentence]:
    """Yield the limit that the sale is above; above the lower one of two the kind of the buyer must be known."""
    by_kind = {BuyerKind.CONSUMER: document.consumer_limit, BuyerKind.BUSINESS: document.business_limit}
    both = [each for each in by_kind.values() if each]
    limits = [each for each in (by_kind.get(sale.buyer_kind),) if each] if sale.buyer_kind else both
    passed = [limit for limit in limits if _is_passed(limit, sale)]
    if passed and len(passed) == len(limits):
        highest = max(limit.in_year(sale.year) or ZERO for limit in passed)
        yield Sentence("above_limit", {"limit": highest, "currency": sale.currency})
    elif any(_is_passed(limit, sale) is None for limit in limits):
        yield Sentence("limit_not_known", {"year": str(sale.year)})


def _is_passed(limit: AmountLimit, sale: SaleFacts) -> bool | None:
    return limit.is_passed(sale.gross_total, sale.currency, sale.year)


def _is_no_vat(tax: TaxTotal) -> bool:
    """Tell whether a row holds a tax beside the value added tax: a fixed amount, or several percentages."""
    return tax.is_vat is False or tax.rate is None or len(tax.parts) > 1


def _refusals_of_en16931(sale: SaleFacts) -> Iterator[Sentence]:
    """Yield the rules of EN 16931 on categories and sums that the document breaks: BR-O-11, BR-CO-17."""
    if TaxCategory.OUTSIDE_SCOPE in sale.categories and len(sale.categories) > 1:
        yield Sentence("outside_scope_beside_others")
    if any(map(_misses_rate, sale.taxes)):
        yield Sentence("tax_misses_rate")


def _misses_rate(row: TaxTotal) -> bool:
    by_rate = row.net * (row.rate or ZERO) / _HUNDRED
    return row.rate is not None and abs(row.tax - by_rate.quantize(_CENT, ROUND_HALF_UP)) >= _TOLERANCE


def _sentence(need: Need, sale: SaleFacts) -> Sentence:
    """Return that the fact `need` is wrong, if it is stated, else that it is missing."""
    return WRONG[need] if need in sale.wrong else MISSING[need]
