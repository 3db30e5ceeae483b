"""Concurrent issuing and rendering in one series: one chain with the lock, a broken one without it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection
from pytest_django import Settings

from apps.core.postgresql.statements import Select, Slot
from apps.invoices.audit import verify
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, RenditionSeal, Seal
from apps.invoices.renditions import pdf_store
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
_WORKERS, _DOCUMENTS = 6, 12

Issue = Callable[..., Invoice]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Leave time between reading the latest link and adding one, and make rendering instant."""
    settings.MEDIA_ROOT = tmp_path
    latest = seals._latest

    def read(*arguments: Any) -> tuple[str, int]:
        found = latest(*arguments)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(seals, "_latest", read)
    monkeypatch.setattr(pdf_store, "to_pdf", lambda _: b"%PDF")


def at_once(issue: Issue) -> list[str]:
    """Render documents of one series while others are issued in it; return the errors."""
    store = make_store()
    issued = [issue(store).pk for _ in range(_DOCUMENTS)]

    def one(place: int) -> str:
        try:
            # Two workers render each document, a third issues one.
            issue(store) if place % 3 == 0 else pdf_store.make_sure(issued[place // 3])
        except IntegrityError as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(_WORKERS) as pool:
        return [error for error in pool.map(one, range(3 * _DOCUMENTS)) if error]


def test_with_the_lock_there_is_one_chain(slow: None, issue: Issue) -> None:
    assert at_once(issue) == []
    assert (Seal.objects.count(), RenditionSeal.objects.count()) == (2 * _DOCUMENTS, _DOCUMENTS)
    assert verify.findings() == []


def test_without_the_lock_the_database_refuses_a_fork(
    slow: None, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked = Select(lambda: Invoice.objects.filter(pk=Slot("invoice_id")).select_related("series"))
    monkeypatch.setattr(pdf_store, "_LOCKED", unlocked)
    assert any("does not follow the latest of its series" in error for error in at_once(issue))
    assert verify.findings() == []
