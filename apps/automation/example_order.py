"""A test document of an example order, read like any other, so that merchants see their document before a sale."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.core.money import ZERO, quantize
from apps.countries import registry
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice
from apps.orders.data import OrderData, TaxFallback
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store

# Currencies whose example prices are multiplied by a thousand.
_SMALL_UNITS = frozenset("CLP COP PYG".split())
_PLACEHOLDER_ID = 1


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of the example in one language."""

    products: tuple[str, str]
    shipping: str
    payment: str
    name: str
    surname: str
    activity: str
    street: str
    city: str


_WORDS = {
    "es": _Words(
        ("Producto de ejemplo", "Otro producto de ejemplo"),
        "Envío de ejemplo",
        "Pago de ejemplo",
        "Cliente",
        "de Ejemplo",
        "Actividad de ejemplo",
        "Calle de Ejemplo 123",
        "Ciudad de Ejemplo",
    ),
    "pt": _Words(
        ("Produto de exemplo", "Outro produto de exemplo"),
        "Envio de exemplo",
        "Pagamento de exemplo",
        "Cliente",
        "de Exemplo",
        "Atividade de exemplo",
        "Rua de Exemplo 123",
        "Cidade de Exemplo",
    ),
    "en": _Words(
        ("Example product", "Another example product"),
        "Example shipping",
        "Example payment",
        "Example",
        "Customer",
        "Example business",
        "Example Street 123",
        "Example City",
    ),
}


def issue_test_document(store: Store) -> Invoice:
    """Issue a test document of `store` with its present settings and return it; it belongs to no order.

    Raise the errors of numbering.
    """
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    return issue.issue_test_document(
        store=store, invoicing_settings=invoicing_settings, order=example_order(store, invoicing_settings)
    )


def example_order(store: Store, invoicing_settings: InvoicingSettings) -> OrderData:
    """Return an order of two products and shipping in `store`'s currency, read by `invoicing_settings`; its id is 0."""
    tax = _tax(store, invoicing_settings)
    order = read_order(_as_sent(store, _WORDS[invoicing_settings.language], tax), tax).data
    if order is None:
        raise AssertionError("The example order cannot be read.")
    return replace(order, order_id=0)


def _tax(store: Store, invoicing_settings: InvoicingSettings) -> TaxFallback:
    rate = invoicing_settings.fallback_tax_rate
    return TaxFallback(
        rate=registry.country(store.country).usual_vat_rate if rate is None else rate,
        inside=invoicing_settings.fallback_prices == InvoicingSettings.FallbackPrices.INCLUDE,
    )


def _as_sent(store: Store, words: _Words, tax: TaxFallback) -> dict[str, Any]:
    """Return the order as Jumpseller would send it from a store without taxes."""
    unit = 1000 if store.currency in _SMALL_UNITS else 1
    first, second, shipping = (quantize(Decimal(price) * unit, store.currency) for price in ("10", "25", "4"))
    charged = [2 * first, second, shipping]
    if not tax.inside:
        charged = [price + quantize(price * tax.rate / 100, store.currency) for price in charged]
    return {
        "id": _PLACEHOLDER_ID,
        "status_enum": "paid",
        "currency": store.currency,
        "completed_at": timezone.now().isoformat(),
        "products": [
            {"name": words.products[0], "sku": "SKU-1", "qty": 2, "price": first},
            {"name": words.products[1], "sku": "SKU-2", "qty": 1, "price": second},
        ],
        "shipping": shipping,
        "shipping_method_name": words.shipping,
        "total": sum(charged, ZERO),
        "payment_method_name": words.payment,
        "customer": {"email": "example@example.com"},
        "billing_information": {"business_activity": words.activity},
        "billing_address": {
            "name": words.name,
            "surname": words.surname,
            "taxid": registry.country(store.country).example_tax_id,
            "address": words.street,
            "city": words.city,
            "country_code": store.country,
        },
    }
