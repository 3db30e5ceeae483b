"""The start of issuing: sales from before the installation, and orders during a merchant's trial."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from apps.automation import corrections, dry_run, pipeline, release
from apps.automation.models import OrderRecord
from apps.invoices.models import Invoice, Kind, Series
from apps.stores.models import InvoicingSettings, Store
from tests.automation.test_backfill import CREDIT, FOREIGN, old
from tests.factories import order
from tests.platform import Platform


def changed(store: Store, platform: Platform, document: dict[str, Any], *documents: dict[str, Any]) -> OrderRecord:
    platform.serve_order(document)
    platform.serve_documents(document["id"], *documents)
    pipeline.order_changed(store, document["id"])
    return OrderRecord.objects.get(store=store, order_id=document["id"])


def codes(record: OrderRecord) -> list[str]:
    return [reason["code"] for reason in record.reasons]


def test_a_sale_from_before_folio_gets_no_second_document_when_it_is_shipped(store: Store, platform: Platform) -> None:
    record = changed(store, platform, old(shipment_status_enum="in_transit"))
    assert (record.state, codes(record)) == ("skipped", ["from_before"])
    assert not Invoice.objects.exists()


def test_an_order_that_does_not_tell_when_it_was_paid_is_not_lost(store: Store, platform: Platform) -> None:
    record = changed(store, platform, old(completed_at=None))
    assert record.state == "issued"


@pytest.mark.parametrize(
    ("documents", "is_issued"),
    [([], True), ([CREDIT], True), ([FOREIGN], False), ([FOREIGN, CREDIT], False)],
)
def test_where_the_merchant_names_the_day_another_apps_invoice_is_looked_for(
    store: Store, platform: Platform, documents: list[dict[str, Any]], is_issued: bool
) -> None:
    InvoicingSettings.objects.update(issue_since=date(2025, 11, 1))
    record = changed(store, platform, old(), *documents)
    assert Invoice.objects.exists() == is_issued
    assert codes(record) == ([] if is_issued else ["invoiced_elsewhere"])


def test_a_person_may_have_it_all_the_same(store: Store, platform: Platform) -> None:
    document = old()
    changed(store, platform, document, FOREIGN)
    release.release_order(store, document["id"], snapshot=OrderRecord.objects.get().snapshot)
    assert changed(store, platform, document, FOREIGN).state == "issued"


def test_an_order_that_was_held_when_folio_was_removed_is_issued_after_it_came_back(
    store: Store, platform: Platform
) -> None:
    document = order()
    assert changed(store, platform, document | {"total": 1}).state == "held"
    OrderRecord.objects.update(created_at=store.installed_at)
    Store.objects.update(installed_at=timezone.now())
    store.refresh_from_db()
    assert changed(store, platform, order(id=document["id"])).state == "issued"
    assert changed(store, platform, order()).state == "skipped"


@pytest.mark.parametrize(
    "known", [{"status_enum": "pending_payment", "completed_at": None}, {"shipment_status_enum": "requested"}]
)
def test_after_a_reinstallation_only_what_waited_for_its_invoice_escapes_the_rule(
    store: Store, platform: Platform, known: dict[str, Any]
) -> None:
    """An order that was known as unpaid, or skipped as too old, has its document from elsewhere."""
    document = old()
    changed(store, platform, document | known)
    OrderRecord.objects.update(created_at=store.installed_at)
    Store.objects.update(installed_at=timezone.now())
    store.refresh_from_db()
    assert codes(changed(store, platform, document)) == ["from_before"]
    assert not Invoice.objects.exists()


def test_a_test_document_does_not_undo_a_credit_by_hand(store: Store, platform: Platform) -> None:
    document = order()
    changed(store, platform, document)
    corrections.credit_in_full(store, Invoice.objects.get().pk, reason="Error")
    InvoicingSettings.objects.update(test_mode=True)
    release.release_order(store, document["id"], snapshot=None)
    assert changed(store, platform, document).state == "credited"
    InvoicingSettings.objects.update(test_mode=False)
    assert codes(changed(store, platform, document)) == ["credited_by_hand"]
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 1


def test_in_test_mode_an_order_gets_one_test_document_and_no_real_series_is_touched(
    store: Store, platform: Platform
) -> None:
    InvoicingSettings.objects.update(test_mode=True)
    document = order()
    for _ in range(3):
        record = changed(store, platform, document)
        assert (record.state, codes(record)) == ("skipped", ["test_mode"])
    made = Invoice.objects.get()
    assert (made.kind, made.order_id, made.number) == (Kind.TEST, document["id"], "TEST-000001")
    assert [series.kind for series in Series.objects.all()] == [Kind.TEST]


def test_in_test_mode_a_request_issues_no_invoice_either(store: Store, platform: Platform) -> None:
    InvoicingSettings.objects.update(test_mode=True)
    document = order()
    record = changed(store, platform, document)
    with pytest.raises(dry_run.NothingToIssue):
        dry_run.issue_as_read(record)
    release.release_order(store, document["id"], snapshot=None)
    changed(store, platform, document)
    assert [made.kind for made in Invoice.objects.all()] == [Kind.TEST]
    assert OrderRecord.objects.get().released_at is None


def test_after_test_mode_a_sale_gets_its_invoice_and_an_invoice_its_credit(store: Store, platform: Platform) -> None:
    InvoicingSettings.objects.update(test_mode=True)
    document = order()
    changed(store, platform, document)
    InvoicingSettings.objects.update(test_mode=False)
    assert codes(changed(store, platform, document | {"shipment_status_enum": "in_transit"})) == ["test_mode"]
    release.release_order(store, document["id"], snapshot=None)
    assert changed(store, platform, document).state == "issued"
    InvoicingSettings.objects.update(test_mode=True)
    assert changed(store, platform, document | {"status_enum": "canceled"}).state == "credited"
    kinds = Invoice.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [Kind.TEST, Kind.INVOICE, Kind.CREDIT_NOTE]
