"""Reading: equal amounts in different fields give the same document, and inconsistent ones are held."""

from decimal import Decimal
from typing import Any

import pytest

from apps.orders.data import TaxFallback
from apps.orders.reading import read_order
from tests.factories import order, product, tax
from tests.orders.outcomes import codes, grosses


def test_tax_inside_the_price() -> None:
    reading = read_order({"order": order()})
    assert reading.data is not None
    assert (reading.data.gross_total, reading.data.items[0].rate) == (Decimal(10000), Decimal(19))
    assert reading.data.items[0].tax_inside


def test_tax_on_top_of_the_price() -> None:
    line = product(qty=3, price=Decimal("8.35"), taxes=[tax("23.0", inside=False)])
    reading = read_order(order(currency="EUR", products=[line], subtotal="25.05", tax="5.76", total="30.81"))
    assert grosses(reading) == [Decimal("30.81")]


def test_tax_on_top_that_the_order_states_otherwise_is_held() -> None:
    line = product(qty=1, price=Decimal(100), taxes=[tax("23.0", inside=False)])
    reading = read_order(order(currency="EUR", products=[line], subtotal="100", tax="22.99", total="123.00"))
    assert codes(reading) == ["tax_does_not_agree"]


def test_mixed_inside_and_on_top() -> None:
    lines = [
        product(price="12.30", taxes=[tax("23", inside=True)]),
        product(price="10", taxes=[tax("6", inside=False)]),
    ]
    reading = read_order(order(currency="EUR", products=lines, subtotal="22.30", tax="2.90", total="22.90"))
    assert grosses(reading) == [Decimal("12.30"), Decimal("10.60")]


def test_no_tax_data_takes_the_fallback_for_products_and_shipping() -> None:
    bare = order(products=[product(taxes=[], tax=0)], tax=0, shipping=2000, total=12000)
    reading = read_order(bare, TaxFallback(rate=Decimal(19), inside=True))
    assert reading.data is not None
    assert [(item.kind, item.rate, item.tax_inside) for item in reading.data.items] == [
        ("product", Decimal(19), True),
        ("shipping", Decimal(19), True),
    ]


def test_no_tax_data_without_a_fallback_is_held() -> None:
    assert codes(read_order(order(products=[product(taxes=[], tax=0)], tax=0))) == ["no_tax_data"]


def test_stated_tax_without_a_rate_is_held() -> None:
    assert codes(read_order(order(products=[product(taxes=[])]))) == ["tax_rate_unknown"]


def test_stated_tax_without_a_rate_takes_the_fallback_that_gives_it() -> None:
    bare = order(products=[product(taxes=[])])
    assert grosses(read_order(bare, TaxFallback(rate=Decimal(19), inside=True))) == [Decimal(10000)]
    assert codes(read_order(bare, TaxFallback(rate=Decimal(10), inside=True))) == ["tax_does_not_agree"]


def test_the_order_discount_already_contains_the_shipping_discount() -> None:
    reading = read_order(order(shipping=2877, discount=2877, shipping_discount=2877, total=10000))
    assert grosses(reading) == [Decimal(10000), Decimal(0)]


def test_the_order_discount_already_contains_the_line_discounts() -> None:
    line = product(price=399, discount="79.8", taxes=[tax("0", inside=True)])
    values = {"subtotal": 399, "shipping": 50, "discount": "79.8", "tax": 0, "total": "369.2"}
    reading = read_order(order(currency="USD", products=[line], **values))
    assert grosses(reading) == [Decimal("319.20"), Decimal("50.00")]


def test_line_discounts_are_per_unit_where_that_reaches_the_total() -> None:
    line = product(qty=2, price=5000, discount=500)
    reading = read_order(order(products=[line], discount=1000, tax=1437, total=9000))
    assert reading.data is not None
    assert reading.data.items[0].discount == 1000
    assert "per unit" in reading.data.reading


def test_line_discounts_are_per_line_where_that_reaches_the_total() -> None:
    line = product(qty=2, price=5000, discount=500)
    reading = read_order(order(products=[line], discount=0, tax=1517, total=9500))
    assert reading.data is not None
    assert reading.data.items[0].discount == 500
    assert "per line" in reading.data.reading


def test_a_coupon_is_spread_over_the_products_to_the_last_unit() -> None:
    lines = [product(price=price, tax=price * Decimal("0.9") * 19 / 119) for price in (3333, 3333, 3334)]
    reading = read_order(order(products=lines, discount=1000, tax=1437, total=9000))
    assert sum(grosses(reading)) == 9000
    assert sorted(3333 - gross for gross in grosses(reading)[:2]) == [333, 333]


