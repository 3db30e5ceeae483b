"""What can be recorded: a plan before it is sent, and a provider's answer before it is written down.

A document that exists and cannot be recorded would be tried for ever, so both are looked at first.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from apps.core.money import ZERO
from apps.invoices.facts import DocumentRows
from apps.invoices.issuing.frozen import DeclaredOtherwise, declare_amounts
from apps.invoices.models import InvoiceLine, InvoiceTax, ProviderDocument, Submission
from apps.providers.outcomes import Issued
from apps.providers.plan import Plan, Refusal
from apps.providers.problems import Problem

_Row = InvoiceLine | InvoiceTax
# Characters that the columns of `ProviderDocument` hold.
_LONGEST_NUMBER, _LONGEST_REFERENCE, _LONGEST_TYPE, _LONGEST_FISCAL_ID = (
    int(getattr(ProviderDocument._meta.get_field(name), "max_length", 0))
    for name in ("number", "reference", "type", "fiscal_id")
)
# The first amount that its columns do not hold.
_TOO_LARGE = Decimal(10) ** 16
# A provider may date a document on another day than it was planned for, within the days that it may have waited.
_FAR = timedelta(days=7)


def refuse_unrecordable(rows: DocumentRows, plan: Plan) -> Plan | Refusal:
    """Return `plan`, or why the document of `rows` could not be recorded by it; `rows` get its amounts."""
    try:
        declare_amounts(rows, plan)
    except DeclaredOtherwise:
        return Refusal((Problem("provider_plan_differs"),))
    is_unfit = len(plan.type) > _LONGEST_TYPE or _goes_beyond_original(rows)
    return Refusal((Problem("provider_plan_differs"),)) if is_unfit else plan


def _goes_beyond_original(rows: DocumentRows) -> bool:
    """Tell whether a credit note takes more from a line or a tax rate of its invoice than earlier ones have left."""
    original = rows.document.credits
    if original is None:
        return False
    credited = InvoiceTax.objects.filter(invoice__credits=original, invoice__void__isnull=True)
    for tax in rows.taxes:
        same = Q(label=tax.label) & (Q(rate__isnull=True) if tax.rate is None else Q(rate=tax.rate))
        row = InvoiceTax.objects.filter(same, invoice=original).first()
        if row is None or _exceeds(tax, row, credited.filter(same)):
            return True
    taken = InvoiceLine.objects.filter(invoice__void__isnull=True)
    return any(line.credits and _exceeds(line, line.credits, taken.filter(credits=line.credits)) for line in rows.lines)


def _exceeds(
    wanted: InvoiceLine | InvoiceTax,
    whole: InvoiceLine | InvoiceTax,
    taken: QuerySet[InvoiceLine] | QuerySet[InvoiceTax],
) -> bool:
    sums = taken.order_by().aggregate(n=Sum("net"), t=Sum("tax"))
    return (sums["n"] or ZERO) + wanted.net > whole.net or (sums["t"] or ZERO) + wanted.tax > whole.tax


def names_document(number: str, reference: str) -> bool:
    """Tell whether a document can be recorded under `number` and `reference`: both are there, and fit."""
    return _is_name(number, _LONGEST_NUMBER) and _is_name(reference, _LONGEST_REFERENCE)


def is_reference(reference: str) -> bool:
    """Tell whether `reference` can be kept as the provider's name for a document."""
    return _is_name(reference, _LONGEST_REFERENCE)


def _is_name(text: str, longest: int) -> bool:
    return bool(text.strip()) and len(text.strip()) <= longest and text.isprintable()


def problem_of(submission: Submission, issued: Issued) -> Problem | None:
    """Return what a person must look at before the document can be recorded as `issued`; None if nothing."""
    if not names_document(issued.number, issued.reference):
        return Problem("submission_unclear")
    same = Q(number=issued.number.strip()) | Q(reference=issued.reference.strip())
    if ProviderDocument.objects.filter(same, account=submission.account_id).exists():
        return Problem("provider_number_used", {"number": issued.number.strip()})
    return None


def legible(issued: Issued, plan: Plan) -> tuple[Issued, list[str]]:
    """Return `issued` with the facts that the columns hold, and the names of those that a person must look at."""
    stated = {"gross_total": issued.gross_total, "net_total": issued.net_total, "tax_total": issued.tax_total}
    totals = {name: amount if _fits(amount) else None for name, amount in stated.items()}
    odd = {
        "type": len(issued.type or "") > _LONGEST_TYPE,
        "fiscal_id": len(issued.fiscal_id) > _LONGEST_FISCAL_ID,
        "issue_date": issued.issue_date is not None and abs(issued.issue_date - plan.issue_date) > _FAR,
        **{name: not _fits(amount) for name, amount in stated.items()},
    }
    kept = replace(
        issued,
        number=issued.number.strip(),
        reference=issued.reference.strip(),
        type=None if odd["type"] else issued.type,
        fiscal_id="" if odd["fiscal_id"] else _storable(issued.fiscal_id),
        gross_total=totals["gross_total"],
        net_total=totals["net_total"],
        tax_total=totals["tax_total"],
        links={_storable(name): _storable(address) for name, address in issued.links.items()},
    )
    return kept, [name for name, is_odd in odd.items() if is_odd]


def _fits(amount: Decimal | None) -> bool:
    return amount is None or (amount.is_finite() and abs(amount) < _TOO_LARGE)


def _storable(text: str) -> str:
    return text.replace("\x00", "")
