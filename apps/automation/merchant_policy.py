"""What the merchant wants of an order: the `Policy` from the settings and the order's history, and its predicates.

Reads settings, records and documents; writes nothing. `decisions.decide` applies the policy.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from apps.automation.decisions import Policy
from apps.automation.models import OrderRecord
from apps.automation.reasons import WaitsFor
from apps.core import clock
from apps.invoices.models import Invoice, Kind
from apps.orders.data import Status
from apps.orders.models import OrderSnapshot
from apps.orders.texts import folded
from apps.stores.models import InvoicingSettings
from apps.stores.setting_groups import IssuingRules

# The clocks of the platform and of Folio differ, and the platform tells whole seconds.
SKEW = timedelta(minutes=1)
_WHEN: dict[str, Literal["paid", "shipped", "by_hand"]] = {"paid": "paid", "shipped": "shipped", "by_hand": "by_hand"}


def policy_of(
    rules: IssuingRules, record: OrderRecord, *, released: bool = False, has_test_document: bool = False
) -> Policy:
    """Return what the merchant wants of the order of `record`; `released` where a person asked for its document.

    Sales from before the installation have their documents from elsewhere. The invoice of an order that came in test
    mode waits for the merchant, unless a back-fill asks for it.
    """
    came_in_test_mode = has_test_document and not is_since_installation(record.backfilled_at, record)
    policy = Policy(
        free_orders="invoice" if rules.free_orders == InvoicingSettings.FreeOrders.INVOICE else "skip",
        wrong_tax_id="hold" if rules.wrong_tax_id == InvoicingSettings.WrongTaxId.HOLD else "warn",
        since=clock.start_of(rules.issue_since, record.store.time_zone) if rules.issue_since else None,
        began=None if rules.issue_since or waited_before_reinstallation(record) else record.store.installed_at - SKEW,
        started=rules.issues_automatically,
        issue_when="by_hand" if is_left_to_merchant(record) else _WHEN[rules.issue_when],
        left_out_payment_methods=frozenset(map(folded, rules.left_out_payment_methods)),
        left_out_sources=frozenset(map(folded, rules.left_out_sources)),
        review=rules.hold_for_review,
        testing=rules.test_mode or (not released and came_in_test_mode),
    )
    if not is_since_installation(record.backfilled_at, record):
        return policy
    policy = replace(policy, since=None, began=None)
    if backfill_is_fulfilled(record):
        return policy
    return replace(policy, started=True, issue_when="paid" if policy.issue_when == "by_hand" else policy.issue_when)


def is_since_installation(requested_at: datetime | None, record: OrderRecord) -> bool:
    """Tell whether a person's request was made since Folio was installed; another App may have met an older one."""
    return requested_at is not None and requested_at >= record.store.installed_at


def is_released(record: OrderRecord, snapshot: OrderSnapshot) -> bool:
    """Tell whether a person asked for the document of the order as it is in `snapshot`."""
    return is_since_installation(record.released_at, record) and record.released_snapshot_id in (None, snapshot.pk)


def is_left_to_merchant(record: OrderRecord) -> bool:
    """Tell whether the order waits until the merchant asks for its document, whichever settings hold by now."""
    return record.waiting_for == WaitsFor.REQUEST


def was_credited_while_paid(record: OrderRecord) -> bool:
    """Tell whether a person credited the order's invoice while the order was paid."""
    return record.state == OrderRecord.State.CREDITED and record.platform_status == Status.PAID


def waited_before_reinstallation(record: OrderRecord) -> bool:
    """Tell whether the order, paid, waited here for its invoice when the store removed Folio and installed it again."""
    if record.pk is None or record.created_at >= record.store.installed_at or record.platform_status != Status.PAID:
        return False
    return record.state == OrderRecord.State.HELD or record.waiting_for not in ("", WaitsFor.ORIGIN)


def backfill_is_fulfilled(record: OrderRecord) -> bool:
    """Tell whether the back-fill that asked for the order has brought its invoice: it asks for no second one."""
    invoices = Invoice.objects.filter(store=record.store, order_id=record.order_id, kind=Kind.INVOICE)
    return invoices.filter(issued_at__gt=record.backfilled_at).exists()
