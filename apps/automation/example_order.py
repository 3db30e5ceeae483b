"""A test document of an example order, read like any other, so that merchants see their document before a sale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.core.money import ZERO, decimals, quantize
from apps.countries import registry
from apps.invoices.drafting.draft import Draft, draft_document
from apps.invoices.drafting.tax_rounding import ROUNDINGS
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice
from apps.orders.data import OrderData, TaxFallback
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store

# Currencies whose example prices are multiplied by a thousand.
_SMALL_UNITS = frozenset("CLP COP PYG".split())
_PLACEHOLDER_ID = 1
# Of the two products and of the shipping.
_PRICES = (Decimal(10), Decimal(25), Decimal(4))
_MOST_PRICES = 60


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


def roundings_of_an_example(store: Store, invoicing_settings: InvoicingSettings) -> tuple[Draft, Draft] | None:
    """Return an example order drafted line by line and by document, with prices for which the two differ.

    Return None where they differ for no price that is tried, as without a tax, or with taxes on top.
    """
    for units in range(_MOST_PRICES):
        prices = _less(units, store.currency)
        if min(prices) <= 0:
            break
        order = example_order(store, invoicing_settings, prices)
        by_line, by_document = (draft_document(order, rounding, store.country) for rounding in ROUNDINGS)
        if by_line.tax_total != by_document.tax_total:
            return by_line, by_document
    return None


def _less(units: int, currency: str) -> tuple[Decimal, ...]:
    """Return the example's prices, each less `units` of the smallest unit of `currency`."""
    scale = Decimal(10) ** (3 if currency in _SMALL_UNITS else decimals(currency))
    return tuple(price - units / scale for price in _PRICES)


def example_order(
    store: Store, invoicing_settings: InvoicingSettings, prices: Sequence[Decimal] = _PRICES
) -> OrderData:
    """Return an order of two products and shipping in `store`'s currency, read by `invoicing_settings`; its id is 0."""
    tax = _tax(store, invoicing_settings)
    order = read_order(_as_sent(store, _WORDS[invoicing_settings.language], tax, prices), tax).data
    if order is None:
        raise AssertionError("The example order cannot be read.")
    return replace(order, order_id=0)


def _tax(store: Store, invoicing_settings: InvoicingSettings) -> TaxFallback:
    rate = invoicing_settings.fallback_tax_rate
    return TaxFallback(
        rate=registry.country(store.country).usual_vat_rate if rate is None else rate,
        inside=invoicing_settings.fallback_prices == InvoicingSettings.FallbackPrices.INCLUDE,
    )


def _as_sent(store: Store, words: _Words, tax: TaxFallback, prices: Sequence[Decimal]) -> dict[str, Any]:
    """Return the order as Jumpseller would send it from a store without taxes."""
    unit = 1000 if store.currency in _SMALL_UNITS else 1
    first, second, shipping = (quantize(price * unit, store.currency) for price in prices)
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
