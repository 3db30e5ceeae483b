"""The doorbell against the real broker."""

import json
from collections.abc import Iterator

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction

from apps.core import queue
from config.local.processes import wait_until

publish = queue._publish


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    monkeypatch.setattr(queue, "_publish", publish)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete("celery")
        yield client
        client.delete("celery")


def messages(broker: redis.Redis) -> list[tuple[str, list[int]]]:
    found = [json.loads(message) for message in broker.lrange("celery", 0, -1)]
    return [
        (message["headers"]["task"], json.loads(message["headers"]["argsrepr"].replace("'", '"'))) for message in found
    ]


@pytest.mark.django_db(transaction=True)
def test_enqueue_rings_after_the_commit_only(broker: redis.Redis) -> None:
    with transaction.atomic():
        queue.enqueue("some.task", 7)
        assert broker.llen("celery") == 0
    assert messages(broker) == [("some.task", [7])]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_rings_nothing(broker: redis.Redis) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue("some.task", 7)
        raise ZeroDivisionError
    assert broker.llen("celery") == 0


def test_ring_soon_rings_for_every_row_from_its_thread(broker: redis.Redis) -> None:
    for row_id in range(300):
        queue.ring_soon("some.task", row_id)
    wait_until(lambda: broker.llen("celery") == 300, seconds=10, what="300 messages")
    assert sorted(args[0] for _, args in messages(broker)) == list(range(300))


def test_a_broker_that_is_away_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_publish", publish)
    away = Celery("away", broker="redis://127.0.0.1:1/0", broker_transport_options={"socket_connect_timeout": 1})
    monkeypatch.setattr(queue, "current_app", away)
    queue.ring("some.task", [1])
