"""Eight workers issue concurrently: with the series' row locked numbers run 1..n, without it they repeat."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from apps.invoices.models import Invoice
from apps.stores.models import Store
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
_WORKERS, _DOCUMENTS = 8, 40


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave time between reading the counter and writing it back, so that others read it too."""

    def today(_: str) -> date:
        time.sleep(0.01)
        return date(2026, 3, 1)

    monkeypatch.setattr("apps.invoices.issuing.numbers.clock.today", today)


def _issue_at_once(store: Store, issue: Callable[..., Invoice]) -> list[str]:
    def one(_: int) -> str:
        try:
            return issue(store).number
        except IntegrityError as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(_WORKERS) as pool:
        return list(pool.map(one, range(_DOCUMENTS)))


def test_with_the_lock_numbers_run_without_gap_or_repeat(slow: None, issue: Callable[..., Invoice]) -> None:
    numbers = _issue_at_once(make_store(), issue)
    assert sorted(numbers) == [f"F-{n:06d}" for n in range(1, _DOCUMENTS + 1)]


def test_without_the_lock_the_bug_shows(
    slow: None, issue: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(queryset: QuerySet[Any], *_: object, **__: object) -> QuerySet[Any]:
        return queryset.all()

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    assert "IntegrityError" in _issue_at_once(make_store(), issue)
