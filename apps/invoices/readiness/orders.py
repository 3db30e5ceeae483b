"""The readiness of an order in a store: by its settings, and by the merchant's answers on the names in it."""

from datetime import date

from apps.core import clock
from apps.invoices.drafting.draft import draft_document
from apps.invoices.drafting.merchant_answers import answers_of
from apps.invoices.drafting.payment_means import means_of
from apps.invoices.drafting.tax_rounding import rounding_of
from apps.invoices.readiness.assessment import Readiness, assess_sale
from apps.invoices.readiness.facts import facts_of_sale
from apps.orders.data import OrderData
from apps.stores.models import InvoicingSettings


def readiness_of_order(order: OrderData, invoicing_settings: InvoicingSettings) -> tuple[Readiness, ...]:
    """Return what `order` can become in the store of `invoicing_settings`, which is read with it."""
    store = invoicing_settings.store
    answers = answers_of(store)
    drafted = draft_document(order, rounding_of(invoicing_settings), store.country, answers.taxes)
    sale = facts_of_sale(
        order,
        drafted,
        country=store.country,
        seller=invoicing_settings.seller,
        year=sold_on(order, store.time_zone).year,
        payment_means=means_of(order.payment_method, answers.payments).code,
    )
    return assess_sale(sale)


def sold_on(order: OrderData, time_zone: str) -> date:
    """Return the day on which `order` was paid in `time_zone`; today if that is not known."""
    return clock.local_date(order.completed_at, time_zone) if order.completed_at else clock.today(time_zone)
