"""What an order waits for is a column: reasons are for people, and nothing is decided by them."""

import ast
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.automation import merchant_policy, order_state, pipeline
from apps.automation.models import OrderRecord
from apps.automation.reasons import WaitsFor
from apps.dashboard.setup import checklist
from apps.invoices.models import Invoice
from apps.stores.models import InvoicingSettings, Store
from config.environment import PROJECT
from tests.automation.test_backfill import old
from tests.factories import make_store, order, product
from tests.platform import Platform

Prepare = Callable[[Store, Platform], OrderRecord]
_UNTAXED: dict[str, Any] = {"products": [product(tax=0, taxes=[])], "tax": 0}
_UNSHIPPED = {"shipping_method_id": 1, "shipping_method_name": "Correo", "shipment_status_enum": "requested"}


def _read(store: Store, platform: Platform, document: dict[str, Any], **changes: Any) -> OrderRecord:
    """Return the record of the order as it is after it was read by settings with `changes`, which end then."""
    before = InvoicingSettings.objects.filter(store=store).values(*changes).get() if changes else {}
    InvoicingSettings.objects.filter(store=store).update(**changes)
    platform.serve_order(document)
    platform.serve_documents(document["id"])
    pipeline.order_changed(store, document["id"])
    InvoicingSettings.objects.filter(store=store).update(**before)
    return OrderRecord.objects.select_related("store").get(store=store, order_id=document["id"])


def _left(store: Store, platform: Platform, document: dict[str, Any], **changes: Any) -> OrderRecord:
    record = _read(store, platform, document, **changes)
    with transaction.atomic():
        order_state.leave_to_merchant([order_state.locked_record(record.pk)])
    record.refresh_from_db()
    return record


_WAITING: dict[str, tuple[Prepare, str, str]] = {
    "by hand": (lambda store, platform: _read(store, platform, order(), issue_when="by_hand"), "skipped", "request"),
    "held and left": (lambda store, platform: _left(store, platform, order(**_UNTAXED)), "held", "request"),
    "left": (lambda store, platform: _left(store, platform, order(), issues_automatically=False), "skipped", "request"),
    "test mode": (lambda store, platform: _read(store, platform, order(), test_mode=True), "skipped", "test_end"),
    "start": (lambda store, platform: _read(store, platform, order(), issues_automatically=False), "skipped", "start"),
    "shipment": (
        lambda store, platform: _read(store, platform, order(**_UNSHIPPED), issue_when="shipped"),
        "skipped",
        "shipment",
    ),
    "origin": (lambda store, platform: _read(store, platform, old()), "skipped", "origin"),
    "tax rate": (lambda store, platform: _read(store, platform, order(**_UNTAXED)), "held", "tax_rate"),
    "review": (lambda store, platform: _read(store, platform, order(), hold_for_review=True), "held", ""),
    "issued": (lambda store, platform: _read(store, platform, order()), "issued", ""),
}


def _decided(record: OrderRecord) -> dict[str, Any]:
    """Return everything that is decided by what the order waits for."""
    mine = OrderRecord.objects.filter(pk=record.pk)
    return {
        "left": merchant_policy.is_left_to_merchant(record),
        "waited": merchant_policy.waited_before_reinstallation(_installed_again(record)),
        "held": mine.held().exists(),
        "by hand": mine.by_hand().exists(),
        "start": checklist.waiting_orders(record.store).filter(pk=record.pk).exists(),
        "shipment": mine.waiting_for_shipment().exists(),
        "policy": merchant_policy.policy_of(InvoicingSettings.objects.get(store=record.store).issuing, record),
    }


def _installed_again(record: OrderRecord) -> OrderRecord:
    found = OrderRecord.objects.select_related("store").get(pk=record.pk)
    found.store.installed_at = found.updated_at
    return found


@pytest.mark.parametrize("case", _WAITING)
def test_each_order_waits_for_what_its_reasons_say(store: Store, platform: Platform, case: str) -> None:
    prepare, state, waiting_for = _WAITING[case]
    record = prepare(store, platform)
    assert (record.state, record.waiting_for) == (state, waiting_for)


