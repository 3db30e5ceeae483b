"""A document as an order in the dialect of the platform's lightweight requests. Pure arithmetic.

The order has the dialect's names and meanings: products without shipping, prices before discounts and as the store
states them. What the dialect leaves out stands in `document`, with the very amounts that Folio records.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.http.exact_json import NotExact, json_number
from apps.formats.document import TaxTotal
from apps.providers.account import Idempotency, Values
from apps.providers.document import Document, DocumentLine, Original, Party
from apps.providers.plan import DeclaredLine, Plan, Refusal
from apps.providers.problems import Problem

YES, NO = "yes", "no"
_SHIPPING = "shipping"


def plan(document: Document, choices: Values) -> Plan | Refusal:
    """Return the order that is sent for `document`, or why none can be."""
    problem = _problem(document, choices)
    if problem:
        return Refusal((problem,))
    try:
        body = {"order": _order(document)}
    except NotExact:
        return Refusal((Problem("endpoint_number"),))
    return Plan(
        type=document.kind,
        issue_date=document.today,
        body=body,
        lines=tuple(DeclaredLine(net=each.net, tax=each.tax, gross=each.gross) for each in document.lines),
        totals=document.totals,
        idempotency=idempotency(choices),
    )


def idempotency(choices: Values) -> Idempotency:
    """Return how a repeat is recognised: by its key, if the merchant says so."""
    return "key" if choices.get("idempotency") == YES else "none"


def _problem(document: Document, choices: Values) -> Problem | None:
    if document.kind == "invoice":
        return None
    if choices.get("credit_notes") != YES:
        return Problem("provider_no_credit_notes")
    is_whole = document.credits is not None and document.credits.is_all
    return None if is_whole else Problem("provider_no_partial_credit")


def _order(document: Document) -> dict[str, Any]:
    products = [each for each in document.lines if each.kind != _SHIPPING]
    subtotal = sum((each.unit_price * each.quantity for each in products), Decimal(0))
    return {
        "id": document.order_id,
        "created_at": _noon(document.order_date or document.payment_date or document.today),
        "currency": document.currency,
        "subtotal": json_number(subtotal),
        "total": json_number(document.totals.gross_total),
        "status": _status(document),
        "customer": _customer(document.buyer),
        "products": [_product(each) for each in products],
        "billing_address": {
            "country": document.buyer.country or None,
            "zip": document.buyer.address.postcode or None,
        },
        "document": _document(document),
    }


def _status(document: Document) -> str:
    if document.kind == "credit_note":
        return "canceled"
    return "paid" if document.payment_date else "pending_payment"


def _noon(day: date) -> str:
    """Return noon of `day`, which is the same day in the time zones of all stores."""
    return f"{day.isoformat()}T12:00:00Z"


def _customer(buyer: Party) -> dict[str, Any]:
    return {"email": buyer.email or None, "fullname": buyer.name or None, "tax_id": buyer.tax_id or None}


def _product(line: DocumentLine) -> dict[str, Any]:
    return {
        "name": line.description,
        "price": json_number(line.unit_price),
        "quantity": json_number(line.quantity),
        "sku": line.sku or None,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "type": document.kind,
        "reference": document.reference,
        "date": document.today.isoformat(),
        "net": json_number(document.totals.net_total),
        "tax": json_number(document.totals.tax_total),
        "total": json_number(document.totals.gross_total),
        "lines": [_line(each) for each in document.lines],
        "taxes": [_tax(each) for each in document.taxes],
    } | _credited(document.credits, document.credit_reason)


def _credited(original: Original | None, reason: str) -> dict[str, Any]:
    return {"credits": original.number, "reason": reason} if original else {}


def _line(line: DocumentLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "name": line.description,
        "sku": line.sku or None,
        "quantity": json_number(line.quantity),
        "unit_price": json_number(line.unit_price),
        "discount": json_number(line.discount),
        "tax_included": line.tax_inside,
        "tax_rate": _number_or_none(line.tax_rate),
        "net": json_number(line.net),
        "tax": json_number(line.tax),
        "gross": json_number(line.gross),
    }


def _tax(row: TaxTotal) -> dict[str, Any]:
    return {
        "name": row.label,
        "rate": _number_or_none(row.rate),
        "net": json_number(row.net),
        "tax": json_number(row.tax),
        "gross": json_number(row.gross),
    }


def _number_or_none(number: Decimal | None) -> int | float | None:
    return None if number is None else json_number(number)