def test_shipping_tax_on_top_beside_product_tax_inside() -> None:
    changes = {"shipping": 1000, "shipping_tax": 190, "total": 11190}
    taxes = [{"name": "IVA", "rate": "19.0", "fixed": False, "tax_on_shipping_price": False}]
    assert grosses(read_order(order(shipping_taxes=taxes, **changes))) == [Decimal(10000), Decimal(1190)]


def test_a_sold_gift_card_has_no_tax_and_needs_no_tax_data() -> None:
    reading = read_order(order(products=[product(type="gift_card", taxes=[])], tax=0))
    assert reading.data is not None
    assert [(item.kind, item.rate) for item in reading.data.items] == [("gift_card", Decimal(0))]


def test_a_product_that_is_only_called_gift_card_is_taxed() -> None:
    reading = read_order(order(products=[product(name="Giftcard (Valor: 10000)")]))
    assert reading.data is not None
    assert (reading.data.items[0].kind, reading.data.items[0].rate) == ("product", Decimal(19))


@pytest.mark.parametrize("total", [10000, 7000])
def test_gift_cards_pay_whether_the_total_is_before_or_after_them(total: int) -> None:
    reading = read_order(order(gift_cards_discount=3000, total=total))
    assert reading.data is not None
    assert (reading.data.gross_total, reading.data.gift_card_amount) == (Decimal(10000), Decimal(3000))


@pytest.mark.parametrize("change", [{"total": 10001}, {"subtotal": 9999}, {"shipping": 1}, {"discount": 1}])
def test_a_figure_that_does_not_add_up_is_held_with_its_arithmetic(change: dict[str, int]) -> None:
    reading = read_order(order(**change))
    assert codes(reading) == ["totals_do_not_reconcile"]
    assert "products 10000" in reading.problems[0].message


def test_the_buyer_comes_from_billing_data_first() -> None:
    info = {"company_name": "Café SpA", "business_activity": "Venta al por menor", "taxpayer_type": None}
    reading = read_order(order(billing_information=info))
    assert reading.data is not None
    buyer = reading.data.buyer
    assert (buyer.company, buyer.name, buyer.tax_id, buyer.country) == ("Café SpA", "Ana Muñoz", "12.345.678-5", "CL")


# Cases of a review; each was once a wrong or a needlessly held document.


def test_a_coupon_as_large_as_the_gift_card_is_still_a_coupon() -> None:
    changes = {"subtotal": 30000, "tax": 3193, "discount": 10000, "gift_cards_discount": 10000, "total": 20000}
    reading = read_order(order(products=[product(price=30000)], coupons="HOLA", promotions=[{"id": 1}], **changes))
    assert reading.data is not None
    assert (reading.data.gross_total, reading.data.gift_card_amount) == (Decimal(20000), Decimal(10000))


def test_a_coupon_beside_a_smaller_gift_card() -> None:
    changes = {"subtotal": 30000, "tax": 3193, "discount": 10000, "gift_cards_discount": 5000, "total": 20000}
    reading = read_order(order(products=[product(price=30000)], coupons="HOLA", promotions=[{"id": 1}], **changes))
    assert reading.data is not None
    assert reading.data.gross_total == 20000


def test_half_a_unit_of_discount_follows_the_stated_discount() -> None:
    line = product(price=43890, discount="6583.5")
    assert grosses(read_order(order(products=[line], subtotal=43890, discount=6584, tax=5956, total=37306))) == [
        Decimal(37306)
    ]


def test_rounding_never_moves_a_discount_to_a_line_that_had_none() -> None:
    lines = [
        product(price="10.10", qty=3, discount="1.515", tax=0, taxes=[tax("21", inside=True)]),
        product(price=50, tax=0, taxes=[tax("10", inside=True)]),
    ]
    changes = {"subtotal": "80.30", "discount": "4.55", "tax": "9.02", "total": "75.75"}
    assert grosses(read_order(order(currency="EUR", products=lines, **changes))) == [Decimal("25.75"), Decimal("50.00")]


def test_shipping_tax_without_a_list_takes_the_rate_that_explains_it() -> None:
    changes = {"shipping": 3990, "shipping_tax": 637, "total": 13990}
    reading = read_order(order(**changes))
    assert reading.data is not None
    assert [(item.rate, item.tax_inside) for item in reading.data.items] == [(Decimal(19), True)] * 2


def test_shipping_tax_that_no_rate_explains_is_held() -> None:
    assert codes(read_order(order(shipping=3990, shipping_tax=300, total=13990))) == ["totals_do_not_reconcile"]


