"""A credit note in InvoiceXpress's terms: the lines of the original as they were sent, or parts of them. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from apps.core.money import quantize
from apps.providers.account import Account, Values
from apps.providers.document import Document, DocumentLine, Original
from apps.providers.invoicexpress.arithmetic import Charged, Priced, priced_lines, total_of
from apps.providers.invoicexpress.kinds import KINDS
from apps.providers.invoicexpress.mapping import (
    Context,
    SentLine,
    charged_line,
    check,
    exemption_of,
    heading,
    item_of,
    note_of,
    planned,
    price_text,
    quantity_text,
    sequence_id,
)
from apps.providers.invoicexpress.taxes import tax_of
from apps.providers.plan import Plan, Refusal
from apps.providers.problems import Problem


def plan_credit(document: Document, original: Original, account: Account, choices: Values) -> Plan | Refusal:
    """Return what would be declared for the credit note `document` about `original`, or why it cannot be."""
    context = Context(document, account, choices)
    credited = inner_of(original)
    if not credited or not original.reference.isdecimal():
        return Refusal((Problem("provider_original_unknown", {"number": original.number}),))
    check(context)
    kind = KINDS["NC"]
    sequence = sequence_id(kind, context)
    exemption = _exemption(document, credited, context)
    lines = _lines(document, credited, context)
    if context.problems:
        return Refusal(tuple(context.problems))
    first = heading(document, sequence, document.credit_reason or note_of(document))
    inner = {name: first[name] for name in ("date", "due_date", "reference")}
    inner |= {"owner_invoice_id": int(original.reference)} | first
    inner |= {"client": dict(credited["client"]), "items": [each.item for each in lines]}
    if exemption:
        inner["tax_exemption"] = exemption
    return planned(kind, inner, [each.priced for each in lines], context)


def inner_of(original: Original) -> Mapping[str, Any]:
    """Return the document that was sent for `original`; empty where InvoiceXpress did not get it from Folio."""
    kind = KINDS.get(original.type)
    inner = original.body.get(kind.root) if kind else None
    return inner if isinstance(inner, Mapping) and inner.get("items") and inner.get("client") else {}


def _exemption(document: Document, credited: Mapping[str, Any], context: Context) -> str:
    """Return the reason of the original, if a line is without tax."""
    of_original = credited.get("tax_exemption", "")
    if of_original and any(not line.tax_rate for line in document.lines):
        return str(of_original)
    return exemption_of(document.lines, context)


def _lines(document: Document, credited: Mapping[str, Any], context: Context) -> list[SentLine]:
    """Return the lines to send: at the original's prices where these come to what is returned."""
    items = [_item(line, credited, context) for line in document.lines]
    if context.problems:
        return []
    charged = [_charged(line, item) for line, item in zip(document.lines, items, strict=True)]
    total = document.totals.gross_total
    priced = [_at_its_price(each, item, line) for each, item, line in zip(charged, items, document.lines, strict=True)]
    if total_of(priced) != total:
        priced = priced_lines(charged, total)
    return [SentLine(_written(item, each), each) for item, each in zip(items, priced, strict=True)]


def _item(line: DocumentLine, credited: Mapping[str, Any], context: Context) -> Mapping[str, Any]:
    """Return the original's item for `line`, an item of its own where it is about none."""
    items: Sequence[Mapping[str, Any]] = credited["items"]
    if line.credits is not None and 1 <= line.credits <= len(items):
        return items[line.credits - 1]
    tax = tax_of(line.tax_rate or Decimal(0), context.account, context.choices)
    if isinstance(tax, Problem):
        context.refuse(tax.code, **tax.figures)
        return {}
    return item_of(line, charged_line(line).from_gross(), tax)


def _charged(line: DocumentLine, item: Mapping[str, Any]) -> Charged:
    return Charged(line.net, line.gross, line.quantity, Decimal(str(item["tax"]["value"])), line.tax_inside)


def _at_its_price(charged: Charged, item: Mapping[str, Any], line: DocumentLine) -> Priced:
    """Return the line at the unit price of `item`, or at one of its own where another amount is returned."""
    same = Priced(Decimal(item["unit_price"]), charged.quantity, charged.rate)
    is_same = quantize(same.net + same.tax, "EUR") == line.gross
    return same if is_same else charged.from_gross()


def _written(item: Mapping[str, Any], priced: Priced) -> dict[str, Any]:
    return {
        **item,
        "unit_price": price_text(priced.price),
        "quantity": quantity_text(priced.quantity),
        "tax": dict(item["tax"]),
    }
