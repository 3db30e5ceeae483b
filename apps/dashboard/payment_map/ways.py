"""The ways of paying that occur in a store's last orders, and the codes that they may be."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.countries import payment_proposals as codes
from apps.invoices.drafting.payment_means import proposed_code
from apps.invoices.drafting.tax_category import key_of
from apps.orders import snapshots
from apps.stores.models import Store

# Snapshots; an order has one for each of its changes.
_LAST_ORDERS = 300
TITLES: Mapping[str, Promise] = {
    codes.BANK_CARD: _("Card, credit or debit"),
    codes.CREDIT_CARD: _("Credit card"),
    codes.DEBIT_CARD: _("Debit card"),
    codes.CREDIT_TRANSFER: _("Transfer"),
    codes.SEPA_CREDIT_TRANSFER: _("SEPA transfer"),
    codes.TO_BANK_ACCOUNT: _("Payment into a bank account"),
    codes.IN_CASH: _("Cash"),
    codes.ONLINE_SERVICE: _("Online payment service"),
    codes.DIRECT_DEBIT: _("Direct debit"),
    codes.SEPA_DIRECT_DEBIT: _("SEPA direct debit"),
    codes.CHEQUE: _("Cheque"),
    codes.CLEARING: _("Set off between you and the buyer"),
    codes.AGREED: _("Another way that was agreed"),
}


@dataclass(frozen=True, slots=True)
class WayOfPaying:
    """A way of paying by its name, the number of last orders with it, and the code to propose, perhaps empty."""

    name: str
    orders: int
    proposed: str


def ways_in(store: Store) -> dict[str, WayOfPaying]:
    """Return the ways of paying in the last orders of `store` by key, the most frequent first."""
    orders = [each for each in snapshots.latest_orders(store, _LAST_ORDERS) if key_of(each.payment_method)]
    named = {key_of(each.payment_method): each for each in reversed(orders)}
    counts = Counter(key_of(each.payment_method) for each in orders)
    return {
        key: _way(named[key].payment_method, named[key].payment_type, count, store)
        for key, count in counts.most_common()
    }


def _way(name: str, platform_type: str, orders: int, store: Store) -> WayOfPaying:
    return WayOfPaying(name[:255], orders, proposed_code(name, platform_type, store.country))
