"""The data that a document prints, frozen: the renderer's only input.

`Article`, `Line`, `TaxTotal`, `Totals` and `PaperTexts` declare printed facts. Their fields are columns of the ledger's
rows, and the draft, the rows, their seal, the previews and the renderer take them from here. A later field has a
default that means “not known”, and names the version of the seal that holds it: `field(default="",
metadata={SEALED_FROM: 3})`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["invoice", "credit_note", "test"]
"""A test is laid out as an invoice and says on every page that it is none."""

SEALED_FROM = "sealed_from"
SEAL_VERSION = 3
"""The version of new seals: the highest that a declared fact names. Facts that name none are in versions 1 and 2."""

PIECES = "C62"
"""The unit of things that are counted (“one” in UN/ECE Recommendation 20)."""

NUMBERS = frozenset({"quantity", "unit_price", "tax_rate", "rate"})
"""The facts of lines and taxes that are numbers, but no amounts with the decimals of the currency."""


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer as printed; an empty string is an unknown value.

    `country` (ISO 3166-1 alpha-2) determines the name of the tax number; without one it is the seller's.
    `taxpayer_type` is the party's class at the tax authority, in the party's own words. `legal_name` is the name in the
    trade register where it is another, `registration` the entry there.
    """

    name: str
    tax_id: str = ""
    activity: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    country: str = ""
    taxpayer_type: str = ""
    legal_name: str = ""
    phone: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The charged thing in the store's own terms, which are the same in the order and in its document.

    `unit` is that of the quantity, a code of UN/ECE Recommendation 20; empty if it is not known.
    """

    description: str
    sku: str
    unit: str = field(default="", metadata={SEALED_FROM: 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Article):
    """One item. Amounts are in the document's currency; discount, net, tax and gross are for the whole line.

    `tax_inside` tells whether unit price and discount include the taxes. `fixed_tax` is the part of `tax` that is an
    amount and no percentage; `tax_rate` is None without a percentage. A `tax_label` at rate 0 means that the item is
    exempt or untaxed, not zero-rated; elsewhere it names several percentages.

    `tax_category` is that of EN 16931 (BT-151): S, Z, E, AE, K, G or O, empty if it is not known. `exemption_code`
    (BT-121) and `exemption_reason` (BT-120) tell why a category other than S and Z applies.
    """

    kind: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    tax_inside: bool
    tax_rate: Decimal | None
    tax_label: str
    fixed_tax: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    tax_category: str = field(default="", metadata={SEALED_FROM: 3})
    exemption_code: str = field(default="", metadata={SEALED_FROM: 3})
    exemption_reason: str = field(default="", metadata={SEALED_FROM: 3})


@dataclass(frozen=True, slots=True)
class TaxPart:
    """One of several percentages that items bear together: its name at the store, its percentage and its tax."""

    name: str
    rate: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """The total of one rate. `rate` is a percentage, or None for all fixed taxes together.

    If items bear several percentages, `rate` is their sum, `parts` has the tax of each and `label` names them together.
    At rate 0 a `label` states why no tax is due. The net of an item with a percentage and a fixed tax is in the
    percentage's row.

    `category`, `exemption_code` and `exemption_reason` are those of the row's lines (BT-118, BT-121, BT-120). `is_vat`
    tells whether the tax is the value added tax; None if it is not known.
    """

    rate: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal
    label: str = ""
    parts: tuple[TaxPart, ...] = ()
    category: str = field(default="", metadata={SEALED_FROM: 3})
    exemption_code: str = field(default="", metadata={SEALED_FROM: 3})
    exemption_reason: str = field(default="", metadata={SEALED_FROM: 3})
    is_vat: bool | None = field(default=None, metadata={SEALED_FROM: 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of a document: `gross_total` is the amount charged, `amount_paid` its part without gift cards."""

    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    gift_card_amount: Decimal
    amount_paid: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The invoice that a credit note corrects."""

    number: str
    issue_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The credited invoice that a corrected one replaces."""

    number: str
    issue_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTexts:
    """The merchant's texts on every document; an empty string prints nothing."""

    bank_details: str = ""
    notes: str = ""
    legal_text: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(PaperTexts):
    """The paper of a document: its texts and its look.

    `size` is "a4" or "letter", `accent` a colour as #rrggbb, `logo` a PNG or JPEG that Folio encoded itself.
    """

    size: str = "a4"
    accent: str = "#1f3a5f"
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class InvoiceData:
    """One issued document. `country` is the seller's (ISO 3166-1 alpha-2), `language` one of es, pt, en.

    `supply_date` is the date of supply, if known. `prices_include_tax` tells whether unit prices and discounts include
    their taxes; None leaves it to the figures. `amount_paid` of a credit note is the amount returned.
    """

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
    supply_date: date | None = None
    replaces: Replaced | None = None
    prices_include_tax: bool | None = None
    paper: Paper = Paper()
