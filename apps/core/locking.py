"""Locks that outlive no process and hold no transaction open, for work that calls the network.

Row locks are taken in one order everywhere: OrderRecord, then Series, then Invoice. Advisory locks come before all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Subject(IntEnum):
    """What an advisory lock is about; the first half of its key."""

    CREDENTIAL = 1


@contextmanager
def advisory_lock(subject: Subject, row_id: int) -> Iterator[None]:
    """Holds PostgreSQL's session lock for (SUBJECT, ROW_ID); waits for whoever holds it. A lost process frees it."""
    key = [int(subject), row_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
