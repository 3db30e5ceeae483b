"""The order that the job's platform serves: a buyer, three lines at one rate, shipping."""

import json
from datetime import UTC, datetime


def order(order_id: int) -> bytes:
    """Return a paid order as JSON, with its `order_id` as the first key."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    lines = [_line(number) for number in range(3)]
    goods = sum(_price(number) * _quantity(number) for number in range(3))
    address = {
        "name": "Ana",
        "surname": "Muñoz",
        "taxid": "12.345.678-5",
        "address": "Av. Providencia 1",
        "city": "Santiago",
        "region": "Metropolitana",
        "country": "Chile",
        "country_code": "CL",
    }
    made = {
        "id": order_id,
        "created_at": now,
        "completed_at": now,
        "status": "Paid",
        "status_enum": "paid",
        "currency": "CLP",
        "subtotal": goods,
        "tax": round(goods * 19 / 119),
        "shipping": 0,
        "shipping_tax": 0,
        "discount": 0,
        "shipping_discount": 0,
        "total": goods,
        "payment_method_name": "Webpay",
        "customer": {"id": 1, "email": "ana@example.com", "fullname": "Ana Muñoz"},
        "billing_address": address,
        "shipping_address": address,
        "products": lines,
        "shipping_taxes": [],
    }
    return json.dumps({"order": made}).encode()


def _line(number: int) -> dict[str, object]:
    price, quantity = _price(number), _quantity(number)
    return {
        "id": number,
        "name": f"Café de altura, grano entero {number}",
        "sku": f"CAFE-{number}",
        "qty": quantity,
        "price": price,
        "discount": 0,
        "tax": quantity * 190 * (number + 1),
        "taxes": [{"id": 1, "name": "IVA", "rate": "19.0", "fixed": False, "tax_on_product_price": True}],
    }


def _price(number: int) -> int:
    return 1190 * (number + 1)


def _quantity(number: int) -> int:
    return number + 1
