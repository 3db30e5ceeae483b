from typing import Any

import pytest
from hypothesis import given, strategies

from apps.automation.decisions import Credit, Decision, Hold, Issue, Policy, Skip, decide
from apps.orders.data import Status
from apps.orders.reading import read_order
from apps.orders.texts import folded
from tests.factories import order, product


def test_a_paid_order_gets_its_invoice() -> None:
    assert isinstance(decide(read_order(order()), has_open_invoice=False), Issue)


def test_a_paid_order_with_an_invoice_gets_no_second_one() -> None:
    decision = decide(read_order(order()), has_open_invoice=True)
    assert isinstance(decision, Skip)
    assert decision.problem.code == "already_invoiced"


def test_a_cancelled_order_is_credited_only_if_it_was_invoiced() -> None:
    canceled = read_order(order(status_enum="canceled"))
    assert isinstance(decide(canceled, has_open_invoice=True), Credit)
    assert isinstance(decide(canceled, has_open_invoice=False), Skip)


@pytest.mark.parametrize("status", ["pending_payment", "abandoned"])
@pytest.mark.parametrize("invoiced", [True, False])
def test_unpaid_orders_are_left_alone(status: str, invoiced: bool) -> None:
    assert isinstance(decide(read_order(order(status_enum=status)), has_open_invoice=invoiced), Skip)


def test_an_unknown_status_is_held() -> None:
    decision = decide(read_order(order(status_enum=None, status="Bezahlt")), has_open_invoice=False)
    assert isinstance(decision, Hold)


def test_the_plain_status_is_understood_where_there_is_no_enum() -> None:
    assert isinstance(decide(read_order(order(status_enum=None, status="Paid")), has_open_invoice=False), Issue)


def test_what_cannot_be_read_is_held_with_its_reasons() -> None:
    decision = decide(read_order(order(total=1)), has_open_invoice=False)
    assert isinstance(decision, Hold)
    assert [problem.code for problem in decision.problems] == ["totals_do_not_reconcile"]


def free(**changes: Any) -> dict[str, Any]:
    """Return a paid order whose whole price a coupon took off."""
    return order(**{"discount": 10000, "coupons": "TODO", "tax": 0, "total": 0} | changes)


@pytest.mark.parametrize("gift", [free(), free(products=[product(price=0)], subtotal=0, discount=0)])
def test_a_free_order_is_skipped_with_its_reason_or_invoiced_over_zero(gift: dict[str, Any]) -> None:
    decision = decide(read_order(gift), has_open_invoice=False)
    assert isinstance(decision, Skip)
    assert decision.problem.code == "nothing_charged"
    decision = decide(read_order(gift), has_open_invoice=False, policy=Policy(free_orders="invoice"))
    assert isinstance(decision, Issue)
    assert decision.order.gross_total == 0


def test_a_free_order_that_cannot_be_read_is_held_where_it_gets_an_invoice() -> None:
    decision = decide(read_order(free(currency="PESOS")), has_open_invoice=False, policy=Policy(free_orders="invoice"))
    assert isinstance(decision, Hold)


@pytest.mark.parametrize("total", [10000, 0])
def test_an_order_that_gift_cards_paid_is_not_free(total: int) -> None:
    decision = decide(read_order(order(gift_cards_discount=10000, total=total)), has_open_invoice=False)
    assert isinstance(decision, Issue)
    assert decision.order.gift_card_amount == 10000


def of_buyer(tax_id: str | None, policy: Policy) -> Decision:
    made = order()
    made["billing_address"]["taxid"] = tax_id
    return decide(read_order(made), has_open_invoice=False, policy=policy)


def test_a_wrong_tax_number_is_a_warning_or_holds_the_order() -> None:
    warned = of_buyer("12.345.678-9", Policy(wrong_tax_id="warn"))
    assert isinstance(warned, Issue)
    assert [warning.code for warning in warned.warnings] == ["wrong_tax_id"]
    held = of_buyer("12.345.678-9", Policy(wrong_tax_id="hold"))
    assert isinstance(held, Hold)
    assert held.problems == warned.warnings


@pytest.mark.parametrize("tax_id", ["12.345.678-5", None])
@pytest.mark.parametrize("policy", [Policy(wrong_tax_id="warn"), Policy(wrong_tax_id="hold")])
def test_a_right_tax_number_or_none_is_no_matter(tax_id: str | None, policy: Policy) -> None:
    decision = of_buyer(tax_id, policy)
    assert isinstance(decision, Issue)
    assert decision.warnings == ()


@pytest.mark.parametrize("status", ["paid", "odd"])
def test_what_was_credited_by_hand_while_paid_gets_no_new_invoice(status: str) -> None:
    decision = decide(read_order(order(status_enum=status)), has_open_invoice=False, credited_while_paid=True)
    assert isinstance(decision, Skip)
    assert decision.problem.code == "credited_by_hand"


