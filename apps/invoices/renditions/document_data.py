"""Conversion of issued rows to `InvoiceData`: every printed fact comes from the document itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from apps.core.facts import columns_of, facts_of
from apps.core.money import quantize
from apps.core.postgresql.statements import Select, Slot
from apps.formats.document import NUMBERS, InvoiceData, Line, Paper, PaperTexts, Party, Reference, Replaced, TaxTotal
from apps.formats.wording import texts
from apps.invoices import links
from apps.invoices.drafting import rows
from apps.invoices.drafting.draft import Draft
from apps.invoices.facts import BuyerFacts, tax_facts
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax
from apps.orders.data import OrderData
from apps.stores.models import InvoicingSettings
from apps.stores.setting_groups import PaperSettings, SellerIdentity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PLAIN = Paper()
_LINES = Select(lambda: InvoiceLine.objects.filter(invoice=Slot("invoice_id")))
_TAXES = Select(lambda: InvoiceTax.objects.filter(invoice=Slot("invoice_id")))
_Row = TypeVar("_Row", Line, TaxTotal)


def data_of(invoice: Invoice) -> InvoiceData:
    """Return everything that the document prints; a document that it credits or replaces must be loaded or loadable."""
    lines = [facts_of(Line, line) for line in _LINES.rows(invoice_id=invoice.pk)]
    return InvoiceData(
        kind=invoice.printed_as,
        number=invoice.number,
        issue_date=invoice.issue_date,
        supply_date=invoice.supply_date,
        payment_date=invoice.payment_date,
        # A test document belongs to no order.
        order_number=str(invoice.order_id or ""),
        currency=invoice.currency,
        language=invoice.language,
        country=invoice.country,
        seller=seller_of(facts_of(SellerIdentity, invoice)),
        buyer=_buyer(invoice),
        lines=tuple(_settled(line, invoice.currency) for line in lines),
        prices_include_tax=_prices_include_tax(lines),
        taxes=tuple(_tax(tax_facts(tax), invoice.currency) for tax in _TAXES.rows(invoice_id=invoice.pk)),
        net_total=quantize(invoice.net_total, invoice.currency),
        tax_total=quantize(invoice.tax_total, invoice.currency),
        gross_total=quantize(invoice.gross_total, invoice.currency),
        gift_card_amount=quantize(invoice.gift_card_amount, invoice.currency),
        amount_paid=quantize(invoice.amount_paid, invoice.currency),
        payment_method=invoice.payment_method,
        notes=_notes(invoice.language, invoice.buyer_wants_factura),
        credits=_reference(invoice),
        replaces=_replaced(invoice),
        link=links.document_link(invoice),
        paper=paper_of(invoice),
    )


def texts_of(order: OrderData) -> Iterator[str]:
    """Yield the texts of `order` that its document prints."""
    buyer = order.buyer
    yield from (buyer.company or buyer.name, buyer.tax_id, buyer.activity, buyer.taxpayer_type, *buyer.address)
    yield from (buyer.email, order.payment_method)
    for item in order.items:
        yield from (*_texts(item.article), *(tax.name for tax in item.taxes))


def texts_on(document: Invoice, lines: Sequence[InvoiceLine]) -> Iterator[str]:
    """Yield the texts that `document` and its `lines` print."""
    yield from _texts(facts_of(BuyerFacts, document))
    yield from (document.payment_method, document.credit_reason)
    yield from _texts(facts_of(SellerIdentity, document))
    yield from _texts(facts_of(PaperSettings, document))
    for line in lines:
        yield from _texts(facts_of(Line, line))


def _texts(facts: "DataclassInstance") -> Iterator[str]:
    """Yield the texts in `facts`; those that are codes have letters of every font."""
    yield from (value for value in columns_of(facts).values() if isinstance(value, str))


def data_of_draft(
    drafted: Draft,
    order: OrderData,
    *,
    seller: Party,
    country: str,
    language: str,
    issue_date: date,
    payment_date: date | None,
    number: str = "",
    paper: Paper = _PLAIN,
) -> InvoiceData:
    """Return the data that the document of a draft would print on `paper`; without `number`, a label for drafts."""
    lines = rows.lines_of(drafted, language)
    return InvoiceData(
        kind="invoice",
        number=number or texts.draft_number(language),
        issue_date=issue_date,
        supply_date=payment_date,
        payment_date=payment_date,
        order_number=str(order.order_id or ""),
        currency=drafted.currency,
        language=language,
        country=country,
        seller=seller,
        buyer=Party(
            name=order.buyer.company or order.buyer.name,
            tax_id=order.buyer.tax_id,
            activity=order.buyer.activity,
            taxpayer_type=order.buyer.taxpayer_type,
            address=order.buyer.address,
            email=order.buyer.email,
            country=order.buyer.country,
        ),
        lines=tuple(_settled(line, drafted.currency) for line in lines),
        prices_include_tax=_prices_include_tax(lines),
        taxes=tuple(_tax(tax, drafted.currency) for tax in rows.taxes_of(drafted, language)),
        net_total=drafted.net_total,
        tax_total=drafted.tax_total,
        gross_total=drafted.gross_total,
        gift_card_amount=drafted.gift_card_amount,
        amount_paid=drafted.amount_paid,
        payment_method=order.payment_method,
        notes=_notes(language, order.buyer.wants_factura),
        credits=None,
        link="",
        paper=paper,
    )


def seller_of(source: SellerIdentity) -> Party:
    """Return the seller as documents print them."""
    return Party(
        name=source.seller_name,
        tax_id=source.seller_tax_id,
        activity=source.seller_activity,
        address=tuple(source.seller_address.splitlines()),
        email=source.seller_email,
        legal_name=source.seller_legal_name if source.seller_legal_name != source.seller_name else "",
        phone=source.seller_phone,
        registration=source.seller_registration,
    )


def _buyer(invoice: Invoice) -> Party:
    return Party(
        name=invoice.buyer_name,
        tax_id=invoice.buyer_tax_id,
        activity=invoice.buyer_activity,
        taxpayer_type=invoice.buyer_taxpayer_type,
        address=tuple(invoice.buyer_address.splitlines()),
        email=invoice.buyer_email,
        country=invoice.buyer_country,
    )


def paper_of(source: Invoice | InvoicingSettings) -> Paper:
    """Return the paper of a document, or of future documents."""
    return Paper(
        size=source.paper_size,
        accent=source.accent_colour,
        logo=bytes(source.logo.content) if source.logo else None,
        **columns_of(facts_of(PaperTexts, source)),
    )


def _reference(invoice: Invoice) -> Reference | None:
    original = invoice.credits
    return Reference(original.number, original.issue_date, invoice.credit_reason) if original else None


def _replaced(invoice: Invoice) -> Replaced | None:
    earlier = invoice.replaces
    return Replaced(earlier.number, earlier.issue_date) if earlier else None


def _notes(language: str, wants_factura: bool | None) -> tuple[str, ...]:
    return (texts.factura_wanted(language),) if wants_factura else ()


def _prices_include_tax(lines: Sequence[Line]) -> bool | None:
    """Return None if some prices include their taxes and others do not."""
    kinds = {line.tax_inside for line in lines if line.tax} or {True}
    return kinds.pop() if len(kinds) == 1 else None


def _tax(tax: TaxTotal, currency: str) -> TaxTotal:
    """Return `tax` as it is shown: a single tax by its name, several by their parts."""
    parts, alone = tax.parts, len(tax.parts) == 1
    label = parts[0].name if alone else "" if parts else tax.label
    return _settled(replace(tax, label=label, parts=() if alone else parts), currency)


def _settled(facts: _Row, currency: str) -> _Row:
    """Return `facts` without the zeros that a column's scale adds: amounts have the decimals of `currency`."""
    numbers = {name: value for name, value in columns_of(facts).items() if isinstance(value, Decimal)}
    settled: dict[str, Any] = {
        name: _short(value) if name in NUMBERS else quantize(value, currency) for name, value in numbers.items()
    }
    return replace(facts, **settled)


def _short(number: Decimal) -> Decimal:
    """Return `number` without the zeros that a column's scale adds, so that equal numbers print alike."""
    return number.normalize() + 0
