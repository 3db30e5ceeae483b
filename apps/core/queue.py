"""Messages to Celery's workers: each carries a task's name and at most a row's id, and a lost one loses nothing.

`enqueue` publishes after the commit, `publish` at once. `publish_soon` is for requests that must not wait for the
broker: one background thread publishes a single message for equal calls of the last 50 ms. The task finds its work in
the database. A broker that is down raises nothing: the periodic sweep publishes again.
"""

import threading
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import redis
import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

# Seconds between two publications of the thread: long enough to gather a burst, too short to be noticed.
_GATHERING = 0.05
_WORTH_ANOTHER_SWEEP = 10
# A key beside the queue: where it is missing, Redis was emptied or replaced.
_MARK = "folio-queue"
_PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}
# A task's name and its arguments.
_Message = tuple[str, tuple[int, ...]]


def enqueue(name: str, row_id: int) -> None:
    """Ask a worker to run the registered task `name` for the row `row_id` once the current transaction commits."""
    transaction.on_commit(lambda: publish(name, [row_id]))


def publish(name: str, row_ids: Iterable[int]) -> None:
    """Ask workers at once to run the registered task `name` for each of `row_ids`."""
    messages: list[_Message] = [(name, (row_id,)) for row_id in row_ids]
    here = _here.get()
    if here and name in here.names:
        here.messages.extend(messages)
    else:
        _publish(messages)


def publish_in_turns(name: str, row_ids: Sequence[int], *, then: str) -> None:
    """Publish `name` for `row_ids` and, behind them in the queue, the sweep `then` for the rows that are left.

    A sweep that found only a few rows ends the chain, so that chains do not multiply.
    """
    publish(name, row_ids)
    if len(row_ids) >= _WORTH_ANOTHER_SWEEP:
        publish_soon(then)


def publish_soon(name: str, row_id: int | None = None) -> None:
    """Ask, soon and without waiting, that a worker runs the registered task `name`.

    The task finds its work by itself, or is run for the row `row_id`.
    """
    _publisher.add((name, () if row_id is None else (row_id,)))


def were_messages_lost() -> bool:
    """Tell, once, that the broker was emptied or replaced since the last time; the first call of all also tells so."""
    try:
        return bool(_broker().set(_MARK, "1", nx=True))
    except redis.RedisError as error:
        log.warning("broker away, its messages may be lost", error=type(error).__name__)
        return False


def count_messages_as_lost() -> None:
    """Have the next sweep publish again for each row that is due.

    A worker that was killed had fetched messages that it had not begun; the broker holds them back for minutes. A task
    that failed because the database was away has used its message up.
    """
    try:
        _broker().delete(_MARK)
    except redis.RedisError as error:
        # A broker that comes back empty counts as one that lost them.
        log.warning("broker away, its messages may be lost", error=type(error).__name__)


@cache
def _broker() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, **_PATIENCE)


@contextmanager
def run_here(*names: str) -> Iterator[None]:
    """Run the tasks `names` that the block publishes in this process, one after the other, after the block.

    One of them may publish another of them. If the process dies, their rows are swept. Should the block fail, workers
    get its messages.
    """
    mine = _Here(frozenset(names), deque())
    token = _here.set(mine)
    try:
        yield
        while mine.messages:
            name, arguments = mine.messages.popleft()
            try:
                current_app.tasks[name](*arguments)
            except Exception:
                # The task's row is due again when its lease ends.
                log.exception("task failed", task=name)
    finally:
        _here.reset(token)
        _publish(mine.messages)


@dataclass
class _Here:
    """The tasks that this process runs itself, and their messages."""

    names: frozenset[str]
    messages: deque[_Message]


_here: ContextVar[_Here | None] = ContextVar("here", default=None)


class _Publisher:
    """A thread that publishes. It starts with the first message in its process, so a fork does no harm."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._has_messages = threading.Event()
        self._messages: set[_Message] = set()
        self._thread: threading.Thread | None = None

    def add(self, message: _Message) -> None:
        with self._lock:
            self._messages.add(message)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._publish_forever, name="publisher", daemon=True)
                self._thread.start()
        self._has_messages.set()

    def _publish_forever(self) -> None:
        while True:
            self._has_messages.wait()
            self._has_messages.clear()
            with self._lock:
                messages, self._messages = self._messages, set()
            _publish(messages)
            time.sleep(_GATHERING)


_publisher = _Publisher()


def _publish(messages: Collection[_Message]) -> None:
    if not messages:
        return
    try:
        with current_app.producer_or_acquire() as producer:
            for name, arguments in messages:
                current_app.send_task(name, args=list(arguments), producer=producer, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("broker away, the sweep publishes again", messages=len(messages), error=type(error).__name__)
