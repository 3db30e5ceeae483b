"""What Folio would do with an order that lies in a file: the same reading, decision and draft, and no database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from apps.automation.deciding import Hold, Issue, Skip, decide
from apps.core import clock
from apps.core.money import decimals, quantize
from apps.invoices.drafting import Draft, DraftLine, DraftTax, Rounding, draft
from apps.jumpseller import payloads
from apps.orders.data import OrderData, Problem, TaxFallback
from apps.orders.payload import NotAnOrder
from apps.orders.reading import Reading, read

Verdict = Literal["ready", "hold", "skip"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The merchant's settings that decide what a draft looks like."""

    fallback: TaxFallback | None
    rounding: Rounding
    time_zone: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of one order: `order` and `draft` are None where its figures cannot be read."""

    status: Verdict
    problems: tuple[Problem, ...]
    currency: str
    order: OrderData | None
    draft: Draft | None
    payment_date: date | None


def orders_in(path: Path) -> list[Any]:
    """Returns the orders in the file PATH: {"order": {…}}, a bare order, or a list. Raises NotAnOrder, OSError."""
    try:
        document = payloads.parse(path.read_bytes())
    except payloads.NotJson as error:
        raise NotAnOrder(str(error)) from None
    orders = document if isinstance(document, list) else [document]
    if not orders:
        raise NotAnOrder("The list holds no order.")
    return orders


def preview(document: Any, terms: Terms) -> Preview:
    """Returns what Folio would do with the order DOCUMENT if it had no invoice yet. Raises NotAnOrder."""
    reading = read(document, terms.fallback)
    status, problems = _verdict(reading)
    order = reading.data
    paid_at = order.completed_at if order else None
    return Preview(
        status=status,
        problems=problems,
        currency=reading.currency,
        order=order,
        draft=draft(order, terms.rounding) if order else None,
        payment_date=clock.local_date(paid_at, terms.time_zone) if paid_at else None,
    )


def as_json(preview: Preview) -> dict[str, Any]:
    """Returns PREVIEW as plain data: amounts are strings with the currency's decimals."""
    drafted, currency = preview.draft, preview.currency
    totals = ("net_total", "tax_total", "gross_total", "gift_card_amount", "amount_paid")
    return {
        "status": preview.status,
        "problems": [{"code": problem.code, "message": problem.message} for problem in preview.problems],
        "currency": currency,
        "lines": [_line(line, currency) for line in drafted.lines] if drafted else [],
        "taxes": [_tax(tax, currency) for tax in drafted.taxes] if drafted else [],
        **{name: _amount(getattr(drafted, name), currency) if drafted else None for name in totals},
        "payment_date": preview.payment_date.isoformat() if preview.payment_date else None,
        "reading": preview.order.reading if preview.order else None,
    }


def _verdict(reading: Reading) -> tuple[Verdict, tuple[Problem, ...]]:
    match decide(reading, has_open_invoice=False):
        case Issue():
            return "ready", ()
        case Hold(problems):
            return "hold", problems
        case Skip(problem):
            return "skip", (problem,)
        case other:
            raise AssertionError(other)


def _line(line: DraftLine, currency: str) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "description": line.description,
        "sku": line.sku,
        "quantity": _plain(line.quantity),
        "unit_price": _amount(line.unit_price, currency),
        "discount": _amount(line.discount, currency),
        "tax_rate": None if line.tax_rate is None else _plain(line.tax_rate),
        **_split(line, currency),
    }


def _tax(tax: DraftTax, currency: str) -> dict[str, Any]:
    return {"rate": None if tax.rate is None else _plain(tax.rate), **_split(tax, currency)}


def _split(row: DraftLine | DraftTax, currency: str) -> dict[str, str]:
    return {name: _amount(getattr(row, name), currency) for name in ("net", "tax", "gross")}


def _amount(amount: Decimal, currency: str) -> str:
    return f"{quantize(amount, currency):.{decimals(currency)}f}"


def _plain(number: Decimal) -> str:
    """Without trailing zeros and without an exponent."""
    return f"{number.normalize():f}"
