"""Fixtures for every test: a store, orders, a recorded queue, and no accidental network access."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import responses
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from apps.automation import backfill, missing_invoices, missing_links
from apps.core import leases, queue
from apps.jumpseller.rate_limit import Pace
from apps.stores.models import InvoicingSettings, Store
from tests import factories, migrated
from tests.examples import load_profile
from tests.invoices.submission.scripted import Scripted, connected, provided
from tests.platform import Platform

load_profile()


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_rows() -> Iterator[None]:
    """Empty the tables after a transactional test, and keep what migrating made, so that nothing makes it again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _delete_rows())
        yield


def _delete_rows() -> None:
    """Delete every row that a test left. Replicas do not fire the triggers that refuse to delete issued rows.

    DELETE costs a tenth of TRUNCATE, which makes new files for each table and index.
    """
    kept = {Permission._meta.db_table, ContentType._meta.db_table}
    tables = set(connection.introspection.django_table_names(include_views=False)) - kept
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("; ".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables)))
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the migrated database of the run instead of migrating in each process."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template_database()


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Record the enqueued tasks, with id 0 for tasks without one. Tests of the queue itself replace this fixture."""
    messages: list[tuple[str, int]] = []
    monkeypatch.setattr(queue, "publish", lambda name, row_ids: messages.extend((name, row_id) for row_id in row_ids))
    monkeypatch.setattr(queue, "publish_soon", lambda name, row_id=0: messages.append((name, row_id)))
    monkeypatch.setattr(queue, "were_messages_lost", lambda: False)
    return messages


@pytest.fixture(autouse=True)
def unextended() -> Iterator[None]:
    """Start no thread that extends leases: it would see nothing of a test's own transaction.

    A test that undoes its own patches does not undo this one.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leases._Keeper, "_extend_while_held", lambda _: None)
        yield


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the rate limit: stores of parallel databases have the same ids on one Redis."""
    monkeypatch.setattr(Pace, "take", lambda _: 0.0)
    monkeypatch.setattr(Pace, "learn", lambda _, headers: None)
    monkeypatch.setattr(Pace, "rest", lambda _, seconds: None)
    monkeypatch.setattr(Pace, "answered", lambda _: None)
    monkeypatch.setattr(Pace, "unanswered", lambda _: None)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a turn last as long as its work: on a busy machine an order or two take longer than a turn."""
    for module in (backfill, missing_invoices, missing_links):
        monkeypatch.setattr(module, "_TURN", 3600.0)


@pytest.fixture
def store(db: None) -> Store:
    """Return a Chilean store with its settings."""
    return factories.make_store()


@pytest.fixture
def invoicing_settings(store: Store) -> InvoicingSettings:
    """Return the store's settings."""
    return InvoicingSettings.objects.get(store=store)


@pytest.fixture
def order() -> Callable[..., dict[str, Any]]:
    """Return the function that makes order payloads."""
    return factories.order


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Yield a simulated Jumpseller that answers as configured; any other call fails."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield Platform(mock)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Scripted]:
    """Return a provider whose answers the test sets, and which issues the documents of the store."""
    with provided(monkeypatch) as provider:
        connected(store, provider)
        yield provider
