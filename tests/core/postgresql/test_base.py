"""A kept connection: its check costs no statement while the server is quiet, and few plans are kept on it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from apps.core.postgresql.base import Prepared

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept() -> Iterator[Any]:
    """Return the connection, open and due for a check."""
    connections.close_all()
    connection.ensure_connection()
    yield connection
    connections.close_all()


def end_session(kept: Any) -> None:
    """End the server's session of `kept`, as a restart of the server does."""
    with psycopg.connect(kept.connection.info.dsn, password=kept.connection.info.password, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [kept.connection.info.backend_pid])


def notify(kept: Any) -> None:
    """Have the server send `kept` something unasked."""
    kept.connection.execute("LISTEN news")
    with psycopg.connect(kept.connection.info.dsn, password=kept.connection.info.password, autocommit=True) as other:
        other.execute("NOTIFY news")


def test_a_quiet_connection_is_usable_without_a_statement(kept: Any) -> None:
    with CaptureQueriesContext(kept) as queries:
        assert kept.is_usable()
    assert len(queries) == 0


def test_a_connection_that_its_server_has_ended_is_replaced(kept: Any) -> None:
    before = kept.connection
    kept.health_check_enabled = True
    kept.health_check_done = False
    end_session(kept)
    assert not kept.is_usable()
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert kept.connection is not before


def test_a_connection_with_news_is_asked_and_usable(kept: Any) -> None:
    notify(kept)
    assert kept.is_usable()


def test_a_connection_within_a_failed_transaction_is_not_usable(kept: Any) -> None:
    kept.set_autocommit(False)
    with pytest.raises(psycopg.errors.SyntaxError):
        kept.connection.execute("SELEC")
    assert not kept.is_usable()
    kept.connection.rollback()
    kept.set_autocommit(True)


def prepared_statements() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("sql", "is_kept"), [("SELECT %s::int", False), (Prepared("SELECT %s::int"), True)])
def test_the_server_keeps_the_plans_of_prepared_statements_only(kept: Any, sql: str, is_kept: bool) -> None:
    with kept.cursor() as cursor:
        for number in range(10):
            cursor.execute(sql, [number])
    assert prepared_statements() == is_kept
