"""Credit notes: documents that refer to their invoice. They copy its rates and amounts, and recompute nothing.

Every function locks the invoice, so that its uncredited rest is fixed until the credit note is committed; the caller
holds the lock on the order's record. The database refuses a credit beyond the invoice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from apps.core.errors import FolioError
from apps.core.facts import columns_of, facts_of
from apps.core.money import ZERO, quantize, spread
from apps.formats.document import PIECES, Line, TaxPart, TaxTotal, Totals
from apps.formats.wording import texts
from apps.invoices.credit_notes.uncredited import FIXED, Left, LeftLine, LeftRate, Rate, left_of
from apps.invoices.facts import BuyerFacts, DocumentFacts, Sale, SellerFacts, tax_facts
from apps.invoices.issuing import issuer
from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice, InvoiceLine, Kind
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings
from apps.stores.setting_groups import PaperSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine(Line):
    """A line of a credit note: `credits` is the line that it takes back, None for an adjustment of a rate."""

    credits: InvoiceLine | None


class NothingToCredit(FolioError):
    """The invoice is credited in full already, or no part of it was chosen."""

    code = "nothing_to_credit"


class CreditTooLarge(FolioError):
    """The credit exceeds the uncredited rest of the invoice."""

    code = "credit_too_large"


@transaction.atomic
def credit_in_full(
    invoice: Invoice,
    *,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    reason: str,
    again: bool = False,
) -> Made:
    """Issue the credit note for the whole rest of `invoice` and return it; `reason` is printed.

    `again` where a person asks for it, also if the provider refused this very credit note before. Raise
    NothingToCredit.
    """
    left = _locked(invoice)
    lines = [_line(each, each.quantity) for each in left.lines if each.quantity or each.gross]
    return _record(
        invoice, left, lines, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason, again=again
    )


@transaction.atomic
def credit_lines(
    invoice: Invoice,
    quantities: Mapping[int, Decimal],
    *,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    reason: str,
) -> Made:
    """Issue a credit note for `quantities` of the lines of `invoice`, by their position, and return it.

    A part of a line is credited with its share of the line's amounts, the last part with the rest. Raise
    NothingToCredit, CreditTooLarge.
    """
    left = _locked(invoice)
    by_position = {each.line.position: each for each in left.lines}
    chosen = [(by_position.get(position), wanted) for position, wanted in sorted(quantities.items()) if wanted]
    lines = [_part(each, wanted, invoice.currency) for each, wanted in chosen]
    return _record(invoice, left, lines, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason)


@transaction.atomic
def credit_amounts(
    invoice: Invoice,
    amounts: Mapping[int, Decimal],
    *,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    reason: str,
) -> Made:
    """Issue a credit note for `amounts`, tax included, of the tax rates of `invoice` by position, and return it.

    Net and tax of each are in the proportion of the rate's row. Raise NothingToCredit, CreditTooLarge.
    """
    left = _locked(invoice)
    by_position = {each.row.position: each for each in left.rates}
    chosen = [(by_position.get(position), wanted) for position, wanted in sorted(amounts.items()) if wanted]
    lines = [_adjustment(each, wanted, invoice) for each, wanted in chosen]
    return _record(invoice, left, lines, invoicing_settings=invoicing_settings, snapshot=snapshot, reason=reason)


def _locked(invoice: Invoice) -> Left:
    Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
    if invoice.is_credited_in_full:
        raise NothingToCredit(f"The invoice {invoice.number} is credited in full already.")
    return left_of(invoice)


def _record(
    invoice: Invoice,
    left: Left,
    lines: Sequence[CreditLine],
    *,
    invoicing_settings: InvoicingSettings,
    snapshot: OrderSnapshot,
    reason: str,
    again: bool = True,
) -> Made:
    if not lines:
        raise NothingToCredit("Choose what to credit: no quantity and no amount is above zero.")
    totals = _totals(lines, left, invoice.currency)
    facts = _facts(invoice, totals, snapshot=snapshot, paper=invoicing_settings.paper, reason=reason)
    return issuer.issue_document(facts, lines, list(_rates(invoice, lines)), invoicing_settings, again=again)


def _totals(lines: Sequence[CreditLine], left: Left, currency: str) -> Totals:
    net, tax = sum((line.net for line in lines), ZERO), sum((line.tax for line in lines), ZERO)
    by_card, otherwise = _split(net + tax, (left.gift_card_amount, left.amount_paid), currency)
    return Totals(net_total=net, tax_total=tax, gross_total=net + tax, gift_card_amount=by_card, amount_paid=otherwise)


def _facts(
    invoice: Invoice, totals: Totals, *, snapshot: OrderSnapshot, paper: PaperSettings, reason: str
) -> DocumentFacts:
    """Return the facts of a credit note for `invoice`: everything but `totals` and `paper` is copied."""
    return DocumentFacts(
        store=invoice.store,
        kind=Kind.CREDIT_NOTE,
        revision=invoice.revision,
        credits=invoice,
        credit_reason=reason[:255],
        snapshot=snapshot,
        sale=replace(facts_of(Sale, invoice), stated_tax=None, remarks="", noticed=[]),
        seller=facts_of(SellerFacts, invoice),
        buyer=facts_of(BuyerFacts, invoice),
        totals=totals,
        paper=paper,
    )


def _part(left: LeftLine | None, quantity: Decimal, currency: str) -> CreditLine:
    """Return a line that credits `quantity` of `left`. Raise CreditTooLarge."""
    if left is None or not 0 < quantity <= left.quantity:
        raise CreditTooLarge(
            f"Of “{left.line.description}” {left.quantity.normalize():f} can be credited."
            if left
            else "The invoice has no such line."
        )

    def share(amount: Decimal) -> Decimal:
        return quantize(amount * quantity / left.quantity, currency)

    rate_tax, fixed_tax = share(left.rate_tax), share(left.fixed_tax)
    net = min(max(share(left.gross) - rate_tax - fixed_tax, ZERO), left.net)
    taken = LeftLine(left.line, quantity, net, rate_tax, fixed_tax)
    return _line(taken, quantity)


def _line(taken: LeftLine, quantity: Decimal) -> CreditLine:
    """Return a line that credits `taken`."""
    credited = replace(
        facts_of(Line, taken.line),
        quantity=quantity,
        discount=_discount(taken, quantity),
        net=taken.net,
        tax=taken.rate_tax + taken.fixed_tax,
        fixed_tax=taken.fixed_tax,
        gross=taken.gross,
    )
    return CreditLine(**columns_of(credited), credits=taken.line)


def _discount(taken: LeftLine, quantity: Decimal) -> Decimal:
    """Return a whole line's own discount; for a part, the difference to its price."""
    line = taken.line
    if (quantity, taken.gross) == (line.quantity, line.gross):
        return line.discount
    amount = taken.gross if line.tax_inside else taken.net
    return max(quantize(quantity * line.unit_price, line.invoice.currency) - amount, ZERO)


