"""A promotion reduces the lines that it was for, or the order is held: never another line, rate or total."""

from collections import Counter

import pytest

from tests.examples import examples
from tests.orders.judging import judge
from tests.orders.shops import KINDS, sales

# Other tests run the same lines; tracing each example costs more than the test.
pytestmark = pytest.mark.no_cover
_CARTS = 120
_ENOUGH_TO_COUNT = 240


@pytest.mark.parametrize("seed", range(7001, 7007))
def test_no_document_of_a_shop_with_promotions_is_wrong(seed: int) -> None:
    sold_carts = sales(seed, examples(_CARTS))
    wrong = [(sold.kind, sold.cart, sold.how) for sold in sold_carts if judge(sold).startswith("wrong")]
    assert not wrong


def test_what_the_lines_tell_is_issued() -> None:
    """Most orders with sufficient lines are issued: otherwise holding all of them would pass the other tests."""
    told = [sold for sold in sales(7100, _ENOUGH_TO_COUNT) if not sold.is_hard]
    issued = Counter(sold.kind for sold in told if judge(sold) == "issued")
    sold = Counter(each.kind for each in told)
    assert issued["none"] == sold["none"]
    assert issued["order"] >= 0.9 * sold["order"]
    assert all(issued[kind] >= 0.6 * sold[kind] for kind in KINDS if kind != "two at once"), (issued, sold)
