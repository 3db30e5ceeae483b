"""A person asks for an order's document: that goes before the rules of the settings, never before what the order is.

The request is noted on the order's record, under its lock and only while the order has no open invoice and none is on
its way to a provider. It ends with the next invoice or credit note: a request that was left over could otherwise issue
a second invoice after the first was credited.
"""

from django.db import transaction

from apps.automation import order_state
from apps.core.errors import FolioError
from apps.invoices.issuing.issuer import OnItsWay
from apps.invoices.models import Invoice, Submission
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store


class AlreadyInvoiced(FolioError):
    """The order has an open invoice."""

    code = "already_invoiced"


class ChangedSinceSeen(FolioError):
    """The order is not any more as it was when the person looked at it."""

    code = "changed_since_seen"


@transaction.atomic
def release_order(store: Store, order_id: int, *, snapshot: OrderSnapshot | None) -> None:
    """Note that a person wants the document of the order `order_id`; the order must be read again to issue it.

    With `snapshot` the request holds for the order as it is there, and for nothing else. Raise AlreadyInvoiced,
    OnItsWay, ChangedSinceSeen.
    """
    record = order_state.locked_record(order_state.record_of(store, order_id).pk)
    if Invoice.objects.open_invoice(store, order_id) is not None:
        raise AlreadyInvoiced("The order has its invoice already.")
    if Submission.of_order(store.pk, order_id).exists():
        raise OnItsWay("A document of this order is on its way to the provider: wait until it has answered.")
    if snapshot is not None and record.snapshot_id != snapshot.pk:
        raise ChangedSinceSeen("The order was changed since you looked at it: look again, then decide.")
    order_state.release_order(record, snapshot=snapshot)
