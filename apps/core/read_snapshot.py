"""Consistent reads: several queries that see the database as of one moment while others write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """Run the block in a read-only transaction whose queries see one moment. Raise RuntimeError in a transaction."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
