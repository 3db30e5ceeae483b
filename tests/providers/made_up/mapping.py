"""A document as a bill of Zembla. Pure arithmetic."""

from apps.core.http.exact_json import json_number
from apps.providers.document import Document
from apps.providers.plan import DeclaredLine, Plan, Refusal
from apps.providers.problems import Problem


def plan_of(document: Document) -> Plan | Refusal:
    """Return the bill of `document`, or why there is none."""
    if document.kind == "credit_note":
        return Refusal((Problem("provider_no_credit_notes"),))
    if document.currency != "EUR":
        return Refusal((Problem("provider_currency", {"currency": document.currency}),))
    return Plan(
        type="bill",
        issue_date=document.today,
        body={
            "to": document.buyer.name,
            "lines": [{"text": each.description, "gross": json_number(each.gross)} for each in document.lines],
            "total": json_number(document.totals.gross_total),
        },
        lines=tuple(DeclaredLine(net=each.net, tax=each.tax, gross=each.gross) for each in document.lines),
        totals=document.totals,
    )
