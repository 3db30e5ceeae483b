"""The payment methods that occur in a store's last orders, and the codes that they may be."""

from collections import Counter
from dataclasses import dataclass

from apps.invoices.drafting.payment_means import proposed_code
from apps.invoices.drafting.tax_category import key_of
from apps.orders import snapshots
from apps.stores.models import Store

# Snapshots; an order has one for each of its changes.
_LAST_ORDERS = 300


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A payment method by its name, the number of last orders with it, and the code to propose, perhaps empty."""

    name: str
    orders: int
    proposed: str


def payment_methods_in(store: Store) -> dict[str, PaymentMethod]:
    """Return the payment methods in the last orders of `store` by key, the most frequent first."""
    orders = [each for each in snapshots.latest_orders(store, _LAST_ORDERS) if key_of(each.payment_method)]
    named = {key_of(each.payment_method): each for each in reversed(orders)}
    counts = Counter(key_of(each.payment_method) for each in orders)
    return {
        key: _method(named[key].payment_method, named[key].payment_type, count, store)
        for key, count in counts.most_common()
    }


def _method(name: str, platform_type: str, orders: int, store: Store) -> PaymentMethod:
    return PaymentMethod(name[:255], orders, proposed_code(name, platform_type, store.country))