@pytest.mark.parametrize("case", _WAITING)
def test_no_decision_changes_where_all_reasons_are_emptied(store: Store, platform: Platform, case: str) -> None:
    record = _WAITING[case][0](store, platform)
    before = _decided(record)
    OrderRecord.objects.update(reasons=[], dismissed=[])
    record.refresh_from_db()
    assert _decided(record) == before


@pytest.mark.parametrize("case", ["by hand", "held and left", "left"])
def test_an_order_that_was_left_stays_left_after_its_reasons_were_erased(
    store: Store, platform: Platform, case: str
) -> None:
    record = _WAITING[case][0](store, platform)
    order_state.erase_reasons(store, record.order_id)
    again = _read(store, platform, order(id=record.order_id))
    assert (again.state, again.waiting_for) == ("skipped", WaitsFor.REQUEST)
    assert not Invoice.objects.exists()


@pytest.mark.parametrize("case", ["start", "shipment", "tax rate"])
def test_an_order_is_issued_when_what_it_waits_for_has_come(store: Store, platform: Platform, case: str) -> None:
    record = _WAITING[case][0](store, platform)
    again = _read(store, platform, order(id=record.order_id))
    assert (again.state, again.waiting_for) == ("issued", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "waiting_for", "is_kept"),
    [
        ("skipped", "tax_rate", False),
        ("skipped", "origin", True),
        ("held", "start", False),
        ("held", "tax_rate", True),
        ("credited", "test_end", True),
        ("credited", "request", False),
        ("issued", "request", False),
        ("new", "start", False),
        ("skipped", "anything", False),
    ],
)
def test_an_order_waits_only_for_what_its_state_allows(state: str, waiting_for: str, is_kept: bool) -> None:
    store = make_store("waiting")

    def insert() -> None:
        with transaction.atomic():
            OrderRecord.objects.create(store=store, order_id=1, state=state, waiting_for=waiting_for)

    if is_kept:
        insert()
    else:
        with pytest.raises(IntegrityError, match="record_waits_in_its_state"):
            insert()


# Modules that write reasons, or show them to people.
_TOLD_IN = {
    "automation/admin.py": "codes in a list of the operator",
    "automation/backfill.py": "copied to the orders of a back-fill",
    "automation/order_state.py": "the writer, and what is put aside",
    "dashboard/activity/webhook_deliveries.py": "shown",
    "dashboard/backfill/progress.py": "shown",
    "dashboard/documents/correction_forms.py": "the choice of reasons in a form, not those of an order",
    "dashboard/home/overview.py": "shown",
    "dashboard/orders/views.py": "shown",
    "automation/dry_run.py": "the reasons of an error, which are shown",
    "dashboard/shared/error_texts.py": "shown",
}


def test_reasons_are_read_only_where_they_are_shown() -> None:
    found = set()
    for path in (PROJECT / "apps").rglob("*.py"):
        name = str(path.relative_to(PROJECT / "apps"))
        nodes = ast.walk(ast.parse(path.read_text())) if "migrations" not in path.parts else ()
        if any(isinstance(node, ast.Attribute) and node.attr == "reasons" for node in nodes):
            found.add(name)
    assert found == set(_TOLD_IN)


def test_no_query_looks_into_reasons() -> None:
    """The only condition compares them as a whole: with none, or with those that were put aside."""
    looking, comparing = set(), set()
    for path in (PROJECT / "apps").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.arg if isinstance(node, ast.keyword) else node.value if isinstance(node, ast.Constant) else ""
            if isinstance(name, str) and name.startswith(("reasons__", "dismissed__", "-reasons__")):
                looking.add(path.name)
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Q", "models.Q"):
                comparing |= {path.name for each in node.keywords if each.arg == "reasons"}
    assert looking == set()
    assert comparing == {"models.py"}
