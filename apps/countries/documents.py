"""Rules about the official documents of a country: which exist, what they ask for, and up to which amount.

Each rule names its source and the day on which it was checked. What has not been looked up stays None or empty: nothing
is guessed. The module is pure.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

_MONTHS = 12


class Need(StrEnum):
    """A fact that a document may ask for. The value is a stored code and the name of what is missing."""

    SELLER_LEGAL_NAME = "seller_legal_name"
    SELLER_TAX_ID = "seller_tax_id"
    SELLER_ACTIVITY = "seller_activity"
    SELLER_ADDRESS = "seller_address"
    SELLER_IBAN = "seller_iban"
    BUYER_NAME = "buyer_name"
    BUYER_TAX_ID = "buyer_tax_id"
    BUYER_NATIONAL_ID = "buyer_national_id"
    """A tax number of the seller's country."""

    BUYER_VAT_ID = "buyer_vat_id"
    """A VAT number of the European Union."""

    BUYER_ACTIVITY = "buyer_activity"
    BUYER_ADDRESS = "buyer_address"
    BUYER_MUNICIPALITY = "buyer_municipality"
    BUYER_COUNTRY = "buyer_country"
    BUYER_KIND = "buyer_kind"
    PAYMENT_MEANS = "payment_means"
    PAYMENT_DATE = "payment_date"
    TAX_CATEGORY = "tax_category"
    EXEMPTION_REASON = "exemption_reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of law or of an authority: its `source` (law and article, resolution), and the day it was `checked`."""

    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitValue(Rule):
    """The `value` of one unit of account that holds for the limits of a year."""

    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLimit(Rule):
    """An amount of `currency`, taxes included, on which a rule depends.

    With `unit_values` the `amount` counts units of account, and each year has its value of one unit: a year without a
    value has no known limit, and no other year's value stands for it. `is_reached_at`: the amount itself is beyond the
    limit already.
    """

    amount: Decimal
    currency: str
    unit_values: Mapping[int, UnitValue] = field(default_factory=dict)
    is_reached_at: bool = False

    def in_year(self, year: int) -> Decimal | None:
        """Return the limit for documents of `year`, None where it is not known."""
        if not self.unit_values:
            return self.amount
        unit = self.unit_values.get(year)
        return None if unit is None else self.amount * unit.value

    def is_passed(self, total: Decimal, currency: str, year: int) -> bool | None:
        """Tell whether `total` of `currency` is beyond the limit of `year`; None where that is not known."""
        limit = self.in_year(year)
        if limit is None or currency != self.currency:
            return None
        return total >= limit if self.is_reached_at else total > limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a document must name beyond `limit`, and need not name up to it."""

    limit: AmountLimit
    facts: frozenset[Need]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument(Rule):
    """A kind of document that the law of a country knows.

    `code` is ours and never renamed. `title` is in the country's language, in English where that has not been looked
    up. `authority_code` is the authority's code of the kind, empty where there is none or it is not known.
    """

    code: str
    title: str
    authority_code: str = ""
    use: Literal["sale", "credit_note"] = "sale"

    needs: frozenset[Need] | None = frozenset()
    """The facts without which it cannot be made; None where that has not been looked up."""

    business_needs: frozenset[Need] = frozenset()
    """The facts that it needs besides if the buyer is a business."""

    naming: Naming | None = None
    """What it must name of the buyer beyond an amount."""

    exempt: bool | None = None
    """True: only if everything sold is exempt. False: only if something is taxable. None: for both."""

    currencies: frozenset[str] = frozenset()
    """The currencies in which it can be issued; empty for all."""

    only_vat: bool = False
    """Whether it holds no tax beside the value added tax, or none that Folio can state in it."""

    is_domestic: bool = False
    """Whether it is only for buyers in the country."""

    consumer_limit: AmountLimit | None = None
    """The amount up to which it may be issued to consumers."""

    business_limit: AmountLimit | None = None
    """The amount up to which it may be issued to businesses."""


class Afterwards(StrEnum):
    """What a late credit note is."""

    NO_TAX_BACK = "no_tax_back"
    """It may be issued, and lowers the seller's tax no more."""

    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNotePeriod(Rule):
    """Within how many months of the sale a credit note has its full effect, and what it is `afterwards`.

    It counts for returned goods and cancelled sales, not for discounts.
    """

    months: int
    afterwards: Afterwards

    def last_day(self, sold_on: date) -> date:
        """Return the last day of the period: the same day of a later month, else that month's last day."""
        years, month = divmod(sold_on.month - 1 + self.months, _MONTHS)
        year, month = sold_on.year + years, month + 1
        return date(year, month, min(sold_on.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRules(Rule):
    """Rules for the date of a document, which is the day of its issue in the country's time zone.

    `follows_numbers`: no document has an earlier date than the one before it in its series. `business_day_of_month`: an
    invoice to a business is issued on that day of the month after the sale at the latest; one to a consumer at once.
    """

    follows_numbers: bool = False
    business_day_of_month: int | None = None

    def last_day(self, sold_on: date, *, is_business: bool) -> date | None:
        """Return the last day on which the document of a sale may be issued, None where no rule is known."""
        if self.business_day_of_month is None:
            return None
        if not is_business:
            return sold_on
        years, month = divmod(sold_on.month, _MONTHS)
        return date(sold_on.year + years, month + 1, self.business_day_of_month)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundingRule(Rule):
    """How taxes are rounded in new stores: by `line`, as the platform does, or once per rate and `document`."""

    by: Literal["line", "document"]


EN16931 = OfficialDocument(
    code="en16931",
    title="EN 16931",
    needs=frozenset(
        {
            Need.SELLER_LEGAL_NAME,
            Need.SELLER_TAX_ID,
            Need.BUYER_NAME,
            Need.BUYER_COUNTRY,
            Need.PAYMENT_DATE,
            Need.TAX_CATEGORY,
            Need.EXEMPTION_REASON,
        }
    ),
    only_vat=True,
    source="EN 16931-1: BR-06, BR-07, BR-11, BR-CO-04, BR-CO-25, BR-CO-26, BR-S-02, BR-E-10",
    checked=date(2026, 11, 27),
)
"""The electronic invoice of the European Union, in its core model. Its other rules are those of `readiness`."""
