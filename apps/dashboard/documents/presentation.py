"""A document as the merchant's page shows it: texts and figures that need no further query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.facts import facts_of
from apps.dashboard.shared.formats import figures_for, language
from apps.formats.pdf.text.wrapping import missing_characters
from apps.formats.wording.number_format import Figures
from apps.invoices.credit_notes.uncredited import Left, LeftLine, LeftRate
from apps.invoices.facts import BuyerFacts
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax
from apps.invoices.renditions import document_data
from apps.invoices.titles import heading_of
from apps.orders.data import BuyerKind

_YES_OR_NO = {True: _("Yes"), False: _("No")}
KINDS_OF_BUYERS = {BuyerKind.CONSUMER.value: _("Consumer"), BuyerKind.BUSINESS.value: _("Business")}

# A label and its text.
Entry = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line; `discount` and `left` are empty where they do not apply."""

    description: str
    sku: str
    quantity: str
    unit_price: str
    discount: str
    rate: str
    net: str
    tax: str
    gross: str
    left: str


@dataclass(frozen=True, slots=True)
class SheetTax:
    """The totals of one tax rate, and the amount that can still be credited."""

    rate: str
    net: str
    tax: str
    gross: str
    left: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `shows_left` tells whether its lines show what can still be credited."""

    title: str
    number: str
    date: str
    reason: str
    total: str
    buyer: list[Entry]
    lines: list[SheetLine]
    taxes: list[SheetTax]
    totals: list[Entry]
    shows_left: bool
    missing: str


def sheet_of(document: Invoice, left: Left | None = None) -> Sheet:
    """Return `document` in the interface's language; with `left`, lines and rates show what can still be credited."""
    figures = figures_for(document.store, document.currency)
    lines = list(document.lines.all())
    return Sheet(
        title=heading_of(document, language()).title,
        number=document.number,
        date=figures.date(document.issue_date),
        reason=document.credit_reason,
        total=figures.money(document.gross_total),
        buyer=_buyer(document, figures),
        lines=_lines(lines, figures, {each.line.pk: each for each in left.lines} if left else {}),
        taxes=_taxes(document, figures, {each.row.pk: each for each in left.rates} if left else {}),
        totals=_totals(document, figures),
        shows_left=left is not None,
        missing=", ".join(map(_character, missing_characters(document_data.texts_on(document, lines)))),
    )


def _character(char: str) -> str:
    return f"{char} (U+{ord(char):04X})"


def rate_of(row: InvoiceLine | InvoiceTax, figures: Figures) -> str:
    """Return a row's tax rate, with the names of its taxes where there are several.

    For exempt and untaxed rows it is the name alone.
    """
    rate, names = (row.tax_rate, row.tax_label) if isinstance(row, InvoiceLine) else (row.rate, row.label)
    if rate is None:
        return gettext("fixed")
    return f"{figures.percent(rate)} {names}".strip() if rate or not names else names


def _buyer(document: Invoice, figures: Figures) -> list[Entry]:
    country = document.buyer_country
    wants = document.buyer_wants_factura
    entries = [
        (gettext("Name or company"), document.buyer_name),
        (gettext("Tax number"), document.buyer_tax_id),
        (gettext("Line of business (giro)"), document.buyer_activity),
        (gettext("Kind of taxpayer"), document.buyer_taxpayer_type),
        (gettext("Kind of buyer"), str(KINDS_OF_BUYERS.get(document.buyer_kind, ""))),
        (gettext("Address"), document.buyer_address),
        (gettext("Parts of the address"), _parts_note(document)),
        (gettext("Country"), figures.locale.territories.get(country, country)),
        (gettext("E-mail"), document.buyer_email),
        (gettext("Address for electronic invoices"), _electronic_address(document)),
        (gettext("Wants a factura"), "" if wants is None else str(_YES_OR_NO[wants])),
    ]
    return [(label, text) for label, text in entries if text]


def _electronic_address(document: Invoice) -> str:
    return ":".join(filter(None, (document.buyer_electronic_scheme, document.buyer_electronic_address)))


def _parts_note(document: Invoice) -> str:
    """Return that only the text of the buyer's address is known, where that is so."""
    has_parts = bool(facts_of(BuyerFacts, document).buyer_parts)
    return gettext("Not known: only its text") if document.buyer_address and not has_parts else ""


def _lines(lines: Sequence[InvoiceLine], figures: Figures, left: Mapping[int, LeftLine]) -> list[SheetLine]:
    places = figures.price_decimals((line.quantity, line.unit_price) for line in lines)
    return [
        SheetLine(
            description=line.description,
            sku=line.sku,
            quantity=figures.quantity(line.quantity),
            unit_price=figures.price(line.unit_price, places),
            discount=figures.amount(line.discount) if line.discount else "",
            rate=rate_of(line, figures),
            net=figures.amount(line.net),
            tax=figures.amount(line.tax),
            gross=figures.amount(line.gross),
            left=_left_line(left.get(line.pk), figures),
        )
        for line in lines
    ]


def _left_line(left: LeftLine | None, figures: Figures) -> str:
    return f"{figures.quantity(left.quantity)} · {figures.amount(left.gross)}" if left else ""


def _taxes(document: Invoice, figures: Figures, left: Mapping[int, LeftRate]) -> list[SheetTax]:
    return [
        SheetTax(
            rate=rate_of(row, figures),
            net=figures.amount(row.net),
            tax=figures.amount(row.tax),
            gross=figures.amount(row.gross),
            left=figures.amount(left[row.pk].gross) if row.pk in left else "",
        )
        for row in document.taxes.all()
    ]


def _totals(document: Invoice, figures: Figures) -> list[Entry]:
    def money(amount: Decimal) -> str:
        return figures.money(amount)

    entries = [
        (gettext("Net"), money(document.net_total)),
        (gettext("Tax"), money(document.tax_total)),
        (gettext("Total"), money(document.gross_total)),
    ]
    if document.gift_card_amount:
        entries += [
            (gettext("By gift card"), money(document.gift_card_amount)),
            (gettext("By other means"), money(document.amount_paid)),
        ]
    return entries
