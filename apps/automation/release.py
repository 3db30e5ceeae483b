"""A person asks for an order's document: that goes before the rules of the settings, never before what the order is.

It is noted on the order's record, under its lock and only while no invoice stands, and ends with the next invoice or
credit note: a word that was left over could otherwise issue a second invoice after the first was credited.
"""

from django.db import transaction
from django.utils import timezone

from apps.automation.models import OrderRecord
from apps.core.errors import FolioError
from apps.invoices.credit_notes import credit
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store


class AlreadyInvoiced(FolioError):
    """The order has an invoice that stands."""

    code = "already_invoiced"


class ChangedSinceSeen(FolioError):
    """The order is not any more as it was when the person looked at it."""

    code = "changed_since_seen"


@transaction.atomic
def release_order(store: Store, order_id: int, *, snapshot: OrderSnapshot | None) -> None:
    """Notes that a person wants the document of the order ORDER_ID; the order must be read again to issue it.

    With SNAPSHOT the word holds for the order as it is there, and for nothing else. Raises AlreadyInvoiced,
    ChangedSinceSeen.
    """
    record, _ = OrderRecord.objects.get_or_create(store=store, order_id=order_id)
    record = OrderRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if credit.open_invoice(store, order_id) is not None:
        raise AlreadyInvoiced("The order has its invoice already.")
    if snapshot is not None and record.snapshot_id != snapshot.pk:
        raise ChangedSinceSeen("The order was changed since you looked at it: look again, then decide.")
    OrderRecord.objects.filter(pk=record.pk).update(released_at=timezone.now(), released_snapshot=snapshot)
