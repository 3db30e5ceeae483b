"""The amounts of the sandbox's orders add up, so that those of their invoices can."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from config.environment import PROJECT

PATHS = sorted((PROJECT / "apps/sandbox/orders").glob("*.json"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def order(request: pytest.FixtureRequest) -> dict[str, Any]:
    path: Path = request.param
    return dict(json.loads(path.read_text("utf-8"), parse_float=Decimal)["order"])


def tax_on_top(order: dict[str, Any]) -> Decimal:
    places = Decimal(1) if order["currency"] == "CLP" else Decimal("0.01")
    lines = [
        Decimal(product["tax"]).quantize(places)
        for product in order["products"]
        if any(not tax["tax_on_product_price"] for tax in product["taxes"])
    ]
    on_shipping = any(not tax["tax_on_shipping_price"] for tax in order["shipping_taxes"])
    return sum(lines, Decimal(0)) + (Decimal(order["shipping_tax"]) if on_shipping else 0)


def test_total_follows_from_its_parts(order: dict[str, Any]) -> None:
    assert order["total"] == order["subtotal"] + order["shipping"] + tax_on_top(order) - order["discount"]


def test_subtotal_and_discount_follow_from_the_lines(order: dict[str, Any]) -> None:
    products = order["products"]
    assert order["subtotal"] == sum(product["price"] * product["qty"] for product in products)
    of_lines = sum(product["discount"] * product["qty"] for product in products)
    assert order["discount"] == of_lines + order["shipping_discount"]


def test_tax_follows_from_the_lines(order: dict[str, Any]) -> None:
    places = Decimal(1) if order["currency"] == "CLP" else Decimal("0.01")
    lines = sum(Decimal(product["tax"]).quantize(places) for product in order["products"])
    assert order["tax"] == lines
    for product in order["products"]:
        base = (product["price"] - product["discount"]) * product["qty"]
        for tax in product["taxes"]:
            rate = Decimal(tax["rate"]) / 100
            amount = base * rate / (1 + rate) if tax["tax_on_product_price"] else base * rate
            assert abs(Decimal(tax["amount"]) - amount) < Decimal("0.001")
            assert abs(Decimal(product["tax"]) - amount) < Decimal("0.001")


def test_there_are_several_currencies_and_both_kinds_of_tax() -> None:
    orders = [json.loads(path.read_text("utf-8"))["order"] for path in PATHS]
    kinds = {
        tax["tax_on_product_price"] for order in orders for product in order["products"] for tax in product["taxes"]
    }
    assert {order["currency"] for order in orders} >= {"CLP", "EUR", "USD"}
    assert kinds == {True, False}
