"""Leases of claimed work: a thread of the process extends those that it holds, so a lease can be short.

A lease ends within seconds after its process has died. A process that hangs loses its leases, too: none is extended for
longer than a task may run. Only claims older than `_EVERY` are extended, so short steps cost no statement. Extending is
a plain UPDATE, which also works behind a pooler of transactions.
"""

import threading
import time
from datetime import timedelta
from typing import Protocol

import structlog
from django.db import Error, connections, models
from django.utils import timezone

log = structlog.get_logger(__name__)

# A lease outlives two extensions that fail. With a sweep every ten seconds the work of a dead process is taken over
# within 25 seconds.
LEASE = timedelta(seconds=15)
_EVERY = 4.0
# Longer than a task may run, which Celery's time limits end.
_LONGEST = 180.0


class Claim(Protocol):
    """A claimed row of work."""

    pk: int
    attempts: int


# The table, the row, and the claim's number.
_Held = tuple[type[models.Model], int, int]


class _Keeper:
    """The claims of this process, and the thread that extends their leases while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: dict[_Held, float] = {}
        self._thread: threading.Thread | None = None

    def hold(self, held: _Held) -> None:
        with self._lock:
            self._since[held] = time.monotonic()
            # A thread does not survive a fork; the child starts its own.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._extend_while_held, name="leases", daemon=True)
                self._thread.start()

    def let_go(self, held: _Held) -> None:
        with self._lock:
            self._since.pop(held, None)

    def let_go_all(self) -> None:
        with self._lock:
            self._since.clear()

    def extend(self, *, older_than: float) -> None:
        """Extend the leases of the claims that are held for more than `older_than` and less than `_LONGEST` seconds."""
        now = time.monotonic()
        with self._lock:
            held = [claim for claim, since in self._since.items() if older_than <= now - since < _LONGEST]
        for table, row_id, attempts in held:
            mine = table._default_manager.filter(pk=row_id, state="claimed", attempts=attempts)
            mine.update(due_at=timezone.now() + LEASE)

    def _extend_while_held(self) -> None:
        try:
            while self._is_needed():
                time.sleep(_EVERY)
                try:
                    self.extend(older_than=_EVERY)
                except Error as error:
                    log.warning("leases not extended", error=type(error).__name__)
                    connections.close_all()
        finally:
            connections.close_all()

    def _is_needed(self) -> bool:
        """Tell whether any claim is held; if none is, the thread ends, and the next claim starts another."""
        with self._lock:
            if not self._since:
                self._thread = None
            return bool(self._since)


_keeper = _Keeper()


def hold(claim: Claim) -> None:
    """Extend the lease of the claimed row `claim` until it is let go, by this process alone."""
    _keeper.hold(_held(claim))


def let_go(claim: Claim) -> None:
    """Extend the lease of `claim` no more."""
    _keeper.let_go(_held(claim))


def let_go_all() -> None:
    """Extend no lease of this process any more: the task that held them has ended, however it ended."""
    _keeper.let_go_all()


def _held(claim: Claim) -> _Held:
    return type(claim), claim.pk, claim.attempts  # type: ignore[return-value]
