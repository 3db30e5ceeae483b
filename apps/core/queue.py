"""The queue as a doorbell: messages carry a task's name and an id, and losing one loses nothing.

`enqueue` rings when the transaction has committed. `ring_soon` rings from a thread of its own, in batches, for
requests that must not wait for the broker. Neither raises when the broker is away: the sweep rings again.
"""

import queue
import threading
from collections.abc import Iterable

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

_BATCH = 200
_waiting: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
_ringer: threading.Thread | None = None
_starting = threading.Lock()


def enqueue(name: str, row_id: int) -> None:
    """Asks a worker to run the registered task NAME for the row ROW_ID once the current transaction commits."""
    transaction.on_commit(lambda: _publish([(name, row_id)]))


def ring(name: str, row_ids: Iterable[int]) -> None:
    """Asks workers at once to run the registered task NAME for each of ROW_IDS."""
    _publish([(name, row_id) for row_id in row_ids])


def ring_soon(name: str, row_id: int) -> None:
    """Like `enqueue`, for autocommitted work inside a request: returns at once, a thread tells the broker."""
    _waiting.put((name, row_id))
    if _ringer is None or not _ringer.is_alive():
        _start_ringer()


def _start_ringer() -> None:
    global _ringer
    with _starting:
        if _ringer is None or not _ringer.is_alive():
            _ringer = threading.Thread(target=_ring_forever, name="doorbell", daemon=True)
            _ringer.start()


def _ring_forever() -> None:
    while True:
        batch = [_waiting.get()]
        while len(batch) < _BATCH and not _waiting.empty():
            batch.append(_waiting.get())
        _publish(batch)


def _publish(batch: list[tuple[str, int]]) -> None:
    try:
        with current_app.producer_or_acquire() as producer:
            for name, row_id in batch:
                current_app.send_task(name, args=[row_id], producer=producer, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("broker away, the sweep will ring", messages=len(batch), error=type(error).__name__)
