import pytest

from apps.automation.deciding import Credit, Hold, Issue, Skip, decide
from apps.orders.reading import read
from tests.factories import order, product


def test_a_paid_order_gets_its_invoice() -> None:
    assert isinstance(decide(read(order()), has_open_invoice=False), Issue)


def test_a_paid_order_with_an_invoice_gets_no_second_one() -> None:
    decision = decide(read(order()), has_open_invoice=True)
    assert isinstance(decision, Skip)
    assert decision.problem.code == "already_invoiced"


def test_a_cancelled_order_is_credited_only_if_it_was_invoiced() -> None:
    canceled = read(order(status_enum="canceled"))
    assert isinstance(decide(canceled, has_open_invoice=True), Credit)
    assert isinstance(decide(canceled, has_open_invoice=False), Skip)


@pytest.mark.parametrize("status", ["pending_payment", "abandoned"])
@pytest.mark.parametrize("invoiced", [True, False])
def test_unpaid_orders_are_left_alone(status: str, invoiced: bool) -> None:
    assert isinstance(decide(read(order(status_enum=status)), has_open_invoice=invoiced), Skip)


def test_an_unknown_status_is_held() -> None:
    decision = decide(read(order(status_enum=None, status="Bezahlt")), has_open_invoice=False)
    assert isinstance(decision, Hold)


def test_the_plain_status_is_understood_where_there_is_no_enum() -> None:
    assert isinstance(decide(read(order(status_enum=None, status="Paid")), has_open_invoice=False), Issue)


def test_what_cannot_be_read_is_held_with_its_reasons() -> None:
    decision = decide(read(order(total=1)), has_open_invoice=False)
    assert isinstance(decision, Hold)
    assert [problem.code for problem in decision.problems] == ["totals_do_not_reconcile"]


def test_a_free_order_is_skipped() -> None:
    free = order(products=[product(price=0)], subtotal=0, tax=0, total=0)
    decision = decide(read(free), has_open_invoice=False)
    assert isinstance(decision, Skip)
    assert decision.problem.code == "nothing_charged"
