"""Beat goes on sending tasks, whatever becomes of the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from celery import Celery
from celery.beat import PersistentScheduler
from django.conf import settings

from config.beat import Scheduler

_NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
_EVERY = 10.0


class _Clock:
    """The application's clock, set by hand; `sent` are the tasks that beat sent by it."""

    def __init__(self, app: Celery) -> None:
        self.app, self.time = app, _NOON
        self.sent: list[str] = []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Clock]:
    app = Celery("beat", set_as_current=False)
    app.conf.beat_schedule = {"sweep": {"task": "sweep", "schedule": _EVERY}}
    clock = _Clock(app)
    monkeypatch.setattr(Celery, "now", lambda _: clock.time)
    monkeypatch.setattr(
        PersistentScheduler, "apply_entry", lambda _, entry, producer=None: clock.sent.append(entry.name)
    )
    monkeypatch.setattr(PersistentScheduler, "producer", None)
    yield clock
    app.close()


def run(kind: type[PersistentScheduler], clock: _Clock, folder: Path, *, seconds: float) -> int:
    """Let a scheduler with the schedule file of `folder` run for `seconds`; return how many tasks it sent."""
    scheduler, until, before = kind(clock.app, schedule_filename=str(folder / "schedule")), clock.time, len(clock.sent)
    until += timedelta(seconds=seconds)
    while clock.time < until:
        clock.time += timedelta(seconds=max(0.1, scheduler.tick()))
    scheduler.close()
    return len(clock.sent) - before


@pytest.mark.parametrize(("kind", "goes_on"), [(Scheduler, True), (PersistentScheduler, False)])
def test_a_clock_that_was_set_back_stops_no_sweep(
    clock: _Clock, tmp_path: Path, kind: type[PersistentScheduler], goes_on: bool
) -> None:
    assert run(kind, clock, tmp_path, seconds=35) in (2, 3)
    clock.time -= timedelta(hours=1)
    assert (run(kind, clock, tmp_path, seconds=45) > 2) is goes_on


def test_a_clock_that_was_set_forward_sends_each_task_once(clock: _Clock, tmp_path: Path) -> None:
    run(Scheduler, clock, tmp_path, seconds=15)
    clock.time += timedelta(hours=1)
    assert run(Scheduler, clock, tmp_path, seconds=5) == 1


def test_folio_uses_it() -> None:
    assert settings.CELERY_BEAT_SCHEDULER == "config.beat:Scheduler"
