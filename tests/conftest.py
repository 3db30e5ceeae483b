"""What every test can use: a store, orders, a bell that is listened to, and no network by accident."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import responses
from django.db import connection

from apps.core import queue
from apps.jumpseller.rate_limit import Pace
from apps.stores.models import InvoicingSettings, Store
from tests import factories
from tests.platform import Platform


@pytest.fixture(scope="session", autouse=True)
def _flush_issued_rows() -> Iterator[None]:
    """Transactional tests end with TRUNCATE, which issued rows refuse: replicas do not fire their triggers."""
    flush = connection.ops.execute_sql_flush

    def without_triggers(sql_list: list[str]) -> None:
        flush(["SET session_replication_role = replica", *sql_list, "SET session_replication_role = DEFAULT"])

    patch = pytest.MonkeyPatch()
    patch.setattr(type(connection.ops), "execute_sql_flush", lambda _, sql_list: without_triggers(sql_list))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def bell(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Collects what is rung for, with 0 for the id where none is named. Tests of the queue itself do without it."""
    rung: list[tuple[str, int]] = []
    monkeypatch.setattr(queue, "ring", lambda name, row_ids: rung.extend((name, row_id) for row_id in row_ids))
    monkeypatch.setattr(queue, "knock", lambda name, row_id=0: rung.append((name, row_id)))
    return rung


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets stores call as they like: side by side on one Redis, stores of different databases have the same ids."""
    monkeypatch.setattr(Pace, "take", lambda _: 0.0)
    monkeypatch.setattr(Pace, "learn", lambda _, headers: None)
    monkeypatch.setattr(Pace, "rest", lambda _, seconds: None)
    monkeypatch.setattr(Pace, "answered", lambda _: None)
    monkeypatch.setattr(Pace, "unanswered", lambda _: None)


@pytest.fixture
def store(db: None) -> Store:
    """A Chilean store with its settings."""
    return factories.make_store()


@pytest.fixture
def invoicing_settings(store: Store) -> InvoicingSettings:
    """The store's settings."""
    return InvoicingSettings.objects.get(store=store)


@pytest.fixture
def order() -> Callable[..., dict[str, Any]]:
    """Makes order payloads."""
    return factories.order


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Jumpseller, answering as told; any other call fails."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield Platform(mock)