def test_being_credited_by_hand_hides_no_other_state() -> None:
    canceled = decide(read_order(order(status_enum="canceled")), has_open_invoice=False, credited_while_paid=True)
    assert isinstance(canceled, Skip)
    assert canceled.problem.code == "canceled_before_invoice"
    invoiced = decide(read_order(order()), has_open_invoice=True, credited_while_paid=True)
    assert isinstance(invoiced, Skip)
    assert invoiced.problem.code == "already_invoiced"


def paid_by(name: str, **changes: Any) -> dict[str, Any]:
    return order(payment_method_name=name, **changes)


@pytest.mark.parametrize(
    ("sold", "policy", "code"),
    [
        ({}, Policy(issue_when="by_hand"), "by_hand"),
        ({"shipment_status_enum": "requested"}, Policy(issue_when="shipped"), "not_shipped"),
        ({"shipment_status_enum": None}, Policy(issue_when="shipped"), "not_shipped"),
        (
            {"payment_method_name": "Tarjeta  de CRÉDITO"},
            Policy(left_out_payment_methods=frozenset({folded("Tarjeta de crédito")})),
            "payment_method_left_out",
        ),
        ({"source": {"source_name": "Market"}}, Policy(left_out_sources=frozenset({"market"})), "source_left_out"),
    ],
)
def test_a_rule_keeps_an_order_back_until_a_person_asks(sold: dict[str, Any], policy: Policy, code: str) -> None:
    reading = read_order(order(**sold))
    decision = decide(reading, has_open_invoice=False, policy=policy)
    assert isinstance(decision, Skip)
    assert decision.problem.code == code
    assert isinstance(decide(reading, has_open_invoice=False, policy=policy, released=True), Issue)


@pytest.mark.parametrize("shipment", ["in_transit", "delivered", "pickup_available", "not_applicable"])
def test_what_is_shipped_or_needs_no_shipping_is_issued(shipment: str) -> None:
    reading = read_order(order(shipment_status_enum=shipment))
    assert isinstance(decide(reading, has_open_invoice=False, policy=Policy(issue_when="shipped")), Issue)


def test_an_order_for_review_is_held_and_what_left_out_says_goes_first() -> None:
    policy = Policy(review=True)
    decision = decide(read_order(order()), has_open_invoice=False, policy=policy)
    assert isinstance(decision, Hold)
    assert [problem.code for problem in decision.problems] == ["review"]
    left_out = Policy(review=True, left_out_payment_methods=frozenset({folded("Transferencia")}))
    assert isinstance(decide(read_order(paid_by("Transferencia")), has_open_invoice=False, policy=left_out), Skip)


_POLICIES = strategies.builds(
    Policy,
    free_orders=strategies.sampled_from(["skip", "invoice"]),
    wrong_tax_id=strategies.sampled_from(["warn", "hold"]),
    issue_when=strategies.sampled_from(["paid", "shipped", "by_hand"]),
    review=strategies.booleans(),
    left_out_payment_methods=strategies.sampled_from([frozenset(), frozenset({folded("Transferencia")})]),
)
_ORDERS = strategies.builds(
    lambda status, total, shipment: order(
        status_enum=status, total=total, shipment_status_enum=shipment, payment_method_name="Transferencia"
    ),
    strategies.sampled_from(["paid", "pending_payment", "canceled", "abandoned", "odd"]),
    strategies.sampled_from([10000, 1]),
    strategies.sampled_from(["in_transit", "requested", "not_applicable", None]),
)


@given(sold=_ORDERS, policy=_POLICIES, invoiced=strategies.booleans(), credited=..., released=...)
def test_whatever_the_rules_an_invoice_is_for_a_readable_paid_order_without_one(
    sold: dict[str, Any], policy: Policy, invoiced: bool, credited: bool, released: bool
) -> None:
    reading = read_order(sold)
    decision = decide(
        reading, has_open_invoice=invoiced, credited_while_paid=credited, released=released, policy=policy
    )
    may = reading.status is Status.PAID and reading.data is not None and not invoiced
    if isinstance(decision, Issue):
        assert may
    if may and released:
        assert isinstance(decision, Issue)
    if isinstance(decision, Credit):
        assert invoiced


def _unclear() -> dict[str, Any]:
    return order(additional_fields=[{"label": "¿Desea factura?", "value": "Sí y no", "id": 1, "area": "other"}])


def test_a_wish_that_says_both_is_issued_with_a_warning() -> None:
    for decision in (decide(read_order(_unclear()), has_open_invoice=False, released=each) for each in (False, True)):
        assert isinstance(decision, Issue)
        assert (decision.order.buyer.wants_factura, [each.code for each in decision.warnings]) == (
            None,
            ["unclear_wish"],
        )


def test_a_person_who_looks_at_each_order_sees_an_unclear_wish() -> None:
    decision = decide(read_order(_unclear()), has_open_invoice=False, policy=Policy(review=True))
    assert isinstance(decision, Hold)
    assert [problem.code for problem in decision.problems] == ["review", "unclear_wish"]
