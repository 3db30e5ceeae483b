"""What Folio has to know of a country: the types of those facts, their units and where they come from.

`default` holds what counts where a country is not described. A module of this package holds what one country has
otherwise, and `registry` finds a country by its code. The package is pure: it imports the standard library only, but
for `tax_numbers`, which imports python-stdnum.
Codes of countries are those of ISO 3166-1 alpha-2. Codes of languages are es, pt and en: documents have no others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from apps.countries.addresses import AddressFormat
from apps.countries.documents import CreditNotePeriod, DateRules, OfficialDocument, RoundingRule
from apps.countries.payment_proposals import PaymentProposal
from apps.countries.tax_categories import TaxCategories


class Standing(StrEnum):
    """How the law takes a PDF that a merchant issues with Folio alone."""

    TAX_INVOICE = "tax_invoice"
    """The merchant may issue it as their invoice."""

    PLAIN_INVOICE = "plain_invoice"
    """Folio knows of nothing against it and has not looked further: the merchant's accountant should."""

    RECEIPT = "receipt"
    """It is no tax document; only an authority, or software that it certified, makes one."""


@dataclass(frozen=True, slots=True)
class Capability:
    """What Folio's PDF is in a country, by which law (`source`, empty where not looked up), as `known` on that day.

    `reason` is a sentence for the merchant, marked by `translatable` and translated by gettext where it is shown.
    """

    standing: Standing
    reason: str
    source: str
    known: date

    @property
    def is_tax_document(self) -> bool:
        """Tell whether Folio's PDF may carry the title of a tax document."""
        return self.standing is not Standing.RECEIPT


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the law makes a store keep its documents: the minimum in years, and the rule it comes from.

    Years run from the end of the document's year. Where commercial and tax law differ, the longer minimum counts. The
    state of the law is that of 24 November 2026. Minimum periods change, and longer ones (pending audits, real estate,
    losses carried forward) are the merchant's to claim. This is no legal advice.
    """

    years: int
    rule: str

    def kept_until(self, issued_on: date) -> date:
        """Return the last day on which a document of the day `issued_on` must be kept."""
        return date(issued_on.year + self.years, 12, 31)


@dataclass(frozen=True, slots=True)
class TaxIdNames:
    """What documents call a tax number: a seller's, and a buyer's, who may be a private person."""

    seller: str
    buyer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxIdRules:
    """How a tax number that a buyer of the country states is told from a slip.

    Shapes and check digits are python-stdnum's, under the names that all countries share (vat, personalid,
    businessid). These rules add to them. Patterns are regular expressions; an empty one matches nothing. But for
    `check_digit` and `undashed` they match the whole number in capitals, letters and digits only.
    """

    kinds: tuple[str, ...] = ()
    """Kinds of numbers that python-stdnum has under a name of the country's own."""

    unchecked: str = ""
    """Numbers that have no check digit, or none that holds."""

    check_digit: str = ""
    """The end of a number, as it is written, that shows its check digit: such a number is never `unchecked`."""

    passport: str = ""
    """A passport's number that begins with letters, where buyers may state one."""

    nine_digit_passports: bool = False
    """Whether nine digits may be a passport (Britain, United States)."""

    strips_zeros: bool = False
    """Whether zeros in front are no part of any number."""

    shortened: str = ""
    """Numbers that people write without the zeros in front that the country counts, and that make `full_length`."""

    full_length: int = 0
    """How many characters a `shortened` number has with its zeros."""

    undashed: str = ""
    """A number behind a label, as it is written, that gets the dash before its check digit."""

    has_dash: bool = False
    """Whether the normal form of a number has a dash before its last sign, which is the check digit."""

    vat_prefix: str = ""
    """What the normal form begins with where the European Union wants a prefix; empty elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """All facts of a country that documents, checks and settings follow. `default.DEFAULT` gives every one a value."""

    code: str
    """ISO 3166-1 alpha-2; empty for the default."""

    # Documents.

    capability: Capability
    """Whether Folio's PDF is a tax document here, and by which law."""

    notices: Mapping[str, str]
    """By language, the sentence beneath a receipt's title that says what it is not; empty for tax documents."""

    titles: Mapping[tuple[str, str], str]
    """By language and kind of document, what tax documents are called otherwise than in their language elsewhere."""

    retention: Retention
    """How long documents must be kept."""

    official_documents: tuple[OfficialDocument, ...]
    """The documents that the law knows, the plainest first; empty where they have not been looked up."""

    credit_note_periods: tuple[CreditNotePeriod, ...]
    """The legal limits of credit notes; empty where none is known."""

    date_rules: DateRules | None
    """Rules for the dates of documents; None where they have not been looked up."""

    uses_en16931: bool
    """Whether invoices of EN 16931 are in use."""

    rounding: RoundingRule
    """How taxes are rounded in new stores."""

    # Languages and time.

    language: str | None
    """The language of documents that most people read here; None if it is none of them."""

    store_language: str
    """The language that a store's documents have from its installation on, until the merchant chooses another."""

    portuguese: str
    """The country whose Portuguese is written here: Brazil's in the Americas, Portugal's elsewhere."""

    time_zone: str
    """The IANA zone of the largest city, for stores whose own zone cannot be read."""

    # Taxes. Rates are in percent; the state of the law is that of November 2026.

    tax_name: str
    """The proper name of the sales tax, which is the same in every language; empty where it has a common one."""

    has_vat: bool
    """Whether the sales tax is called value added tax in the words of each language (IVA, VAT)."""

    usual_vat_rate: Decimal
    """The rate to propose and to show examples with; 0 where there is no one rate. It taxes no document unasked."""

    vat_rates: frozenset[Decimal]
    """All rates of the value added tax, by which a tax is known that has no name of its own."""

    special_taxes: frozenset[str]
    """Words, in small letters and without accents, that name taxes beside the sales tax."""

    exemption_code: str
    """A pattern of the codes by which invoices state the reason for an exemption, in small letters."""

    tax_categories: TaxCategories | None
    """How the value added tax classes sales; None where there is none, or nothing is known of it."""

    # Payments.

    payment_proposals: tuple[PaymentProposal, ...]
    """Codes to propose for the payment methods that have a name of their own here."""

    voucher_note: str
    """What merchants read where the voucher of a payment may be the consumer's tax document; empty where it cannot.

    Each payment method then needs the merchant's answer. `translatable` marks the sentences.
    """

    # The tax authority.

    authority: str
    """What the tax authority is called in every language; empty where merchants read “the tax authority”."""

    fiscal_id: str
    """What the id is called that the authority gives a document; empty where it has no name of its own."""

    # Tax numbers.

    tax_id_names: TaxIdNames | None
    """What tax numbers are called; None where the country has no name of its own."""

    settings_tax_id: str
    """What the settings call the seller's tax number when it is refused; empty for the common word."""

    tax_id_rules: TaxIdRules
    """What else than python-stdnum says tells a buyer's tax number from a slip."""

    example_tax_id: str
    """The buyer's tax number on a test document."""

    # Addresses.

    address: AddressFormat
    """The order in which addresses are written, and what their parts are called."""

    # Buyers.

    activity_means_factura: bool
    """Whether a buyer who names a line of business (giro) asks for a factura, and may be asked for one."""


PASSPORT = r"(?!.{10})[A-Z]{1,3}\d{5,8}"
"""A passport's number that begins with letters, as most of Latin America's buyers may state it."""


def percentages(*rates: str) -> frozenset[Decimal]:
    """Return `rates`, in percent, as figures."""
    return frozenset(map(Decimal, rates))


def words(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


def translatable(text: str) -> str:
    """Mark `text` for the catalogues and return it; imported as `_`, by which they are made. No gettext is needed."""
    return text