@pytest.mark.parametrize("changes", [{"discount": 500}, {"discount": 500, "shipping_discount": 500}])
def test_shipping_tax_without_a_list_that_two_rates_explain_is_held(changes: dict[str, int]) -> None:
    """500 at 21 % has the tax of 1000 at 10.5 %: with the discount on shipping, or on the untaxed product."""
    lines = [
        product(price=1210, tax=210, taxes=[tax("21", inside=True)]),
        product(price=1105, tax=105, taxes=[tax("10.5", inside=True)]),
        product(price=5000, tax=0, taxes=[]),
    ]
    stated = {"currency": "ARS", "subtotal": 7315, "tax": 315, "shipping": 1000, "shipping_tax": 105, "total": 7920}
    assert codes(read_order(order(products=lines, **stated, **changes))) == ["totals_do_not_reconcile"]


def test_shipping_tax_without_a_list_that_one_rate_explains_is_read_beside_a_coupon() -> None:
    lines = [
        product(price=1210, tax=210, taxes=[tax("21", inside=True)]),
        product(price=5000, tax=0, taxes=[]),
    ]
    stated = {"subtotal": 6210, "tax": 210, "shipping": 1210, "shipping_tax": 210, "discount": 500, "total": 6920}
    assert grosses(read_order(order(currency="ARS", products=lines, **stated))) == [
        Decimal(1210),
        Decimal(4500),
        Decimal(1210),
    ]


def test_a_sold_gift_card_is_no_tax_data_for_its_neighbours() -> None:
    card = product(type="gift_card", tax=0, taxes=[tax("0", inside=True)])
    bare = order(products=[card, product(price=5000, tax=0, taxes=[])], subtotal=15000, tax=0, total=15000)
    assert codes(read_order(bare)) == ["no_tax_data"]
    reading = read_order(bare, TaxFallback(rate=Decimal(19), inside=True))
    assert reading.data is not None
    assert [item.rate for item in reading.data.items] == [Decimal(0), Decimal(19)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tax": 1596}, "stated tax agrees"),
        ({"tax": None}, "stated tax agrees"),
        ({"tax": 0}, "only what is added on top"),
        ({"discount": 1000, "total": 9000, "coupons": "HOLA"}, "before discounts"),
    ],
)
def test_a_stated_tax_that_differs_for_a_known_reason_is_recorded_with_it(changes: dict[str, Any], reason: str) -> None:
    reading = read_order(order(**changes))
    assert reading.data is not None
    assert reason in reading.data.reading


@pytest.mark.parametrize("stated", [909, 1599])
def test_a_stated_tax_that_the_rates_do_not_give_is_held(stated: int) -> None:
    assert codes(read_order(order(tax=stated))) == ["tax_does_not_agree"]


def test_a_tax_without_its_rate_is_held() -> None:
    nameless = tax("19", inside=True) | {"rate": None}
    assert codes(read_order(order(products=[product(taxes=[nameless])]))) == ["tax_rate_unknown"]
    lines = [product(), product(taxes=[], tax=1597)]
    assert codes(read_order(order(products=lines, subtotal=20000, tax=3193, total=20000))) == ["tax_rate_unknown"]


def test_a_coupon_for_one_of_two_rates_is_where_the_stated_tax_says() -> None:
    lines = [
        product(price=100, tax=None, taxes=[tax("23", inside=True)]),
        product(price=100, tax=None, taxes=[tax("6", inside=True)]),
    ]
    changes = {"subtotal": 200, "discount": 50, "coupons": "A50", "total": 150}
    reading = read_order(order(currency="EUR", products=lines, tax="15.01", **changes))
    assert grosses(reading) == [Decimal(50), Decimal(100)]
    assert codes(read_order(order(currency="EUR", products=lines, tax="16.00", **changes))) == ["tax_does_not_agree"]


@pytest.mark.parametrize("small", [["43", "96", "5.99"], [f"{40 + number}.5" for number in range(14)]])
def test_a_coupon_that_may_be_for_any_of_many_untaxed_lines_is_held(small: list[str]) -> None:
    """The lines' taxes show that it was for untaxed ones, but not which: one line, or pieces of several."""
    taxed = [
        product(price=price, tax=None, taxes=[tax("19", inside=True)]) for price in ("70", "10", "119", "702", "98")
    ]
    for line in taxed:
        line["tax"] = Decimal(line["price"]) * 19 / 119
    untaxed = [product(price=price, tax=0, taxes=[]) for price in ("207", *small, "1", "2", "3")]
    subtotal = sum(Decimal(line["price"]) for line in (*taxed, *untaxed))
    stated = {"subtotal": subtotal, "discount": 139, "coupons": "A", "tax": "159.50", "total": subtotal - 139}
    assert codes(read_order(order(currency="EUR", products=[*taxed, *untaxed], **stated))) == ["discount_unclear"]


