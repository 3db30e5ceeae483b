"""Lines of a coupon: known where the stated taxes determine them, else the order is held."""

from decimal import Decimal
from typing import Any

import pytest

from apps.orders.data import Reading
from apps.orders.reading import read_order
from tests.factories import order, product, tax


def line(price: str, rate: str | None, **changes: Any) -> dict[str, Any]:
    """Return a product line in euros with `rate` percent inside its price; None means no taxes at all."""
    taxes = [] if rate is None else [tax(rate, inside=True)]
    return product(price=Decimal(price), taxes=taxes, **changes)


def sold(*lines: dict[str, Any], tax: str | None, off: str, **changes: Any) -> dict[str, Any]:
    """Return an order in euros of `lines` that states `tax` and a discount of `off`."""
    goods = sum((each["price"] * each["qty"] for each in lines), Decimal(0))
    total = goods + Decimal(changes.get("shipping", 0)) - Decimal(off)
    stated = {"currency": "EUR", "subtotal": goods, "tax": tax, "discount": off, "total": total}
    return order(products=list(lines), **stated | changes)


def grosses(reading: Reading) -> list[str]:
    assert reading.data is not None, reading.problems
    return [f"{item.gross:f}" for item in reading.data.items]


def code(reading: Reading) -> str:
    assert reading.data is None, reading.data
    return reading.problems[0].code


def test_a_coupon_on_what_carries_no_tax_goes_before_an_excuse_for_the_tax() -> None:
    lamp, book = line("59.50", "19", tax="9.5"), line("40.00", None, tax=0)
    assert grosses(read_order(sold(lamp, book, tax="9.5", off="10"))) == ["59.50", "30.00"]


def test_a_coupon_on_a_sold_gift_card() -> None:
    cup, card = line("24.60", "23", tax="4.6"), line("50.00", "23", tax=0, type="gift_card")
    assert grosses(read_order(sold(cup, card, tax="4.6", off="5"))) == ["24.60", "45.00"]


def test_a_coupon_on_shipping_without_tax() -> None:
    cup = line("24.60", "23", tax="4.6")
    assert grosses(read_order(sold(cup, tax="4.6", off="3", shipping="4.50"))) == ["24.60", "1.50"]


def test_a_coupon_on_one_of_the_products_of_one_rate() -> None:
    shelf, cushion = line("476.00", "19", tax="76"), line("238.00", "19", tax="19")
    assert grosses(read_order(sold(shelf, cushion, tax="95", off="119"))) == ["476.00", "119.00"]


def test_a_coupon_on_a_category_of_two_of_three_products() -> None:
    lines = [line("24.20", "21", tax="3.36"), line("22.00", "10", tax="2"), line("12.10", "21", tax="1.68")]
    assert grosses(read_order(sold(*lines, tax="7.04", off="7.26"))) == ["19.36", "22.00", "9.68"]


def test_free_pieces_of_one_product() -> None:
    socks, hat = line("12.30", "23", qty=3, tax="4.6"), line("24.60", "23", tax="4.6")
    assert grosses(read_order(sold(socks, hat, tax="9.2", off="12.30"))) == ["24.60", "24.60"]


def test_two_promotions_of_different_shares_where_lines_state_their_tax_to_the_last_digit() -> None:
    left = [Decimal("41.93"), Decimal("107.91")]
    lines = [line(price, "19", tax=kept * 19 / 119) for price, kept in zip(("59.90", "119.90"), left, strict=True)]
    reading = read_order(sold(*lines, tax="23.92", off="29.96"))
    assert grosses(reading) == ["41.93", "107.91"]


def test_a_coupon_on_everything_reaches_what_carries_no_tax_by_the_same_share() -> None:
    lines = [line("119.00", "19", tax="17.1"), line("50.00", None, tax=0), line("30.00", "0", tax=0)]
    assert grosses(read_order(sold(*lines, tax="17.1", off="19.90"))) == ["107.10", "45.00", "27.00"]


@pytest.mark.parametrize("tax_of_lines", ["19", None])
def test_a_coupon_of_which_nothing_tells_what_it_was_for_is_held(tax_of_lines: str | None) -> None:
    """The order's tax is the same for any line; the lines state theirs before the coupon, or none."""
    lines = [line("119.00", "19", tax=tax_of_lines), line("119.00", "19", tax=tax_of_lines)]
    assert code(read_order(sold(*lines, tax="34.2", off="23.80"))) == "discount_unclear"


def test_a_coupon_on_one_of_two_books_without_tax_is_held() -> None:
    lines = [line("119.00", "19", tax="19"), line("20.00", None, tax=0), line("30.00", None, tax=0)]
    reading = read_order(sold(*lines, tax="19", off="5"))
    assert code(reading) == "discount_unclear"
    assert "5 EUR" in reading.problems[0].message


def test_what_is_unclear_is_taken_off_everything_where_the_merchant_says_so() -> None:
    lines = [line("119.00", "19", tax="19"), line("119.00", "19", tax="19")]
    reading = read_order(sold(*lines, tax="34.2", off="23.80"), unclear_coupons="everything")
    assert grosses(reading) == ["107.10", "107.10"]


def test_the_merchant_cannot_say_what_the_taxes_deny() -> None:
    """Both books may have had the coupon, but not the lamp."""
    lines = [line("119.00", "19", tax="19"), line("20.00", None, tax=0), line("30.00", None, tax=0)]
    assert code(read_order(sold(*lines, tax="19", off="5"), unclear_coupons="everything")) == "discount_unclear"


