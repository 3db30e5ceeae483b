"""The rows of a document as text: frozen when it is decided, thawed when the provider has given its number.

What is recorded is what was decided, whatever the settings and the order are by then.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core import serializers

from apps.core.errors import FolioError
from apps.core.money import ZERO
from apps.invoices.facts import DocumentRows
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax
from apps.providers.plan import Plan


class DeclaredOtherwise(FolioError):
    """The plan comes to another total than the order, or has other lines. It is a fault of Folio's own."""

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
    """Give `rows` the amounts that `plan` declares. Raise DeclaredOtherwise where the gross amounts would change."""
    if plan.totals.gross_total != rows.document.gross_total or len(plan.lines) != len(rows.lines):
        raise DeclaredOtherwise("The plan does not come to what was charged: nothing was recorded.")
    for line, declared in zip(rows.lines, plan.lines, strict=True):
        line.net, line.tax, line.gross = declared.net, declared.tax, declared.gross
    for tax in rows.taxes:
        if tax.rate is not None:
            mine = [line for line in rows.lines if (line.tax_rate, line.tax_label) == (tax.rate, tax.label)]
            tax.net = _sum(line.net for line in mine)
            tax.tax = _sum(line.tax - line.fixed_tax for line in mine)
            tax.gross = tax.net + tax.tax
    rows.document.net_total, rows.document.tax_total = plan.totals.net_total, plan.totals.tax_total


def _sum(amounts: Any) -> Decimal:
    return sum(amounts, ZERO)
