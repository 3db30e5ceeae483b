"""Orders of a store that was authorised again after refused tokens, until its merchant has answered."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from apps.automation import backfill as backfilling
from apps.automation import pipeline, release
from apps.automation.models import Backfill, OrderRecord
from apps.invoices.models import Invoice
from apps.stores import reauthorisation
from apps.stores.models import InvoicingSettings, Store
from config.local.processes import wait_until
from tests.automation.test_backfill import FOREIGN, fates, looked, old, serve
from tests.automation.test_beginning import changed, codes
from tests.factories import make_store, order
from tests.platform import Platform


def paid_at(moment: datetime, **changes: Any) -> dict[str, Any]:
    return order(completed_at=f"{moment:%Y-%m-%d %H:%M:%S} UTC", **changes)


def meanwhile(**changes: Any) -> dict[str, Any]:
    """Return an order that was paid while Folio had no access."""
    return paid_at(datetime.now(UTC) - timedelta(hours=1), **changes)


def afterwards(**changes: Any) -> dict[str, Any]:
    return paid_at(datetime.now(UTC) + timedelta(seconds=2), **changes)


def authorised_again(store: Store) -> Store:
    reauthorisation.begin_reauthorisation(store)
    return Store.objects.get(pk=store.pk)


def test_what_was_paid_without_folio_is_from_before_and_what_comes_waits(store: Store, platform: Platform) -> None:
    store = authorised_again(store)
    assert codes(changed(store, platform, meanwhile())) == ["from_before"]
    assert codes(changed(store, platform, afterwards())) == ["not_started"]
    assert not Invoice.objects.exists()


def test_invoices_that_stand_are_still_credited(store: Store, platform: Platform) -> None:
    document = order()
    assert changed(store, platform, document).state == "issued"
    store = authorised_again(store)
    assert changed(store, platform, document | {"status_enum": "canceled"}).state == "credited"


def test_an_order_that_waited_before_gets_no_second_invoice_once_issuing_is_on_again(
    store: Store, platform: Platform
) -> None:
    waits = order(shipment_status_enum="requested", shipping_method_name="Correo")
    InvoicingSettings.objects.update(issue_when="shipped")
    assert codes(changed(store, platform, waits)) == ["not_shipped"]
    store = authorised_again(store)
    InvoicingSettings.objects.update(issues_automatically=True)
    shipped = waits | {"shipment_status_enum": "delivered"}
    assert codes(changed(store, platform, shipped, FOREIGN)) == ["invoiced_elsewhere"]


@pytest.mark.parametrize("answer", ["stayed", "removed"])
def test_a_request_from_before_counts_only_where_folio_was_never_removed(
    store: Store, platform: Platform, answer: str
) -> None:
    """A merchant whose release had no effect may have invoiced the order with another App meanwhile."""
    InvoicingSettings.objects.update(issue_when="by_hand")
    document = order()
    changed(store, platform, document)
    release.release_order(store, document["id"], snapshot=None)
    store = authorised_again(store)
    assert changed(store, platform, document, FOREIGN).state == "skipped"
    act = reauthorisation.answer_stayed if answer == "stayed" else reauthorisation.answer_removed
    assert act(store, was_seen=reauthorisation.question_seen(store), by="merchant")
    state = changed(Store.objects.get(), platform, document, FOREIGN).state
    assert state == ("issued" if answer == "stayed" else "skipped")


def test_a_request_after_the_authorisation_counts(store: Store, platform: Platform) -> None:
    store = authorised_again(store)
    document = meanwhile()
    changed(store, platform, document)
    release.release_order(store, document["id"], snapshot=None)
    assert changed(store, platform, document).state == "issued"


@pytest.mark.parametrize("answer", ["stayed", "removed", ""])
def test_a_back_fill_from_before_waits_for_the_answer(store: Store, platform: Platform, answer: str) -> None:
    first, second = old(), old(completed_at="2025-11-11 12:05:00 UTC")
    serve(platform, first, second)
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="merchant")
    # Its first order was in progress when the tokens were refused.
    begun = OrderRecord.objects.create(store=store, order_id=first["id"], backfilled_at=timezone.now())
    store = authorised_again(store)
    pipeline.order_changed(store, begun.order_id)
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert (backfill.stage, backfill.state, Invoice.objects.count()) == ("issuing", "due", 0)
    if answer:
        act = reauthorisation.answer_stayed if answer == "stayed" else reauthorisation.answer_removed
        act(store, was_seen=reauthorisation.question_seen(store), by="merchant")
    Backfill.objects.update(due_at=timezone.now())
    backfilling.continue_backfill(backfill.pk)
    backfill.refresh_from_db()
    assert backfill.stage == {"stayed": "ended", "removed": "cancelled", "": "issuing"}[answer]
    assert Invoice.objects.count() == (2 if answer == "stayed" else 0)
    assert set(fates(backfill, "outcome").values()) == ({"issued"} if answer == "stayed" else {""})


def test_a_turn_of_a_back_fill_that_is_under_way_stops_at_the_authorisation(
    store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = old(), old(completed_at="2025-11-11 12:05:00 UTC")
    serve(platform, first, second)
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="merchant")
    became = backfilling._became

    def then_authorised(record: OrderRecord) -> Any:
        reauthorisation.begin_reauthorisation(store)
        return became(record)

    monkeypatch.setattr(backfilling, "_became", then_authorised)
    backfilling.continue_backfill(backfill.pk)
    assert [invoice.order_id for invoice in Invoice.objects.all()] == [first["id"]]


def test_a_period_that_is_asked_for_after_the_authorisation_is_issued(store: Store, platform: Platform) -> None:
    store = authorised_again(store)
    serve(platform, old())
    backfill = looked(store)
    backfilling.confirm_backfill(backfill, by="merchant")
    backfilling.continue_backfill(backfill.pk)
    assert Invoice.objects.count() == 1


def is_blocked() -> bool:
    """Tell whether a connection of this database waits for a lock of another one."""
    with connection.cursor() as cursor:
        # A transaction caches the activity of its first query.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False], ids=["as it is", "the twin without the lock"])
def test_once_the_authorisation_is_done_nothing_is_issued_by_the_settings_of_before(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, is_locked: bool
) -> None:
    store, document = make_store(), order()
    platform.serve_order(document)
    act, has_decided, may_go_on = pipeline._act, threading.Event(), threading.Event()

    def slowly(*arguments: Any, **named: Any) -> None:
        has_decided.set()
        may_go_on.wait()
        act(*arguments, **named)

    def in_thread(work: Any, *arguments: Any) -> None:
        try:
            work(*arguments)
        finally:
            connection.close()

    monkeypatch.setattr(pipeline, "_act", slowly)
    if not is_locked:
        monkeypatch.setattr(pipeline, "_locked_settings", lambda store_id: pipeline._SETTINGS.first(store_id=store_id))
    with ThreadPoolExecutor(2) as pool:
        sale: Future[None] = pool.submit(in_thread, pipeline.order_changed, store, document["id"])
        has_decided.wait()
        authorisation: Future[None] = pool.submit(in_thread, reauthorisation.begin_reauthorisation, store)
        wait_until(lambda: authorisation.done() or is_blocked(), seconds=60, what="the authorisation to meet the lock")
        was_done_first = authorisation.done()
        may_go_on.set()
        sale.result()
        authorisation.result()
    assert Invoice.objects.count() == 1
    assert was_done_first is not is_locked


@pytest.mark.parametrize("is_guarded", [True, False], ids=["as it is", "the twin without the guard"])
def test_what_was_read_before_the_authorisation_is_not_decided_after_it(
    store: Store, platform: Platform, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """The worker checked the waiting order for other Apps' invoices and paused; another App invoiced it meanwhile."""
    waits = order(shipment_status_enum="requested", shipping_method_name="Correo")
    InvoicingSettings.objects.update(issue_when="shipped")
    changed(store, platform, waits)
    platform.serve_order(waits | {"shipment_status_enum": "delivered"})
    apply = pipeline._apply

    def after_a_pause(as_read: OrderRecord, *arguments: Any) -> Any:
        authorised_again(store)
        InvoicingSettings.objects.update(issues_automatically=True)
        if not is_guarded:
            as_read.store.refresh_from_db()
        return apply(as_read, *arguments)

    monkeypatch.setattr(pipeline, "_apply", after_a_pause)
    if is_guarded:
        with pytest.raises(pipeline.InstalledMeanwhile):
            pipeline.order_changed(store, waits["id"])
    else:
        pipeline.order_changed(store, waits["id"])
    assert Invoice.objects.exists() is not is_guarded