def test_a_lines_tax_that_no_place_of_the_coupon_gives_is_held_with_the_arithmetic() -> None:
    lines = [line("119.00", "19", tax="18.55"), line("119.00", "19", tax="17.77")]
    reading = read_order(sold(*lines, tax="34.2", off="23.80"))
    assert code(reading) == "tax_does_not_agree"
    assert "34.2" in reading.problems[0].message


def test_an_excuse_is_no_answer_to_a_lines_own_tax() -> None:
    """The order's tax is that of the price before the coupon; the line states neither that nor its tax after it."""
    assert code(read_order(sold(line("119.00", "19", tax="18.2"), tax="19", off="11.90"))) == "tax_does_not_agree"


def test_an_order_with_more_lines_than_can_be_searched_is_held_at_once() -> None:
    lines = [line("11.90", "19", tax=None) for _ in range(150)]
    assert code(read_order(sold(*lines, tax="256.5", off="178.50"))) == "discount_unclear"


def test_the_reading_names_where_the_coupon_was() -> None:
    shelf, cushion = line("476.00", "19", tax="76"), line("238.00", "19", tax="19")
    reading = read_order(sold(shelf, cushion, tax="95", off="119"))
    assert reading.data is not None
    assert "119 on some items" in reading.data.reading


# Whole pesos, taxes that are not listed, and orders that lack something.


@pytest.mark.parametrize("currency", ["COP", "CRC"])
def test_whole_pesos_are_read_and_named(currency: str) -> None:
    lines = [product(price=9999, tax=1900, taxes=[tax("19", inside=False)])]
    reading = read_order(order(currency=currency, products=lines, subtotal=9999, tax=1900, total=11899))
    assert grosses(reading) == ["11899"]
    assert reading.data is not None
    assert "in whole units" in reading.data.reading


def test_tax_inside_in_whole_pesos() -> None:
    reading = read_order(
        order(currency="COP", products=[product(price=25990, tax=4150)], tax=4150, subtotal=25990, total=25990)
    )
    assert grosses(reading) == ["25990"]


def test_pesos_with_a_part_are_not_rounded_away() -> None:
    lines = [product(price=Decimal("9999.50"), tax=1900, taxes=[tax("19", inside=False)])]
    figures = {"subtotal": "9999.5", "tax": 1900, "total": "11899.50"}
    assert code(read_order(order(currency="COP", products=lines, **figures))) == "totals_do_not_reconcile"


def test_whole_euros_are_no_excuse() -> None:
    lines = [product(price=9999, tax=1900, taxes=[tax("19", inside=False)])]
    stated = order(currency="EUR", products=lines, subtotal=9999, tax=1900, total=11899)
    assert code(read_order(stated)) == "totals_do_not_reconcile"


_CHILE, _SPAIN = [Decimal(19)], [Decimal(4), Decimal(10), Decimal(21)]


def unlisted(*pairs: tuple[str, str], **changes: Any) -> dict[str, Any]:
    """Return an order of products with price and stated tax, none of which lists its taxes."""
    lines = [product(price=Decimal(price), tax=stated, taxes=[]) for price, stated in pairs]
    goods = sum((Decimal(price) for price, _ in pairs), Decimal(0))
    whole = sum((Decimal(stated) for _, stated in pairs), Decimal(0))
    return order(products=lines, **{"currency": "EUR", "subtotal": goods, "tax": whole, "total": goods} | changes)


def test_taxes_that_are_not_listed_have_the_one_usual_rate_that_gives_them() -> None:
    reading = read_order(unlisted(("12.10", "2.10"), ("11.00", "1.00"), ("5.00", "0")), usual_rates=_SPAIN)
    assert reading.data is not None, reading.problems
    assert [item.rate for item in reading.data.items] == [Decimal(21), Decimal(10), Decimal(0)]
    assert [remark.code for remark in reading.data.remarks] == ["tax_rate_found"]
    assert "10, 21 %" in reading.data.remarks[0].message


def test_taxes_on_top_that_are_not_listed() -> None:
    reading = read_order(unlisted(("10.00", "1.90"), total="11.90"), usual_rates=_CHILE)
    assert grosses(reading) == ["11.90"]


@pytest.mark.parametrize(
    "document",
    [
        # No usual rate explains it, two do, and no country is known.
        unlisted(("12.10", "1.50")),
        unlisted(("0.05", "0.01")),
    ],
)
def test_taxes_that_are_not_listed_are_held_where_no_single_rate_gives_them(document: dict[str, Any]) -> None:
    assert code(read_order(document, usual_rates=_SPAIN)) == "tax_rate_unknown"
    assert code(read_order(document)) == "tax_rate_unknown"


@pytest.mark.parametrize(
    ("lacks", "expected"), [("products", "no_products"), ("total", "no_total"), ("currency", "unknown_currency")]
)
@pytest.mark.parametrize("how", ["null", "missing"])
def test_an_order_that_lacks_something_is_held_with_what_is_missing(lacks: str, expected: str, how: str) -> None:
    made = order()
    made[lacks] = None
    if how == "missing":
        del made[lacks]
    reading = read_order(made)
    assert code(reading) == expected
    assert not reading.is_free


def test_a_remark_never_says_that_a_figure_is_not_itself() -> None:
    lines = [line("4990.24", "19", tax="796.723"), line("4990.24", "19", tax="796.761")]
    reading = read_order(sold(*lines, tax="1593.52", off="0"))
    assert reading.data is not None, reading.problems
    for remark in reading.data.remarks:
        figures = remark.details[0].figures
        assert figures["tax"] != figures["held"], remark.message
