"""Documents as JSON files."""

import json
from typing import Any

import pytest

from apps.core.http.exact_json import parse_json
from apps.providers.document import Document
from apps.providers.document_json import NotADocument, document_as_json, document_from_json
from apps.providers.plan import DeclaredLine, Plan
from tests.providers import documents


def _credit_note() -> Document:
    original = documents.order_b(documents.COMPANY)
    plan = Plan(
        type="33",
        issue_date=documents.TODAY,
        body={"Encabezado": {"Folio": 1}},
        lines=tuple(DeclaredLine(net=each.net, tax=each.tax, gross=each.gross) for each in original.lines),
        totals=original.totals,
    )
    return documents.credit_note(original, plan)


@pytest.mark.parametrize("document", [documents.order_a(), _credit_note()], ids=["invoice", "credit note"])
def test_a_document_comes_back_as_it_was_written(document: Document) -> None:
    assert document_from_json(parse_json(json.dumps(document_as_json(document)))) == document


def test_what_has_a_default_may_be_left_out() -> None:
    kept = document_as_json(documents.order_a())
    del kept["payment_means"], kept["buyer"]["address"]
    assert document_from_json(kept).payment_means == ""


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "boleta"}, "document.kind"),
        ({"today": "tomorrow"}, "document.today"),
        ({"order_id": "1"}, "document.order_id"),
        ({"order_id": True}, "document.order_id"),
        ({"lines": {}}, "document.lines"),
        ({"lines": [7]}, r"document.lines\[0\]"),
        ({"total": "1"}, "document.total"),
        ({"totals": {}}, "document.totals.amount_paid"),
        ({"voucher_counts": "no"}, "document.voucher_counts"),
    ],
)
def test_what_is_no_document_is_told_by_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(NotADocument, match=place):
        document_from_json(document_as_json(documents.order_a()) | change)


@pytest.mark.parametrize("amount", ["1,5", "NaN?", 1.5])
def test_an_amount_is_a_decimal_text(amount: Any) -> None:
    kept = document_as_json(documents.order_a())
    kept["lines"][0]["gross"] = amount
    with pytest.raises(NotADocument, match="gross"):
        document_from_json(kept)