def _adjustment(left: LeftRate | None, amount: Decimal, invoice: Invoice) -> CreditLine:
    """Return a line that credits `amount`, tax included, of the rest `left` of a rate. Raise CreditTooLarge."""
    if left is None or not 0 < amount <= left.gross or amount != quantize(amount, invoice.currency):
        raise CreditTooLarge(
            f"At this tax rate {left.gross:f} {invoice.currency} can be credited."
            if left
            else "The invoice has no such tax rate."
        )
    net, tax = _split(amount, (left.net, left.tax), invoice.currency)
    return CreditLine(
        credits=None,
        kind="adjustment",
        description=texts.adjustment(invoice.language),
        sku="",
        unit=PIECES,
        quantity=Decimal(1),
        unit_price=amount,
        discount=ZERO,
        tax_inside=True,
        tax_rate=left.row.rate,
        tax_label=left.row.label,
        net=net,
        tax=tax,
        fixed_tax=tax if left.rate == FIXED else ZERO,
        gross=amount,
        tax_category=left.row.category,
        exemption_code=left.row.exemption_code,
        exemption_reason=left.row.exemption_reason,
    )


def _rates(invoice: Invoice, lines: Iterable[CreditLine]) -> Iterable[TaxTotal]:
    """Yield the totals by rate that `lines` add up to, in the order of those of `invoice`."""
    net: dict[Rate, Decimal] = {}
    tax: dict[Rate, Decimal] = {}
    for line in lines:
        rate = (line.tax_rate, line.tax_label)
        net[rate] = net.get(rate, ZERO) + line.net
        tax[rate] = tax.get(rate, ZERO) + line.tax - line.fixed_tax
        if line.fixed_tax:
            tax[FIXED] = tax.get(FIXED, ZERO) + line.fixed_tax
    for row in invoice.taxes.all():
        rate = (row.rate, row.label)
        if rate in tax:
            its_net, its_tax = net.get(rate, ZERO), tax[rate]
            whole = tax_facts(row)
            parts = _parts(whole, its_tax, invoice.currency)
            yield replace(whole, parts=parts, net=its_net, tax=its_tax, gross=its_net + its_tax)


def _parts(whole: TaxTotal, tax: Decimal, currency: str) -> tuple[TaxPart, ...]:
    shares = spread(tax, [part.rate for part in whole.parts], currency)
    return tuple(replace(part, tax=share) for part, share in zip(whole.parts, shares, strict=True))


def _split(amount: Decimal, between: tuple[Decimal, Decimal], currency: str) -> tuple[Decimal, Decimal]:
    """Split `amount` in the proportion of `between`, whose sum is at least as much; no part exceeds its side."""
    first, second = between
    if not amount:
        return ZERO, ZERO
    part = quantize(amount * second / (first + second), currency)
    return amount - part, part
