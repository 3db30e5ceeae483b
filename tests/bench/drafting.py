"""Orders read and drafted per second, beside parsing their JSON, the least that any reader must do."""

import json
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from typing import Any

from apps.core.http import exact_json
from apps.invoices.drafting.draft import draft_document
from apps.orders.reading import read_order
from tests.bench.spread import spread

_ROUNDS, _SECONDS = 5, 0.5
_AIM_MS = 1.0
_RATES = ("23", "13", "6")


def measure() -> None:
    """Print the table, with the target beside the result."""
    print(f"Reading and drafting, median of {_ROUNDS} rounds of {_SECONDS} s; the aim is {_AIM_MS:.0f} ms for 8 lines")
    print(f"  {'lines':<8}{'parse':>12}{'read, draft':>14}{'min–max':>16}{'orders':>12}{'ratio':>8}{'min–max':>14}")
    for lines in (1, 8, 150):
        body = order(lines)
        document = exact_json.parse_json(body)
        rounds = [(_time(exact_json.parse_json, body), _time(_draft, document)) for _ in range(_ROUNDS)]
        parsing, drafting = (median(each) for each in zip(*rounds, strict=True))
        print(
            f"  {lines:<8}{1000 * parsing:>9.3f} ms{1000 * drafting:>11.3f} ms"
            f"{spread((1000 * each for _, each in rounds), '.3f'):>16}"
            f"{1 / (parsing + drafting):>10,.0f}/s{drafting / parsing:>8.1f}"
            f"{spread((each / parse for parse, each in rounds), '.1f'):>14}"
        )


def _draft(document: Any) -> None:
    data = read_order(document).data
    if data is None:
        raise RuntimeError("The bench's order cannot be read.")
    draft_document(data, "line")


def _time(work: Callable[[Any], object], given: Any) -> float:
    """Return the seconds of one call."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < _SECONDS:
        work(given)
        count += 1
    return (time.perf_counter() - start) / count


def order(lines: int) -> bytes:
    """Return an order as JSON: three rates inside the prices, line discounts, shipping and a gift card."""
    products = [_product(index) for index in range(lines)]
    discounts = sum((Decimal(line["discount"]) for line in products), Decimal(0))
    goods = sum((line["qty"] * Decimal(line["price"]) for line in products), Decimal(0))
    made = {
        "id": 1,
        "status_enum": "paid",
        "currency": "EUR",
        "subtotal": float(goods),
        "shipping": 5.0,
        "discount": float(discounts),
        "gift_cards_discount": 1.0,
        "total": float(goods + 5 - discounts),
        "products": products,
        "shipping_taxes": [],
    }
    return json.dumps(made).encode()


def _product(index: int) -> dict[str, Any]:
    taxes = [{"name": "IVA", "rate": _RATES[index % 3], "fixed": False, "tax_on_product_price": True}]
    discount = "1.25" if index % 4 == 0 else "0"
    return {
        "name": f"Item {index}",
        "sku": str(index),
        "qty": 1,
        "price": "19.99",
        "discount": discount,
        "taxes": taxes,
    }
