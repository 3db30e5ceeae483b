"""An order as Folio understands it: every figure has one meaning, whichever fields the platform put it in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

ItemKind = Literal["product", "shipping", "gift_card"]


class Status(StrEnum):
    """The platform's `status_enum`; UNKNOWN is anything else."""

    PENDING = "pending_payment"
    PAID = "paid"
    CANCELED = "canceled"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an order cannot be invoiced as it stands: `code` for machines, `message` for the merchant."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was charged. All amounts are in the order's currency.

    `unit_price` and `discount` (for the whole item) are as the store prices them: with the tax inside if
    `tax_inside`. `gross` is what was charged, rounded to the currency; `rate` is the sum of the item's percentage
    taxes, None where it has fixed taxes only; `fixed_tax` is the sum of its fixed taxes.
    """

    kind: ItemKind
    description: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    rate: Decimal | None
    fixed_tax: Decimal
    tax_inside: bool
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who bought, as far as the order tells; empty strings stand for what it does not tell."""

    name: str
    company: str
    tax_id: str
    activity: str
    address: tuple[str, ...]
    country: str
    email: str


@dataclass(frozen=True, slots=True)
class OrderData:
    """A readable order. `gross_total` is everything charged, before gift cards pay their part.

    `reading` names the meaning of the platform's fields that made the figures reach the order's total.
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


@dataclass(frozen=True, slots=True)
class TaxFallback:
    """What the merchant says of orders that come without tax data: a percentage, inside the prices or on top."""

    rate: Decimal
    inside: bool
