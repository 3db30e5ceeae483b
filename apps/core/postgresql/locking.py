"""Advisory locks, of a session for work that calls the network or of a transaction; and consistent reads.

Advisory locks come before all row locks, whose order docs/architecture.md lists. A consistent read takes no lock: its
queries see the database as of one moment while others write.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from apps.core.errors import FolioError

# Seconds: a refresh takes one or two. Waiting longer would let one store's trouble stop the workers of all.
_PATIENCE = 10.0
_PAUSE = 0.05


class LockBusy(FolioError):
    """Somebody else has been holding the lock for longer than it should take."""

    code = "lock_busy"


class Subject(IntEnum):
    """What an advisory lock is about; the first half of its key."""

    CREDENTIAL = 1
    HOOKS = 2
    MAIL = 3
    ARCHIVE = 4


@contextmanager
def advisory_lock(subject: Subject, row_id: int) -> Iterator[None]:
    """Hold PostgreSQL's session lock for (`subject`, `row_id`); a lost process frees it. Raise LockBusy in the end."""
    key = _key(subject, row_id)
    with connection.cursor() as cursor:
        until = time.monotonic() + _PATIENCE
        while not _take(cursor, key):
            if time.monotonic() > until:
                raise LockBusy("Another worker is busy with this store for long; it is tried again later.")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def lock_until_commit(subject: Subject, row_id: int) -> None:
    """Wait for the lock of (`subject`, `row_id`) and hold it until the transaction ends; take it before row locks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _key(subject, row_id))


def _key(subject: Subject, row_id: int) -> list[int]:
    return [int(subject), row_id % 2**31]


def _take(cursor: CursorWrapper, key: list[int]) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
    row = cursor.fetchone()
    return bool(row and row[0])


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """Run the block in a read-only transaction whose queries see one moment. Raise RuntimeError in a transaction."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
