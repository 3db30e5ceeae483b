"""The rows of a document as text: frozen when it is decided, thawed when the provider has given its number.

What is recorded is what was decided, whatever the settings and the order are by then.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core import serializers

from apps.core.errors import FolioError
from apps.core.money import ZERO, quantize, spread
from apps.invoices.facts import DocumentRows
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax
from apps.providers.plan import Plan


class DeclaredOtherwise(FolioError):
    """The plan comes to another total than the order, or its amounts do not add up. It is a fault of Folio's own."""

    code = "declared_otherwise"


def freeze_rows(rows: DocumentRows) -> str:
    """Return `rows` as text. The ids of other rows that they name are part of it."""
    return str(serializers.serialize("json", [rows.document, *rows.lines, *rows.taxes]))


def thaw_rows(frozen: str) -> DocumentRows:
    """Return the rows that `freeze_rows` made; columns that came later have their defaults."""
    found: Sequence[Any] = [each.object for each in serializers.deserialize("json", frozen, ignorenonexistent=True)]
    return DocumentRows(
        next(each for each in found if isinstance(each, Invoice)),
        [each for each in found if isinstance(each, InvoiceLine)],
        [each for each in found if isinstance(each, InvoiceTax)],
    )


def declare_amounts(rows: DocumentRows, plan: Plan) -> None:
    """Give `rows` the amounts that `plan` declares.

    Raise DeclaredOtherwise where the gross total would change, or where the database would refuse the rows.
    """
    if plan.totals.gross_total != rows.document.gross_total or len(plan.lines) != len(rows.lines):
        raise DeclaredOtherwise("The plan does not come to what was charged.")
    for line, declared in zip(rows.lines, plan.lines, strict=True):
        line.net, line.tax, line.gross = declared.net, declared.tax, declared.gross
    for tax in rows.taxes:
        _declare_tax(tax, rows.lines, rows.document.currency)
    rows.document.net_total, rows.document.tax_total = plan.totals.net_total, plan.totals.tax_total
    _refuse_wrong_sums(rows)


def _declare_tax(tax: InvoiceTax, lines: Sequence[InvoiceLine], currency: str) -> None:
    """Give the row `tax` what `lines` add up to at its rate; that of the fixed taxes has those of all lines."""
    mine = [line for line in lines if (line.tax_rate, line.tax_label) == (tax.rate, tax.label)]
    fixed = _sum(line.fixed_tax for line in lines) if tax.rate is None else ZERO
    before, tax.net = tax.tax, _sum(line.net for line in mine)
    tax.tax = _sum(line.tax - line.fixed_tax for line in mine) + fixed
    tax.gross = tax.net + tax.tax
    if tax.tax != before and tax.parts:
        shares = spread(quantize(tax.tax, currency), [Decimal(part["rate"]) for part in tax.parts], currency)
        tax.parts = [part | {"tax": f"{share:f}"} for part, share in zip(tax.parts, shares, strict=True)]


def _refuse_wrong_sums(rows: DocumentRows) -> None:
    """Raise DeclaredOtherwise where the amounts do not add up, or where one is below zero."""
    totals = (rows.document.net_total, rows.document.tax_total, rows.document.gross_total)
    for parts in (rows.lines, rows.taxes):
        if (_sum(p.net for p in parts), _sum(p.tax for p in parts), _sum(p.gross for p in parts)) != totals:
            raise DeclaredOtherwise("The lines or the taxes of the plan do not add up to its totals.")
    amounts = [(each.net, each.tax, each.gross) for each in rows.lines]
    amounts += [(each.net, each.tax, each.gross) for each in rows.taxes]
    if any(gross != net + tax for net, tax, gross in amounts):
        raise DeclaredOtherwise("Net and tax of the plan do not add up.")
    is_negative = any(each.net < 0 or each.tax < 0 for each in rows.taxes)
    if is_negative or any(line.net < 0 or line.tax < line.fixed_tax for line in rows.lines):
        raise DeclaredOtherwise("An amount of the plan is below zero.")


def _sum(amounts: Any) -> Decimal:
    return sum(amounts, ZERO)
