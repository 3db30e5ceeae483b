"""Everything that a document prints, frozen: the renderer sees this and nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["invoice", "credit_note"]


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer as printed; empty strings stand for what is not known.

    `country` (ISO 3166-1 alpha-2) decides what the tax number is called; without one it is the seller's.
    """

    name: str
    tax_id: str = ""
    activity: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item. Amounts are in the document's currency; discount, net, tax and gross are for the whole line."""

    description: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    tax_rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """What one rate comes to. `rate` is a percentage; None is an item without a percentage (a fixed tax)."""

    rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The invoice that a credit note corrects."""

    number: str
    issue_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceData:
    """One issued document. `country` is the seller's (ISO 3166-1 alpha-2), `language` one of es, pt, en."""

    kind: Kind
    number: str
    issue_date: date
    payment_date: date | None
    order_number: str
    currency: str
    language: str
    country: str
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    taxes: tuple[TaxTotal, ...]
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    gift_card_amount: Decimal
    amount_paid: Decimal
    payment_method: str
    notes: tuple[str, ...]
    credits: Reference | None
    link: str
