"""What the merchant wants of an order: by the settings, and by what was said or done about the order before."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from apps.automation.decisions import LEFT, Policy
from apps.automation.models import OrderRecord
from apps.core import clock
from apps.invoices.models import Invoice, Kind
from apps.orders.data import Status
from apps.orders.texts import folded
from apps.stores.models import InvoicingSettings

# The platform's clock is not ours, and tells whole seconds.
SKEW = timedelta(minutes=1)
# Reasons for which a paid order waits here.
_WAITING = frozenset({"not_shipped", "by_hand", "test_mode", "not_started"})
_WHEN: dict[str, Literal["paid", "shipped", "by_hand"]] = {"paid": "paid", "shipped": "shipped", "by_hand": "by_hand"}


def policy_of(invoicing_settings: InvoicingSettings, record: OrderRecord, *, released: bool = False) -> Policy:
    """Return what the merchant wants of the order of `record`; `released` where a person asked for it.

    Sales from before the installation have their documents from elsewhere.
    """
    policy = Policy(
        free_orders="invoice" if invoicing_settings.free_orders == InvoicingSettings.FreeOrders.INVOICE else "skip",
        wrong_tax_id="hold" if invoicing_settings.wrong_tax_id == InvoicingSettings.WrongTaxId.HOLD else "warn",
        since=clock.start_of(invoicing_settings.issue_since, invoicing_settings.store.time_zone)
        if invoicing_settings.issue_since
        else None,
        began=None
        if invoicing_settings.issue_since or _waited_before(record)
        else invoicing_settings.store.installed_at - SKEW,
        started=invoicing_settings.issues_automatically,
        issue_when="by_hand" if was_left(record) else _WHEN[invoicing_settings.issue_when],
        left_out_payment_methods=frozenset(map(folded, invoicing_settings.left_out_payment_methods)),
        left_out_sources=frozenset(map(folded, invoicing_settings.left_out_sources)),
        review=invoicing_settings.hold_for_review,
        testing=invoicing_settings.test_mode or (not released and _was_tried(record)),
    )
    if not still_counts(record.backfilled_at, record):
        return policy
    policy = replace(policy, since=None, began=None)
    if _was_kept(record):
        return policy
    return replace(policy, started=True, issue_when="paid" if policy.issue_when == "by_hand" else policy.issue_when)


def still_counts(word: datetime | None, record: OrderRecord) -> bool:
    """Tell whether a person gave the `word` since Folio was installed; another App may have carried out older ones."""
    return word is not None and word >= record.store.installed_at


def was_left(record: OrderRecord) -> bool:
    """Tell whether the order was left to wait for a person's word: then it waits, whatever the settings say."""
    return any(reason["code"] == LEFT.code for reason in record.reasons)


def _waited_before(record: OrderRecord) -> bool:
    """Tells whether the order, paid, waited here for its invoice when the store removed Folio and took it back."""
    if record.pk is None or record.created_at >= record.store.installed_at or record.platform_status != Status.PAID:
        return False
    return record.state == OrderRecord.State.HELD or any(reason["code"] in _WAITING for reason in record.reasons)


def _was_tried(record: OrderRecord) -> bool:
    """Tells whether the order came in test mode: then its invoice waits for a person's word, also afterwards."""
    made = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.TEST)
    return not still_counts(record.backfilled_at, record) and made.exists()


def _was_kept(record: OrderRecord) -> bool:
    """Tells whether the word that was given for the order's period has brought its invoice: it asks for no second."""
    made = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.INVOICE)
    return made.filter(issued_at__gt=record.backfilled_at).exists()
