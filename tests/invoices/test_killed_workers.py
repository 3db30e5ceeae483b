"""Eight processes issue in one series while they are killed in turn: numbers run 1..n, and the series is sound."""

import multiprocessing
import os
import random
import secrets
import signal
import time
from collections.abc import Callable

import pytest
from django.db import connection, connections

from apps.invoices.audit import verify
from apps.invoices.models import Invoice, Series
from apps.stores.models import Store
from tests.factories import make_store, order

pytestmark = pytest.mark.django_db(transaction=True)
_WORKERS, _DOCUMENTS, _KILLED = 8, 80, 24

Issue = Callable[..., Invoice]
# The child processes need the test database of this one.
_processes = multiprocessing.get_context("fork")
# Memory without a lock: whoever is killed with a lock would keep it.
_all_killed = _processes.RawValue("b", 0)


def _issue_until_enough(store: Store, issue: Issue) -> None:
    connections.close_all()
    while not _all_killed.value or Invoice.objects.count() < _DOCUMENTS:
        issue(store, order(id=1 + secrets.randbelow(2**50)))
    connections.close_all()
    os._exit(0)


def test_numbers_run_from_one_to_the_last_whoever_is_killed(issue: Issue) -> None:
    store = make_store()
    killed = _issue_under_fire(store, issue)
    numbers = list(Invoice.objects.order_by("sequence").values_list("sequence", flat=True))
    assert killed == _KILLED
    assert len(numbers) >= _DOCUMENTS
    assert numbers == list(range(1, len(numbers) + 1))
    assert Series.objects.get().next_number == len(numbers) + 1
    assert verify.findings() == []


def _issue_under_fire(store: Store, issue: Issue) -> int:
    """Run the workers until there are enough documents and return how many were killed meanwhile."""
    chance, killed = random.Random(7), 0
    connection.close()
    workers = [_start(store, issue) for _ in range(_WORKERS)]
    while any(worker.exitcode != 0 for worker in workers):
        time.sleep(chance.uniform(0.01, 0.03))
        for index, worker in enumerate(workers):
            if worker.exitcode not in (None, 0):
                assert worker.exitcode == -signal.SIGKILL
                workers[index] = _start(store, issue)
        victim = chance.choice(workers)
        if killed < _KILLED and victim.is_alive():
            victim.kill()
            victim.join()
            killed += victim.exitcode == -signal.SIGKILL
            _all_killed.value = killed == _KILLED
    return killed


def _start(store: Store, issue: Issue) -> multiprocessing.process.BaseProcess:
    worker = _processes.Process(target=_issue_until_enough, args=(store, issue))
    worker.start()
    return worker
