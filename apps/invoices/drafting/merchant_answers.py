"""The merchant's answers on the names in their store, as drafting takes them."""

from apps.invoices.drafting.payment_means import PaymentMap
from apps.invoices.drafting.tax_category import Mapped, Subject, TaxMap
from apps.invoices.models import PaymentMapping, TaxMapping
from apps.stores.models import Store


def tax_map_of(store: Store) -> TaxMap:
    """Return how the taxes of `store` are classed."""
    return {
        (Subject(each.subject), each.key): Mapped(each.category, each.exemption_code, each.exemption_reason)
        for each in TaxMapping.objects.filter(store=store)
    }


def payment_map_of(store: Store) -> PaymentMap:
    """Return the codes of the payment methods of `store` that have one."""
    return dict(PaymentMapping.objects.filter(store=store).exclude(code="").values_list("key", "code"))
