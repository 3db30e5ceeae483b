"""Documents as orders in the lightweight dialect: the golden bodies, what is refused, and that no amount changes."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.http.exact_json import parse_json
from apps.providers.endpoint import mapping
from apps.providers.plan import Plan, Refusal
from tests.providers import documents

_GOLDEN = Path(__file__).parent / "golden"
_CREDITS = {"credit_notes": "yes"}


def _planned(document: Any, **choices: str) -> Plan:
    found = mapping.plan(document, choices)
    assert isinstance(found, Plan)
    return found


def _order_a() -> Any:
    return documents.order_a(documents.COMPANY, order_date=date(2026, 11, 24))


def _credit_note(**facts: Any) -> Any:
    original = _order_a()
    return documents.credit_note(original, _planned(original), credit_reason="Order cancelled", number="EX-1", **facts)


def test_an_order_is_sent_as_the_golden_body() -> None:
    assert _planned(_order_a()).body == json.loads((_GOLDEN / "order_a.json").read_text())


def test_a_credit_note_is_sent_as_the_golden_body() -> None:
    assert _planned(_credit_note(), **_CREDITS).body == json.loads((_GOLDEN / "credit_note_a.json").read_text())


def test_a_plan_declares_what_the_document_says() -> None:
    document = _order_a()
    plan = _planned(document)
    assert plan.totals == document.totals
    assert [each.gross for each in plan.lines] == [each.gross for each in document.lines]
    assert (plan.type, plan.issue_date) == ("invoice", documents.TODAY)


def test_a_plan_comes_back_from_the_row_that_kept_it() -> None:
    plan = _planned(_order_a(), idempotency="yes")
    assert Plan.from_json(json.loads(json.dumps(plan.as_json()))) == plan


@pytest.mark.parametrize(
    ("choices", "expected"), [({}, "none"), ({"idempotency": "no"}, "none"), ({"idempotency": "yes"}, "key")]
)
def test_a_repeat_is_recognised_by_its_key_only_if_the_merchant_says_so(choices: dict[str, str], expected: str) -> None:
    assert _planned(_order_a(), **choices).idempotency == expected


@pytest.mark.parametrize(
    ("choices", "facts", "code"),
    [
        ({}, {}, "provider_no_credit_notes"),
        ({"credit_notes": "no"}, {}, "provider_no_credit_notes"),
        (_CREDITS, {"lines": [documents.line("Polera", 9990, credits=1)]}, "provider_no_partial_credit"),
    ],
)
def test_a_credit_note_that_nobody_understands_is_refused(choices: dict[str, str], facts: Any, code: str) -> None:
    found = mapping.plan(_credit_note(**facts), choices)
    assert isinstance(found, Refusal)
    assert [each.code for each in found.problems] == [code]


def test_an_order_that_is_not_paid_does_not_say_that_it_is() -> None:
    assert _planned(replace(_order_a(), payment_date=None)).body["order"]["status"] == "pending_payment"


def test_an_amount_that_json_does_not_keep_is_refused() -> None:
    line = documents.line("Rope", 10, quantity=3)
    found = mapping.plan(documents.document([line]), {})
    assert isinstance(found, Refusal)
    assert [each.code for each in found.problems] == ["endpoint_number"]


def test_what_is_not_known_is_null() -> None:
    order = _planned(documents.order_a(replace(documents.CONSUMER, email="", country=""))).body["order"]
    assert order["customer"] == {"email": None, "fullname": "Ana Muñoz", "tax_id": None}
    assert order["billing_address"] == {"country": None, "zip": None}


_LINES = st.builds(
    lambda price, quantity, rate, kind: documents.line(
        "A", price * quantity, quantity=str(quantity), rate=rate, kind=kind, unit=Decimal("0.01")
    ),
    price=st.decimals("0.01", "99999.99", places=2),
    quantity=st.integers(1, 40),
    rate=st.sampled_from([0, 6, 13, 19, 23]),
    kind=st.sampled_from(["product", "shipping", "gift_card"]),
)


@given(st.lists(_LINES, min_size=1, max_size=5))
def test_every_amount_arrives_as_it_is(lines: list[Any]) -> None:
    document = documents.document(lines, currency="EUR")
    sent = parse_json(json.dumps(_planned(document).body))["order"]
    assert sent["total"] == document.totals.gross_total == sum(each["gross"] for each in sent["document"]["lines"])
    assert [each["net"] + each["tax"] for each in sent["document"]["lines"]] == [each.gross for each in document.lines]
    priced = [each for each in document.lines if each.kind != "shipping"]
    assert sent["subtotal"] == sum(each["price"] * each["quantity"] for each in sent["products"])
    assert len(sent["products"]) == len(priced)
