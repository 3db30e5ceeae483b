"""Fields of an order: numbers, text and keys as they come; what is no order is refused with the field's name."""

from decimal import Decimal
from typing import Any

import pytest

from apps.orders.payload import NotAnOrder
from apps.orders.reading import read_order
from tests.factories import order, product, tax
from tests.orders.outcomes import codes, grosses


@pytest.mark.parametrize("number", [10000, "10000", "10000.0", Decimal("10000.00")])
def test_numbers_may_be_strings(number: Any) -> None:
    assert grosses(read_order(order(total=number, subtotal=number))) == [Decimal(10000)]


def test_currencies_without_decimals_refuse_decimals() -> None:
    assert codes(read_order(order(total="10000.5"))) == ["odd_total"]


@pytest.mark.parametrize("currency", ["", "XXX", "PESOS"])
def test_unknown_currencies_are_held(currency: str) -> None:
    assert codes(read_order(order(currency=currency))) == ["unknown_currency"]


@pytest.mark.parametrize(
    "change", [{"discount": -5}, {"products": [product(qty=0)]}, {"products": [product(price=-1)]}]
)
def test_negative_figures_are_held(change: dict[str, Any]) -> None:
    assert codes(read_order(order(**change))) == ["negative_figure"]


@pytest.mark.parametrize("key", ["billing_address", "shipping_address", "customer", "status_enum", "coupons", "tax"])
@pytest.mark.parametrize("how", ["null", "missing"])
def test_keys_may_be_null_or_missing(key: str, how: str) -> None:
    made = order(shipping_address=None)
    made[key] = None
    if how == "missing":
        del made[key]
    assert grosses(read_order([{"order": made}])) == [Decimal(10000)]


@pytest.mark.parametrize("document", [None, 5, "x", [], {}, {"order": None}, {"product": {}}, [order(), order()]])
def test_what_is_no_order_is_refused(document: Any) -> None:
    with pytest.raises(NotAnOrder):
        read_order(document)


@pytest.mark.parametrize("number", ["ten", "NaN", "1e40", True, [1], {}])
def test_amounts_that_are_no_numbers_are_refused_with_their_name(number: Any) -> None:
    with pytest.raises(NotAnOrder, match="discount"):
        read_order(order(discount=number))


def test_text_loses_what_the_database_refuses() -> None:
    reading = read_order(order(products=[product(name="a\x00b\ud800 &amp; c\n")]))
    assert reading.data is not None
    assert reading.data.items[0].article.description == "ab & c"


def test_noise_of_binary_fractions_is_no_money() -> None:
    line = product(price="0.1", qty=3, tax=0, taxes=[tax("0", inside=True)])
    changes = {"subtotal": "0.30000000000000004", "tax": 0, "total": "0.30000000000000004"}
    assert grosses(read_order(order(currency="EUR", products=[line], **changes))) == [Decimal("0.30")]


def test_a_quantity_that_is_not_told_is_held() -> None:
    line = product()
    del line["qty"]
    assert codes(read_order(order(products=[line]))) == ["negative_figure"]


@pytest.mark.parametrize("order_id", ["12", 123456789012])
def test_ids_are_no_amounts(order_id: object) -> None:
    assert read_order(order(id=order_id)).order_id == int(str(order_id))


@pytest.mark.parametrize("number", ["1_0000", "１０", "0x10", " ", "1e9999999"])
def test_only_plain_numbers_are_numbers(number: str) -> None:
    with pytest.raises(NotAnOrder):
        read_order(order(total=number))


def test_messages_write_plain_numbers() -> None:
    reading = read_order(order(total="2E+4"))
    assert "total 20000 CLP" in reading.problems[0].message
