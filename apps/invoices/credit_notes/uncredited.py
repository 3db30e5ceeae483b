"""The part of an invoice that is not credited yet: by line, by tax rate, in total."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch

from apps.core.money import ZERO, quantize, spread
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax

# The row of `InvoiceTax` that an amount belongs to: rate and label.
Rate = tuple[Decimal | None, str]
FIXED: Rate = (None, "")


@dataclass(frozen=True, slots=True)
class LeftLine:
    """The uncredited rest of `line`; `rate_tax` and `fixed_tax` together are its tax."""

    line: InvoiceLine
    quantity: Decimal
    net: Decimal
    rate_tax: Decimal
    fixed_tax: Decimal

    @property
    def rate(self) -> Rate:
        """Return the row of its percentages; that of the fixed taxes if it has no percentage."""
        return (self.line.tax_rate, self.line.tax_label)

    @property
    def gross(self) -> Decimal:
        """Return the price of the rest, tax included."""
        return self.net + self.rate_tax + self.fixed_tax


@dataclass(frozen=True, slots=True)
class LeftRate:
    """The uncredited rest of the tax row `row`."""

    row: InvoiceTax
    net: Decimal
    tax: Decimal

    @property
    def rate(self) -> Rate:
        """Return the key of the row."""
        return (self.row.rate, self.row.label)

    @property
    def gross(self) -> Decimal:
        """Return net and tax."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Left:
    """The uncredited rest of an invoice. The sums of `lines` and of `rates` are equal."""

    lines: tuple[LeftLine, ...]
    rates: tuple[LeftRate, ...]
    gift_card_amount: Decimal
    amount_paid: Decimal

    @property
    def gross(self) -> Decimal:
        """Return the total that can still be credited."""
        return self.gift_card_amount + self.amount_paid


def left_of(invoice: Invoice) -> Left:
    """Return the part of `invoice` that its credit notes have not credited.

    A credit by amount reduces a rate and no line in particular: it is deducted from the rate's lines in proportion.
    """
    notes = invoice.valid_credit_notes()
    by_card = sum((note.gift_card_amount for note in notes), ZERO)
    otherwise = sum((note.amount_paid for note in notes), ZERO)
    rates = tuple(_left_of_rates(invoice, notes))
    lines = _within(_left_of_lines(invoice), rates, invoice.currency)
    return Left(
        lines=tuple(lines),
        rates=rates,
        gift_card_amount=_exact(invoice.gift_card_amount - by_card, invoice),
        amount_paid=_exact(invoice.amount_paid - otherwise, invoice),
    )


def _left_of_rates(invoice: Invoice, notes: Sequence[Invoice]) -> Iterable[LeftRate]:
    credited = list(InvoiceTax.objects.filter(invoice__in=notes))
    for row in invoice.taxes.all():
        taken = [each for each in credited if (each.rate, each.label) == (row.rate, row.label)]
        yield LeftRate(
            row=row,
            net=_exact(row.net - sum((each.net for each in taken), ZERO), invoice),
            tax=_exact(row.tax - sum((each.tax for each in taken), ZERO), invoice),
        )


def _left_of_lines(invoice: Invoice) -> list[LeftLine]:
    counted = InvoiceLine.objects.filter(invoice__void__isnull=True)
    lines = invoice.lines.prefetch_related(Prefetch("credit_lines", counted))
    return [_left_of_line(line, invoice) for line in lines]


def _left_of_line(line: InvoiceLine, invoice: Invoice) -> LeftLine:
    taken = list(line.credit_lines.all())

    def left(of: Callable[[InvoiceLine], Decimal]) -> Decimal:
        return _exact(of(line) - sum((of(each) for each in taken), ZERO), invoice)

    return LeftLine(
        line=line,
        quantity=line.quantity - sum((each.quantity for each in taken), ZERO),
        net=left(lambda each: each.net),
        rate_tax=left(lambda each: each.tax - each.fixed_tax),
        fixed_tax=left(lambda each: each.fixed_tax),
    )


def _within(lines: list[LeftLine], rates: Sequence[LeftRate], currency: str) -> list[LeftLine]:
    """Return `lines`, reduced to the rest of `rates`."""
    for rate in rates:
        if rate.rate == FIXED:
            tax = _cut([line.fixed_tax for line in lines], rate.tax, currency)
            lines = [replace(line, fixed_tax=left) for line, left in zip(lines, tax, strict=True)]
        else:
            tax = _cut([line.rate_tax if line.rate == rate.rate else ZERO for line in lines], rate.tax, currency)
            lines = [
                replace(line, rate_tax=left) if line.rate == rate.rate else line
                for line, left in zip(lines, tax, strict=True)
            ]
        net = _cut([line.net if line.rate == rate.rate else ZERO for line in lines], rate.net, currency)
        lines = [
            replace(line, net=left) if line.rate == rate.rate else line for line, left in zip(lines, net, strict=True)
        ]
    return lines


def _cut(amounts: Sequence[Decimal], to: Decimal, currency: str) -> list[Decimal]:
    """Return `amounts`, reduced in proportion to add up to `to`, which is not more than their sum."""
    excess = sum(amounts, ZERO) - to
    return [amount - part for amount, part in zip(amounts, spread(excess, amounts, currency), strict=True)]


def _exact(amount: Decimal, invoice: Invoice) -> Decimal:
    """Return `amount` without the zeros that a column's scale adds."""
    return quantize(amount, invoice.currency)
