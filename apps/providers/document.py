"""A document to declare, as the ledger froze it. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from apps.countries.addresses import UNKNOWN, Address
from apps.formats.document import Line, TaxTotal, Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Seller or buyer of a document.

    `tax_id` is the number as it was stated, `normal_tax_id` the valid one in its country's normal form, else empty.
    `kind` is "consumer", "business" or empty; `wants_factura` is the buyer's answer, None where they gave none. `code`
    names the buyer at a provider that keeps customers: the same person with the same tax number has the same code, and
    nobody else has it; empty where there is none.
    """

    name: str
    tax_id: str = ""
    normal_tax_id: str = ""
    activity: str = ""
    address: Address = UNKNOWN
    address_text: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    kind: str = ""
    wants_factura: bool | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine(Line):
    """A line to declare. In a credit note `credits` is the position of the original's line, from 1, if there is one."""

    credits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The issued document that a credit note is about, as the provider knows it.

    `type` is its code at the authority, `reference` the provider's own name for it, `body` what was sent for it.
    `is_all` tells whether the credit note takes back the whole of it; `line_count` is the number of its lines.
    """

    type: str
    reference: str
    number: str
    issue_date: date
    totals: Totals
    body: Mapping[str, Any]
    is_all: bool
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is to be declared, frozen when the order was read. `today` is the date in the store's time zone.

    `payment_date` is None for an order that is not paid; `order_date` is the date of the order, None if not known.

    `reference` is short, has no spaces, is the same for ever, and is not the beginning of another. `payment_means` is a
    code of UNTDID 4461, empty if it is not known; `voucher_counts` is the merchant's answer to whether the voucher of
    the payment counts as the tax document, None where it was asked and not answered or not asked.
    """

    kind: Literal["invoice", "credit_note"]
    order_id: int
    reference: str
    today: date
    country: str
    language: str
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[DocumentLine, ...]
    taxes: tuple[TaxTotal, ...]
    totals: Totals
    payment_date: date | None = None
    payment_method: str = ""
    payment_means: str = ""
    voucher_counts: bool | None = None
    credits: Original | None = None
    credit_reason: str = ""
    order_date: date | None = None
