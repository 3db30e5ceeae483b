"""The queue with the real broker."""

import json
import time
from ast import literal_eval
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import redis
from celery import Celery
from celery.signals import task_failure, worker_ready
from django.conf import settings
from django.db import OperationalError, transaction

from apps.core import queue
from config.local.processes import wait_until


@pytest.fixture(autouse=True)
def published() -> None:
    """Replace the recorded queue by the real one."""


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete("celery")
        yield client
        client.delete("celery")


def messages(broker: redis.Redis) -> list[tuple[str, list[int]]]:
    found = [json.loads(message) for message in broker.lrange("celery", 0, -1)]
    return [(message["headers"]["task"], list(literal_eval(message["headers"]["argsrepr"]))) for message in found]


@pytest.mark.django_db(transaction=True)
def test_enqueue_publishes_after_the_commit_only(broker: redis.Redis) -> None:
    with transaction.atomic():
        queue.enqueue("some.task", 7)
        assert broker.llen("celery") == 0
    assert messages(broker) == [("some.task", [7])]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_publishes_nothing(broker: redis.Redis) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue("some.task", 7)
        raise ZeroDivisionError
    assert broker.llen("celery") == 0


def test_many_requests_publish_a_few_messages_and_the_last_is_among_them(broker: redis.Redis) -> None:
    for _ in range(500):
        queue.publish_soon("some.sweep")
    wait_until(lambda: broker.llen("celery"), seconds=10, what="the first message")
    broker.delete("celery")
    queue.publish_soon("some.sweep")
    wait_until(lambda: broker.llen("celery"), seconds=10, what="another message")
    published = messages(broker)
    assert published[0] == ("some.sweep", [])
    assert len(published) <= 2


def test_requests_for_rows_publish_one_message_for_each_row(broker: redis.Redis) -> None:
    for row_id in [7, 8, 7, 8, 7]:
        queue.publish_soon("some.task", row_id)
    wait_until(lambda: broker.llen("celery") >= 2, seconds=10, what="both messages")
    assert {(name, *row_ids) for name, row_ids in messages(broker)} == {("some.task", 7), ("some.task", 8)}


def test_a_broker_that_is_away_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(queue, "current_app", away)
    queue.publish("some.task", [1])


def test_what_had_no_room_is_swept_behind_what_was_rung(broker: redis.Redis) -> None:
    queue.publish_in_turns("some.task", list(range(10)), then="some.sweep")
    wait_until(lambda: broker.llen("celery") == 11, seconds=10, what="the sweep behind")
    # Celery takes from the right.
    assert messages(broker)[0] == ("some.sweep", [])


def test_a_sweep_that_found_little_ends_the_chain(broker: redis.Redis) -> None:
    queue.publish_in_turns("some.task", [1, 2], then="some.sweep")
    time.sleep(0.2)
    assert messages(broker) == [("some.task", [2]), ("some.task", [1])]


def test_a_broker_that_was_emptied_is_noticed_once(broker: redis.Redis) -> None:
    broker.delete(queue._MARK)
    assert [queue.were_messages_lost() for _ in range(3)] == [True, False, False]


def test_a_worker_that_starts_has_messages_published_again_once(broker: redis.Redis) -> None:
    queue.were_messages_lost()
    worker_ready.send(sender=None)
    assert [queue.were_messages_lost() for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("error", "is_lost"), [(OperationalError("away"), True), (ValueError("odd"), False)])
def test_what_is_fetched_while_the_database_is_away_is_published_again(
    broker: redis.Redis, error: Exception, is_lost: bool
) -> None:
    queue.were_messages_lost()
    task_failure.send(sender=None, task_id="", exception=error)
    assert queue.were_messages_lost() is is_lost


def test_a_broker_that_is_away_has_lost_nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    away = redis.Redis.from_url("redis://127.0.0.1:1/0", **queue._PATIENCE)
    monkeypatch.setattr(queue, "_broker", lambda: away)
    assert not queue.were_messages_lost()
    queue.count_messages_as_lost()


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    app: Any = SimpleNamespace(tasks={})
    monkeypatch.setattr(queue, "current_app", app)
    monkeypatch.setattr(queue, "_publish", lambda messages: app.tasks.setdefault("published", []).extend(messages))
    tasks: dict[str, Any] = app.tasks
    return tasks


def test_what_a_block_publishes_is_run_here_after_it(tasks: dict[str, Any]) -> None:
    ran: list[object] = []

    def first(row_id: int) -> None:
        ran.append(("first", row_id))
        queue.publish("second", [row_id + 1])

    tasks["first"] = first
    tasks["second"] = lambda row_id: ran.append(("second", row_id))
    with queue.run_here("first", "second"):
        queue.publish("first", [1])
        queue.publish("other", [2])
        assert ran == []
    assert ran == [("first", 1), ("second", 2)]
    assert tasks["published"] == [("other", (2,))]


def test_a_task_that_fails_here_stops_no_other(tasks: dict[str, Any]) -> None:
    ran: list[int] = []
    tasks["fails"] = lambda row_id: 1 // 0
    tasks["runs"] = ran.append
    with queue.run_here("fails", "runs"):
        queue.publish("fails", [1])
        queue.publish("runs", [2])
    assert ran == [2]


def test_a_block_that_fails_leaves_its_messages_to_workers(tasks: dict[str, Any]) -> None:
    with pytest.raises(ZeroDivisionError), queue.run_here("first"):
        queue.publish("first", [1])
        raise ZeroDivisionError
    assert tasks["published"] == [("first", (1,))]
    queue.publish("first", [2])
    assert tasks["published"] == [("first", (1,)), ("first", (2,))]
