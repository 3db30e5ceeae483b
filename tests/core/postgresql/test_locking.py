"""Advisory locks between real connections."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from apps.core.postgresql import locking
from apps.core.postgresql.locking import LockBusy, Subject, advisory_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def somebody_else() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.autocommit = True
        yield other


def test_a_lock_is_free_again_after_an_error(somebody_else: psycopg.Connection) -> None:
    with pytest.raises(ZeroDivisionError), advisory_lock(Subject.HOOKS, 7):
        assert _try(somebody_else) is False
        raise ZeroDivisionError
    assert _try(somebody_else) is True


def test_nobody_waits_for_ever(somebody_else: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_PATIENCE", 0.1)
    assert _try(somebody_else) is True
    with pytest.raises(LockBusy), advisory_lock(Subject.HOOKS, 7):
        pass
    with advisory_lock(Subject.HOOKS, 8):
        pass


def _try(other: psycopg.Connection) -> bool:
    row = other.execute("SELECT pg_try_advisory_lock(%s, %s)", [int(Subject.HOOKS), 7]).fetchone()
    return bool(row and row[0])
