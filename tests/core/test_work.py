from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from pytest_django import Settings

from apps.core import queue, tasks, work
from apps.core.errors import FolioError
from apps.core.postgresql.locking import LockBusy
from apps.core.work import Work
from apps.intake.models import Delivery
from apps.stores.models import Installation, Store
from tests.factories import make_store

_LEASE = timedelta(seconds=60)


@pytest.fixture
def delivery(store: Store) -> Delivery:
    return Delivery.objects.create(
        store=store, event="order_paid", body=b"{}", fingerprint="f", received_at=timezone.now()
    )


def _claimed(delivery: Delivery) -> Delivery:
    claimed = Delivery.claim(delivery.pk, lease=_LEASE)
    assert claimed is not None
    return claimed


def test_only_one_can_claim(delivery: Delivery) -> None:
    _claimed(delivery)
    assert Delivery.claim(delivery.pk, lease=_LEASE) is None


def test_a_lease_that_ran_out_can_be_claimed_and_fences_the_late_holder_out(delivery: Delivery) -> None:
    late = _claimed(delivery)
    Delivery.objects.update(due_at=timezone.now())
    current = _claimed(delivery)
    assert not late.finish()
    assert current.finish()
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DONE


def test_what_is_postponed_comes_due_later_and_is_swept_then(delivery: Delivery) -> None:
    assert _claimed(delivery).postpone("not now", seconds=100)
    assert Delivery.sweep() == []
    Delivery.objects.update(due_at=timezone.now())
    assert Delivery.sweep() == [delivery.pk]
    assert Delivery.sweep() == []  # enqueued a moment ago


def test_a_row_is_swept_for_again_only_when_the_last_time_is_long_ago(delivery: Delivery, settings: Settings) -> None:
    assert Delivery.sweep() == [delivery.pk]
    assert Delivery.sweep() == []
    Delivery.objects.update(rung_at=timezone.now() - timedelta(seconds=settings.RING_AGAIN_SECONDS + 1))
    assert Delivery.sweep() == [delivery.pk]


def test_waits_double_up_to_hours(delivery: Delivery, settings: Settings) -> None:
    settings.RETRY_BASE_SECONDS = 10.0
    waits = []
    for attempts in (1, 2, 3, 20):
        Delivery.objects.update(attempts=attempts - 1, state="due", due_at=timezone.now())
        _claimed(delivery).postpone("again")
        delivery.refresh_from_db()
        waits.append((delivery.due_at - timezone.now()).total_seconds())
    for wait, expected in zip(waits, (10, 20, 40, 6 * 3600), strict=True):
        assert 0.74 * expected < wait < 1.26 * expected


def test_after_many_tries_a_person_must_look_and_can_reopen(delivery: Delivery) -> None:
    Delivery.objects.update(attempts=work.GIVE_UP_AFTER - 1)
    _claimed(delivery).postpone("still not")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "still not")
    delivery.reopen()
    assert _claimed(delivery).attempts == 1


def flood(store: Store, count: int) -> None:
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(store=store, event="order_paid", fingerprint=str(number), received_at=now) for number in range(count)
    )


def test_stores_take_turns_and_none_fills_the_queue(store: Store) -> None:
    flood(store, 200)
    flood(make_store("beta"), 3)
    swept = Delivery.sweep()
    stores = [Delivery.objects.get(pk=row_id).store.code for row_id in swept]
    assert stores[:6].count("beta") == 3
    assert stores.count("alpha") == work.IN_QUEUE_A_STORE
    assert Delivery.sweep() == []


def test_what_is_worked_off_makes_room_in_the_queue(store: Store) -> None:
    flood(store, 50)
    for row_id in Delivery.sweep()[:5]:
        claimed = Delivery.claim(row_id, lease=_LEASE)
        assert claimed is not None
        claimed.finish()
    assert len(Delivery.sweep()) == 5


def _refuse(_: Delivery) -> str:
    raise LockBusy("Busy.")


def _break(_: Delivery) -> str:
    raise ValueError


def _postpone(delivery: Delivery, error: FolioError) -> None:
    delivery.postpone(str(error))


def _finish(delivery: Delivery, outcome: str) -> None:
    delivery.finish(event=outcome)


def test_a_step_that_goes_well_is_closed_by_its_outcome_and_runs_once(delivery: Delivery) -> None:
    for _ in range(2):
        Delivery.run(delivery.pk, lambda row: f"seen {row.attempts}", close=_finish, postpone=_postpone)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.event) == ("done", "seen 1")


def test_a_step_that_is_refused_is_postponed(delivery: Delivery) -> None:
    Delivery.run(delivery.pk, _refuse, close=_finish, postpone=_postpone)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("due", "Busy.")


def test_an_error_of_our_own_postpones_the_row_and_says_its_type_only(delivery: Delivery) -> None:
    Delivery.run(delivery.pk, _break, close=_finish, postpone=_postpone)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("due", "An error of Folio's own: ValueError.")


def test_an_error_of_our_own_that_stays_is_a_failure_that_a_person_sees(delivery: Delivery) -> None:
    Delivery.objects.update(attempts=work.GIVE_UP_AFTER - 1)
    Delivery.run(delivery.pk, _break, close=_finish, postpone=_postpone)
    delivery.refresh_from_db()
    assert delivery.state == "failed"


def test_an_error_of_the_close_postpones_the_row_too(delivery: Delivery) -> None:
    Delivery.run(delivery.pk, lambda _: "", close=lambda row, _: _refuse(row), postpone=_postpone)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("due", "Busy.")


def test_after_the_broker_was_emptied_all_work_is_published_again(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Delivery.sweep() == [delivery.pk]
    assert Delivery.sweep() == []
    monkeypatch.setattr(queue, "were_messages_lost", lambda: True)
    assert Delivery.sweep() == [delivery.pk]


def test_one_statement_finds_the_kinds_of_work_that_are_due(
    delivery: Delivery, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(1):
        assert work.due_kinds() == [Delivery]
    assert _claimed(delivery).postpone("not now", seconds=100)
    assert work.due_kinds() == []


def test_the_sweep_publishes_what_is_due(delivery: Delivery, published: list[tuple[str, int]]) -> None:
    tasks.sweep()
    assert published == [("intake.process", delivery.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Work.__subclasses__())
def test_the_tasks_of_a_kind_exist_and_its_sweep_sweeps_it(kind: type[Work], monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[type[Work]] = []

    def sweep(kind: type[Work]) -> list[int]:
        swept.append(kind)
        return []

    monkeypatch.setattr(Work, "sweep", classmethod(sweep))
    # A worker does so when it starts.
    autodiscover_modules("tasks")
    assert kind.TASK in current_app.tasks
    current_app.tasks[kind.SWEEP]()
    assert kind in swept


def test_a_kind_whose_sweep_fails_stops_no_other(
    store: Store, delivery: Delivery, monkeypatch: pytest.MonkeyPatch, published: list[tuple[str, int]]
) -> None:
    installation = Installation.objects.create(store=store)
    monkeypatch.setattr(Delivery, "sweep", lambda: 1 / 0)
    tasks.sweep()
    assert published == [("stores.look_at_installation", installation.pk)]
