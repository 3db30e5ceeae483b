"""Orders of the made-up country."""

from typing import Any

from tests.factories import order, product, tax

_PLACE = {
    "name": "Ana",
    "surname": "Soto",
    "taxid": "Z-77",
    "address": "Goldsworth",
    "street_number": "5",
    "municipality": "Cedarn",
    "city": "Onhava",
    "postal": "ZZ-100",
    "region": "North",
    "country_code": "ZZ",
}


def sold(price: str, **place: str) -> dict[str, Any]:
    """Return a paid order of `price` with 12 % inside; `place` replaces parts of the buyer's address."""
    line = product(price=price, taxes=[tax("12", inside=True) | {"name": "Zolt"}])
    stated = round(float(price) * 12 / 112, 2)
    address = _PLACE | place
    return order(currency="EUR", products=[line], subtotal=price, total=price, tax=stated, billing_address=address) | {
        "shipping_address": {}
    }