def test_a_discount_without_a_name_that_only_a_tax_rounded_otherwise_tells_is_held() -> None:
    lines = [
        product(price=477, tax=None, taxes=[tax("16", inside=True)]),
        product(price=91000, tax=None, taxes=[tax("20.5", inside=True)]),
    ]
    stated = {"subtotal": 91477, "tax": 11670, "shipping": 18990, "discount": 22798, "total": 87669}
    assert codes(read_order(order(products=lines, **stated))) == ["discount_unclear"]
    assert grosses(read_order(order(products=lines, **stated | {"tax": 11669}))) == [
        Decimal(477),
        Decimal(68202),
        Decimal(18990),
    ]


_DEPOSIT = [tax("19", inside=True), tax("0.50", inside=True, fixed=True)]


@pytest.mark.parametrize(("stated", "deposit"), [("4.03", "1.00"), ("3.61", "0.50")])
@pytest.mark.parametrize("states", ["order", "line"])
def test_the_stated_tax_decides_whether_a_fixed_tax_inside_is_of_each_piece(
    states: str, stated: str, deposit: str
) -> None:
    line = product(price=10, qty=2, tax=stated if states == "line" else None, taxes=_DEPOSIT)
    taxes = {"tax": stated} if states == "order" else {"tax": None}
    data = read_order(order(currency="EUR", products=[line], subtotal=20, total=20, **taxes)).data
    assert data is not None
    assert data.items[0].fixed_tax == Decimal(deposit)


def test_a_fixed_tax_inside_that_no_stated_tax_explains_is_held() -> None:
    line = product(price=10, qty=2, tax=None, taxes=_DEPOSIT)
    reading = read_order(order(currency="EUR", products=[line], subtotal=20, tax=None, total=20))
    assert codes(reading) == ["ambiguous_totals"]


def test_a_fixed_tax_larger_than_its_price_is_held() -> None:
    line = product(price=10, tax=15, taxes=[tax("15", inside=True, fixed=True)])
    assert codes(read_order(order(products=[line], subtotal=10, tax=15, total=10))) == ["negative_net"]


@pytest.mark.parametrize(("card", "code"), [(15000, "gift_card_too_large"), ("1000.5", "odd_total")])
def test_gift_cards_that_cannot_be_are_held(card: object, code: str) -> None:
    assert codes(read_order(order(gift_cards_discount=card))) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"subtotal": "88049.14", "tax": "16729.34", "total": "104778.48"},
        {"subtotal": "748.54", "tax": "135.96", "total": "884.50"},
    ],
)
def test_tax_on_top_that_is_rounded_once_for_the_order(changes: dict[str, str]) -> None:
    net = Decimal(changes["subtotal"])
    lines = [product(price=net, tax=0, taxes=[tax("19", inside=False)])]
    stated = (net * 19 / 100).quantize(Decimal("0.01"))
    reading = read_order(order(currency="EUR", products=lines, subtotal=net, tax=stated, total=net + stated))
    assert grosses(reading) == [net + stated]


def test_tax_on_top_of_two_rates_rounded_once() -> None:
    lines = [
        product(price="178.44", qty=3, tax=0, taxes=[tax("23", inside=False)]),
        product(price="106.94", qty=2, tax=0, taxes=[tax("6", inside=False)]),
    ]
    reading = read_order(order(currency="EUR", products=lines, subtotal="749.20", tax="135.96", total="885.16"))
    assert sum(grosses(reading)) == Decimal("885.16")


def test_prices_with_more_decimals_than_the_currency_and_tax_on_top() -> None:
    lines = [product(price=price, tax=0, taxes=[tax("19", inside=False)]) for price in ("60490.76", "27207.56")]
    reading = read_order(order(products=lines, subtotal=87698, tax=16663, total=104361))
    assert sum(grosses(reading)) == 104361


def test_a_subtotal_may_exclude_the_tax() -> None:
    assert grosses(read_order(order(subtotal=8403))) == [Decimal(10000)]


def test_free_shipping_that_stands_in_the_discount_only() -> None:
    changes = {"shipping": 3000, "discount": 3000, "total": 10000, "promotions": [{"id": 1, "name": "Envío gratis"}]}
    assert grosses(read_order(order(**changes))) == [Decimal(10000), Decimal(0)]


def test_a_coupon_that_only_happens_to_cost_as_much_as_shipping() -> None:
    changes = {"shipping": 3000, "discount": 3000, "tax": 1118, "total": 10000, "coupons": "HOLA"}
    assert grosses(read_order(order(**changes))) == [Decimal(7000), Decimal(3000)]


def test_a_coupon_that_is_named_took_something_off() -> None:
    line = product(qty=2, price=2, tax="0.7154", taxes=[tax("23", inside=True), tax("21", inside=False)])
    changes = {"subtotal": 4, "tax": 1, "discount": 2, "gift_cards_discount": 2, "total": 2, "coupons": "HOLA"}
    reading = read_order(order(products=[line], **changes))
    assert reading.data is None or reading.data.gross_total == Decimal(2), reading.data
