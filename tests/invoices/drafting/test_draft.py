"""Drafting: the declared amounts equal the charged ones to the last minor unit, for every order."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.money import minor_unit
from apps.invoices.drafting.draft import Draft, draft_document
from apps.invoices.drafting.tax_rounding import Rounding
from apps.invoices.drafting.tax_summary import combination_of
from apps.orders.data import ItemTax
from apps.orders.reading import read_order
from tests.factories import order, product, tax


def drafted(document: dict[str, Any], rounding: Rounding = "line") -> Draft:
    data = read_order(document).data
    assert data is not None
    return draft_document(data, rounding)


def test_the_real_chilean_order() -> None:
    made = drafted(order())
    assert (made.net_total, made.tax_total, made.gross_total) == (Decimal(8403), Decimal(1597), Decimal(10000))


@pytest.mark.parametrize(("gross", "net", "vat"), [(680, 571, 109), (86710, 72866, 13844)])
def test_known_chilean_cases(gross: int, net: int, vat: int) -> None:
    made = drafted(order(products=[product(price=gross)], subtotal=gross, total=gross, tax=vat))
    assert (made.net_total, made.tax_total) == (Decimal(net), Decimal(vat))


def test_by_document_rounds_the_rate_once() -> None:
    lines = [product(price=680) for _ in range(3)]
    made = order(products=lines, subtotal=2040, total=2040, tax=326)
    assert drafted(made, "line").net_total == 3 * 571
    assert drafted(made, "document").net_total == 1714


def test_rates_are_totalled_apart_highest_first() -> None:
    lines = [
        product(price="10.60", taxes=[tax("6", inside=True)]),
        product(price="12.30", taxes=[tax("23", inside=True)]),
    ]
    made = drafted(order(currency="EUR", products=lines, subtotal="22.90", tax="2.90", total="22.90"))
    assert [(row.rate, row.net, row.tax) for row in made.taxes] == [
        (Decimal(23), Decimal("10.00"), Decimal("2.30")),
        (Decimal(6), Decimal("10.00"), Decimal("0.60")),
    ]


_LINES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 500_000), st.sampled_from(["0", "4", "6", "10", "19", "21", "23"])),
    min_size=1,
    max_size=30,
)


@given(currency=st.sampled_from(["CLP", "EUR", "KWD"]), lines=_LINES, rounding=st.sampled_from(["line", "document"]))
def test_items_rates_and_totals_always_add_up_to_what_was_charged(
    currency: str, lines: list[tuple[int, int, str]], rounding: Rounding
) -> None:
    unit = minor_unit(currency)
    products = [product(qty=qty, price=cents * unit, taxes=[tax(rate, inside=True)]) for qty, cents, rate in lines]
    charged = sum(qty * cents for qty, cents, _ in lines) * unit
    made = drafted(order(currency=currency, products=products, subtotal=charged, tax=None, total=charged), rounding)
    assert made.gross_total == charged == made.net_total + made.tax_total
    for rows in (made.lines, made.taxes):
        assert sum(row.gross for row in rows) == charged
        assert sum(row.net for row in rows) == made.net_total
        assert all(row.net + row.tax == row.gross for row in rows)
        assert all(amount == amount.quantize(unit) for row in rows for amount in (row.net, row.tax, row.gross))


def test_the_same_order_gives_the_same_draft() -> None:
    made = order()
    assert drafted(made) == drafted(made)


@pytest.mark.parametrize(
    "name", ["", "IVA", "I.V.A. 19%", "VAT (19%)", "Impuesto", "Impuesto al Valor Agregado", "Tax 19"]
)
def test_the_sales_tax_is_told_by_its_rate_however_the_store_calls_it(name: str) -> None:
    assert combination_of([ItemTax(name, Decimal(19), Decimal(0), inside=True)]) == ()


@pytest.mark.parametrize("name", ["ILA", "Impuesto al consumo", "IEPS", "Impuesto adicional", "ICE 10%"])
def test_another_tax_that_stands_alone_keeps_its_name(name: str) -> None:
    (only,) = combination_of([ItemTax(name, Decimal(10), Decimal(0), inside=True)])
    assert only == (name, Decimal(10))
