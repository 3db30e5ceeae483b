"""An order as Folio understands it: every figure has one meaning, independent of the platform's fields."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Self

from apps.core.money import ZERO
from apps.countries.addresses import UNKNOWN, Address
from apps.formats.document import Article
from apps.orders.messages import Sentence

ItemKind = Literal["product", "shipping", "gift_card"]
_HUNDRED = Decimal(100)


class Status(StrEnum):
    """The platform's `status_enum`; `UNKNOWN` is anything else."""

    PENDING = "pending_payment"
    PAID = "paid"
    CANCELED = "canceled"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


class BuyerKind(StrEnum):
    """Whom the buyer buys for, as far as the order tells; documents keep it."""

    UNKNOWN = ""
    CONSUMER = "consumer"
    BUSINESS = "business"


class TaxAgreement(StrEnum):
    """How an order's stated tax agrees with its rates: within rounding, or for a known reason."""

    EXACT = "stated tax agrees"
    BEFORE_DISCOUNTS = "stated tax is that of the prices before discounts"
    ADDED_ONLY = "stated tax is only what is added on top"
    WITH_GIFT_CARDS = "stated tax counts sold gift cards, which carry none"
    FALLBACK = "the order has no tax data, its tax is by the store's settings"


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why an order cannot be invoiced, or a remark on it.

    `code` is for programs. `details` are sentences that can be written in every language; without them the sentence
    of the same code is the message.
    """

    code: str
    details: tuple[Sentence, ...] = ()

    @classmethod
    def told(cls, code: str, *details: Sentence) -> Self:
        """Return the problem with `code` whose message is `details`."""
        return cls(code, details)

    @property
    def message(self) -> str:
        """Return the problem in English, for logs and commands; it is never stored as a reason."""
        return " ".join(map(str, self.details)) or str(Sentence(self.code))

    def as_json(self) -> dict[str, Any]:
        """Return the problem as rows keep it: its code, and the codes and figures of its sentences, if any."""
        return {"code": self.code} | ({"details": [each.as_json() for each in self.details]} if self.details else {})


@dataclass(frozen=True, slots=True)
class ItemTax:
    """One tax of an item: a percentage `rate` of its net, or a fixed `amount` for the whole item and rate None."""

    name: str
    rate: Decimal | None
    amount: Decimal
    inside: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One charged item. All amounts are in the order's currency.

    `unit_price` and `discount` (for the whole item) are as the store prices them: they include the taxes that are
    inside. `tax_on_top` is the sum of the other taxes, `gross` the charged amount; both are rounded to the currency.
    """

    kind: ItemKind
    article: Article
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    taxes: tuple[ItemTax, ...]
    tax_on_top: Decimal
    gross: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Return the sum of the percentages, 0 without tax; None where there are fixed taxes only."""
        rates = [tax.rate for tax in self.taxes if tax.rate is not None]
        return sum(rates, ZERO) if rates or not self.taxes else None

    @property
    def fixed_tax(self) -> Decimal:
        """Return the sum of the fixed taxes, not rounded; those inside a price of zero are left out."""
        return sum((tax.amount for tax in self.taxes if tax.rate is None and self._is_due(tax)), ZERO)

    @property
    def tax_inside(self) -> bool:
        """Tell whether all taxes are inside the price, or there is none."""
        return all(tax.inside for tax in self.taxes)

    @property
    def exact_net(self) -> Decimal:
        """Return the base of all percentages, not rounded: the price without the taxes inside it."""
        price = self.gross - self.tax_on_top
        inside = [tax for tax in self.taxes if tax.inside]
        if not price or not inside:
            return price
        fixed = sum((tax.amount for tax in inside), ZERO)
        return (price - fixed) / (1 + sum((tax.rate or ZERO for tax in inside), ZERO) / _HUNDRED)

    def _is_due(self, tax: ItemTax) -> bool:
        return not tax.inside or self.gross != self.tax_on_top


@dataclass(frozen=True, slots=True)
class Buyer:
    """The buyer's data in the order; an empty string is a missing fact.

    `wants_factura` is the answer where the checkout asks for the kind of document, None without a clear answer.
    `wish_is_unclear`: the answer is both yes and no. `address` is as documents print it, `parts` are the same in parts;
    none if only its text is known. `electronic_address` receives electronic invoices, by `electronic_scheme`, a code of
    the EAS list.
    """

    name: str
    company: str
    tax_id: str
    activity: str
    taxpayer_type: str
    wants_factura: bool | None
    address: tuple[str, ...]
    country: str
    email: str
    wish_is_unclear: bool = False
    parts: Address = UNKNOWN
    kind: BuyerKind = BuyerKind.UNKNOWN
    electronic_address: str = ""
    electronic_scheme: str = ""


@dataclass(frozen=True, slots=True)
class OrderData:
    """A readable order. `gross_total` is the sum of all charges, before gift cards pay their part.

    `reading` names the meaning of the platform's fields by which the figures reach the order's total. `remarks` are
    notes on an order that is ready. The stated taxes are the platform's figures. `source` is where the checkout began,
    by the platform's name; `is_shipped` is also true where there is nothing to ship.
    """

    order_id: int
    currency: str
    status: Status
    created_at: datetime | None
    completed_at: datetime | None
    payment_method: str
    buyer: Buyer
    items: tuple[Item, ...]
    gross_total: Decimal
    gift_card_amount: Decimal
    stated_tax: Decimal | None
    reading: str
    stated_shipping_tax: Decimal | None = None
    tax_agreement: TaxAgreement = TaxAgreement.EXACT
    remarks: tuple[Problem, ...] = ()
    source: str = ""
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading an order: `data`, or the `problems` that prevent it. The other fields are always set."""

    order_id: int
    currency: str
    status: Status
    is_free: bool
    data: OrderData | None
    problems: tuple[Problem, ...]
    # Stated by the order, readable or not: when it was completed, else created, and its total.
    dated_at: datetime | None = None
    stated_total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TaxFallback:
    """The merchant's setting for orders without tax data: a percentage, inside the prices or on top."""

    rate: Decimal
    inside: bool
