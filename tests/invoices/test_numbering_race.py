"""Eight workers issue concurrently: with the series' row locked numbers run 1..n, without it they repeat."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connection

from apps.invoices.issuing import numbers
from apps.invoices.models import Invoice, Kind, Series
from apps.stores.models import Store
from apps.stores.setting_groups import NumberingRules
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
    assert sorted(_issue_at_once(make_store(), issue)) == [f"F-{n:06d}" for n in range(1, _DOCUMENTS + 1)]


def test_without_the_lock_the_bug_shows(
    slow: None, issue: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(store: Store, kind: Kind, rules: NumberingRules, today: date) -> Series | None:
        series = Series.objects.filter(store=store, kind=kind, prefix=rules.invoice_prefix).first()
        if series is not None:
            series.next_number, series.last_date = series.next_number + 1, today
            time.sleep(0.01)
            series.save()
        return series

    monkeypatch.setattr(numbers, "_taken", unlocked)
    assert "IntegrityError" in _issue_at_once(make_store(), issue)
