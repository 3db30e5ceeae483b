"""The orders that a live check declares: those built in for a country, or files of whoever checks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from apps.core.http.exact_json import NotJson, parse_json
from apps.formats.document import TaxTotal, Totals
from apps.providers.document import Document, DocumentLine, Original
from apps.providers.document_json import NotADocument, document_from_json
from apps.providers.outcomes import Issued
from apps.providers.plan import Plan

BUILT_IN = Path(__file__).parent / "orders"
"""Files of documents, in folders of countries; `any` is for providers of no country."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order by the name of its file."""

    name: str
    document: Document


def folder_of(countries: Iterable[str]) -> Path:
    """Return the folder with the built-in orders for a provider of `countries`."""
    known = (BUILT_IN / country for country in sorted(countries))
    return next((each for each in known if each.is_dir()), BUILT_IN / "any")


def orders_in(folder: Path, *, today: date, run: str) -> list[Order]:
    """Return the documents in the files of `folder`, as orders of `today` that no other `run` has declared.

    Raise NotADocument, naming the file; OSError.
    """
    orders = []
    for number, path in enumerate(sorted(folder.glob("*.json")), start=1):
        try:
            document = document_from_json(parse_json(path.read_bytes()))
        except (NotADocument, NotJson) as error:
            raise NotADocument(f"{path.name}: {error}") from None
        orders.append(Order(path.stem, _renewed(document, today, f"{run}{number:02}")))
    return orders


def _renewed(document: Document, today: date, run: str) -> Document:
    return replace(
        document,
        today=today,
        payment_date=document.payment_date and today,
        order_date=document.order_date and today,
        order_id=int(run),
        reference=f"TRY-{run}",
    )


def credit_note(document: Document, plan: Plan, issued: Issued, *, is_all: bool) -> Document:
    """Return the credit note for all of the issued `document`, or for its first line alone."""
    lines = tuple(replace(each, credits=place) for place, each in enumerate(document.lines, start=1))
    lines = lines if is_all else lines[:1]
    original = Original(
        type=plan.type,
        reference=issued.reference,
        number=issued.number,
        issue_date=issued.issue_date or plan.issue_date,
        totals=plan.totals,
        body=plan.body,
        is_all=is_all,
        line_count=len(document.lines),
    )
    return replace(
        document,
        kind="credit_note",
        reference=f"CR-{document.order_id}",
        lines=lines,
        taxes=document.taxes if is_all else _taxes_of(document, lines[0]),
        totals=document.totals if is_all else _totals_of(lines[0]),
        credits=original,
        credit_reason="Live check",
    )


def _totals_of(line: DocumentLine) -> Totals:
    return Totals(
        net_total=line.net,
        tax_total=line.tax,
        gross_total=line.gross,
        gift_card_amount=Decimal(0),
        amount_paid=line.gross,
    )


def _taxes_of(document: Document, line: DocumentLine) -> tuple[TaxTotal, ...]:
    rows = [each for each in document.taxes if (each.rate, each.category) == (line.tax_rate, line.tax_category)]
    return tuple(replace(each, net=line.net, tax=line.tax, gross=line.gross, parts=()) for each in rows[:1])
