"""A manual release overrides the issuing rules, once, but never the facts of the order."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from apps.automation import corrections, dry_run, pipeline, release
from apps.automation.models import OrderRecord
from apps.invoices.models import Invoice, Kind
from apps.invoices.models.documents import InvoiceQuerySet
from apps.orders.models import OrderSnapshot
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order
from tests.platform import Platform

_AT_ONCE = 6
_RULES: list[dict[str, Any]] = [
    {"issue_when": "by_hand"},
    {"issue_when": "shipped"},
    {"hold_for_review": True},
    {"left_out_payment_methods": ["transferencia"]},
]


def sold(platform: Platform, store: Store, **changes: Any) -> int:
    """Return the id of an order that was read once."""
    document = order(payment_method_name="Transferencia", shipment_status_enum="requested", **changes)
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return int(document["id"])


@pytest.fixture
def by_hand(db: None) -> Store:
    return make_store(issue_when="by_hand")


@pytest.mark.parametrize("rules", _RULES)
def test_what_a_rule_keeps_back_is_issued_when_a_person_asks(
    platform: Platform, db: None, rules: dict[str, Any]
) -> None:
    store = make_store(**rules)
    order_id = sold(platform, store)
    assert not Invoice.objects.exists()
    release.release_order(store, order_id, snapshot=OrderRecord.objects.get().snapshot)
    pipeline.order_changed(store, order_id)
    assert Invoice.objects.get().order_id == order_id
    record = OrderRecord.objects.get()
    assert (record.state, record.reasons, record.released_at) == (OrderRecord.State.ISSUED, [], None)


def test_what_cannot_be_read_or_is_not_paid_is_not_issued(platform: Platform, by_hand: Store) -> None:
    for changes in ({"total": 1}, {"status_enum": "pending_payment"}, {"status_enum": "canceled"}):
        order_id = sold(platform, by_hand, **changes)
        release.release_order(by_hand, order_id, snapshot=None)
        pipeline.order_changed(by_hand, order_id)
    assert not Invoice.objects.exists()


def test_an_order_that_changed_since_it_was_seen_waits_again(platform: Platform, by_hand: Store) -> None:
    order_id = sold(platform, by_hand)
    seen = OrderRecord.objects.get().snapshot
    release.release_order(by_hand, order_id, snapshot=seen)
    sold(platform, by_hand, id=order_id, additional_information="Otra cosa")
    assert not Invoice.objects.exists()
    assert OrderRecord.objects.get().released_at is None
    with pytest.raises(release.ChangedSinceSeen):
        release.release_order(by_hand, order_id, snapshot=seen)


def test_an_order_with_an_invoice_cannot_be_released(platform: Platform, db: None) -> None:
    store = make_store()
    order_id = sold(platform, store)
    with pytest.raises(release.AlreadyInvoiced):
        release.release_order(store, order_id, snapshot=None)


def test_no_request_is_left_for_a_second_invoice_after_a_credit(platform: Platform, by_hand: Store) -> None:
    order_id = sold(platform, by_hand)
    release.release_order(by_hand, order_id, snapshot=None)
    pipeline.order_changed(by_hand, order_id)
    corrections.credit_in_full(by_hand, Invoice.objects.get().pk, reason="Devolución")
    pipeline.order_changed(by_hand, order_id)
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 1
    # A second release counts.
    release.release_order(by_hand, order_id, snapshot=None)
    pipeline.order_changed(by_hand, order_id)
    assert Invoice.objects.filter(kind=Kind.INVOICE).count() == 2


def test_a_rehearsal_shows_what_would_be_issued(platform: Platform, by_hand: Store) -> None:
    sold(platform, by_hand, total=1)
    with pytest.raises(dry_run.NothingToIssue) as refused:
        dry_run.issue_as_read(OrderRecord.objects.get())
    assert [reason["code"] for reason in refused.value.reasons] == ["totals_do_not_reconcile"]


def _clicks_and_webhooks(store: Store, order_id: int) -> None:
    """Run releases and webhooks concurrently, each with a connection of its own."""

    def act(number: int) -> None:
        try:
            if number % 2:
                release.release_order(store, order_id, snapshot=None)
            pipeline.order_changed(store, order_id)
        except release.AlreadyInvoiced:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(act, range(_AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_clicks_and_webhooks_at_once_leave_one_invoice_and_no_word(platform: Platform) -> None:
    store = make_store(issue_when="by_hand")
    order_id = sold(platform, store)
    _clicks_and_webhooks(store, order_id)
    assert Invoice.objects.count() == 1
    assert OrderRecord.objects.get().released_at is None


@pytest.mark.django_db(transaction=True)
def test_without_the_check_for_an_invoice_a_request_would_be_left(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counterpart of the race: the same release after the invoice, without the check of `release` under the lock."""
    store = make_store(issue_when="by_hand")
    order_id = sold(platform, store)
    release.release_order(store, order_id, snapshot=None)
    pipeline.order_changed(store, order_id)
    with monkeypatch.context() as patch:
        patch.setattr(InvoiceQuerySet, "open_invoice", lambda *_: None)
        release.release_order(store, order_id, snapshot=None)
    assert OrderRecord.objects.get().released_at is not None


def test_another_stores_order_is_another(platform: Platform, by_hand: Store) -> None:
    order_id = sold(platform, by_hand)
    other = make_store("beta", issue_when="by_hand")
    release.release_order(other, order_id, snapshot=None)
    assert OrderRecord.objects.get(store=by_hand).released_at is None


def test_the_snapshot_must_be_the_stores_own(platform: Platform, by_hand: Store) -> None:
    order_id = sold(platform, by_hand)
    snapshot = OrderSnapshot.objects.get()
    other = make_store("beta", issue_when="by_hand")
    with pytest.raises(release.ChangedSinceSeen):
        release.release_order(other, order_id, snapshot=snapshot)


def test_settings_keep_their_defaults(store: Store) -> None:
    invoicing_settings = InvoicingSettings.objects.get(store=store)
    assert (
        invoicing_settings.issue_when,
        invoicing_settings.hold_for_review,
        invoicing_settings.left_out_payment_methods,
    ) == ("paid", False, [])
