"""Stores and orders for tests."""

import hashlib
import itertools
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice
from apps.stores import webhooks
from apps.stores.models import Credential, InvoicingSettings, Logo, Store

_ids = itertools.count(1001)
_SETTINGS = {
    "seller_tax_id": "76.123.456-0",
    "seller_address": "Calle Larga 8\nSantiago",
    "language": "es",
    "issues_automatically": True,
}
_INSTALLED_AT = datetime(2026, 1, 1, tzinfo=UTC)

_PRODUCT = {
    "id": 1,
    "name": "Café de altura",
    "sku": "CAFE-1",
    "qty": 1,
    "price": Decimal("10000.0"),
    "discount": Decimal("0.0"),
    "taxes": [{"id": 1, "name": "IVA", "rate": "19.0", "fixed": False, "tax_on_product_price": True}],
}
_ORDER = {
    "created_at": "2026-03-01 02:30:00 UTC",
    "completed_at": "2026-03-01 02:45:00 UTC",
    "status": "Paid",
    "status_enum": "paid",
    "currency": "CLP",
    "subtotal": 10000,
    "tax": 1597,
    "shipping": 0,
    "shipping_tax": 0,
    "discount": 0,
    "shipping_discount": 0,
    "total": 10000,
    "payment_method_name": "Webpay",
    "customer": {"id": 1, "email": "ana@example.com", "fullname": "Ana Muñoz"},
    "billing_address": {
        "name": "Ana",
        "surname": "Muñoz",
        "taxid": "12.345.678-5",
        "address": "Av. Providencia 1",
        "city": "Santiago",
        "region": "Metropolitana",
        "country": "Chile",
        "country_code": "CL",
    },
    "shipping_taxes": [],
}


def order(**changes: Any) -> dict[str, Any]:
    """Return a paid order of CLP 10,000 with 19 % inside, JSON parsed as Folio does it; `changes` replace keys."""
    made = deepcopy(_ORDER) | {"id": next(_ids), "products": [product()]}
    return made | changes


def product(**changes: Any) -> dict[str, Any]:
    """Return a product line of CLP 10,000 with 19 % inside; `changes` replace keys.

    Its `tax` is the unrounded tax inside or on top of its price before discounts, unless `changes` contain it.
    """
    made = deepcopy(_PRODUCT) | changes
    return {"tax": _tax_of(made)} | made


def _tax_of(line: dict[str, Any]) -> Decimal:
    """Return the tax of all pieces of `line` by its taxes that name a rate; those not marked as on top are inside."""
    inside, on_top = [
        [tax for tax in line["taxes"] if tax["rate"] and (tax["tax_on_product_price"] is not False) is marked]
        for marked in (True, False)
    ]
    pieces, price = Decimal(line.get("qty", 1)), Decimal(line["price"])
    net = (price * pieces - _fixed(inside) * pieces) / (1 + _percentage(inside))
    return price * pieces - net + net * _percentage(on_top) + _fixed(on_top) * pieces


def _percentage(taxes: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(tax["rate"]) for tax in taxes if not tax["fixed"]), Decimal(0)) / 100


def _fixed(taxes: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(tax["rate"]) for tax in taxes if tax["fixed"]), Decimal(0))


def tax(rate: str, *, inside: bool | None, fixed: bool = False) -> dict[str, Any]:
    """Return a tax in the format of product lines."""
    return {"id": 1, "name": "tax", "rate": rate, "fixed": fixed, "tax_on_product_price": inside}


def make_store(code: str = "alpha", **settings: Any) -> Store:
    """Return a store whose installation is older than all orders; `settings` are of its invoicing settings."""
    store = Store.objects.create(
        code=code,
        name=f"Tienda {code}",
        currency="CLP",
        country="CL",
        time_zone="America/Santiago",
        hooks_token=f"hooks-{code}",
        hooks_registered_at=timezone.now(),
        hooks_address=webhooks.webhook_address(),
        hooks_due_at=timezone.now() + timedelta(days=1),
    )
    store.installed_at = _INSTALLED_AT
    store.save(update_fields=["installed_at"])
    Credential.objects.create(
        store=store,
        access_token=f"access-{code}",
        refresh_token=f"refresh-{code}",
        expires_at=timezone.now() + timedelta(hours=1),
    )
    InvoicingSettings.objects.create(store=store, **_SETTINGS | {"seller_name": store.name} | settings)
    return store


def own(made: Made) -> Invoice:
    """Return the document that `made` is: Folio itself issued it."""
    assert isinstance(made, Invoice), "The document is on its way to a provider."
    return made


def logo(store: Store, colour: str) -> Logo:
    """Return a logo of `store`, 40 by 20 pixels of `colour`."""
    target = BytesIO()
    Image.new("RGB", (40, 20), colour).save(target, "PNG")
    content = target.getvalue()
    return Logo.objects.create(
        store=store, content=content, sha256=hashlib.sha256(content).hexdigest(), width=40, height=20
    )
