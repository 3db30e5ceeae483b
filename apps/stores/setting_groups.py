"""Groups of a store's settings, as their readers take them. Fields are columns of `InvoicingSettings`.

`SellerIdentity` and `PaperSettings` are columns of a document, too: it copies them at issue.
"""

from dataclasses import dataclass, field
from datetime import date

from apps.core.facts import PREFIX
from apps.countries.addresses import UNKNOWN, Address
from apps.formats.document import SEALED_FROM, PaperTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingRules:
    """How documents are numbered. A first number applies to a series without documents."""

    invoice_prefix: str
    credit_note_prefix: str
    test_prefix: str
    number_padding: int
    restart_yearly: bool
    invoice_first_number: int
    credit_note_first_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerIdentity:
    """The seller, as documents print it.

    `seller_name` is the shop's name, `seller_legal_name` that in the trade register where it is another.
    `seller_registration` is the entry there. `seller_parts` are the address in parts, none if only its text is known.
    """

    seller_name: str
    seller_tax_id: str
    seller_activity: str
    seller_address: str
    seller_email: str
    seller_legal_name: str = field(default="", metadata={SEALED_FROM: 3})
    seller_phone: str = field(default="", metadata={SEALED_FROM: 3})
    seller_iban: str = field(default="", metadata={SEALED_FROM: 3})
    seller_registration: str = field(default="", metadata={SEALED_FROM: 3})
    seller_parts: Address = field(default=UNKNOWN, metadata={SEALED_FROM: 3, PREFIX: "seller_"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSettings(PaperTexts):
    """The look of the paper, and the merchant's texts on it."""

    paper_size: str
    logo_id: int | None
    accent_colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRules:
    """The languages of documents: `language`, or the buyer's where `buyers_language` is on."""

    language: str
    buyers_language: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings:
    """The e-mails to buyers: whether they are sent, and what the merchant adds to them."""

    mail_buyers: bool
    mail_reply_to: str
    mail_message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingRules:
    """Which orders get a document, and when."""

    issues_automatically: bool
    issue_when: str
    issue_since: date | None
    test_mode: bool
    hold_for_review: bool
    free_orders: str
    wrong_tax_id: str
    left_out_payment_methods: list[str]
    left_out_sources: list[str]
