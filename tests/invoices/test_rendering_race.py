"""Workers at once render a document once and claim its posting once; a worker killed after the PDF loses nothing."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Q
from django.utils import timezone
from pytest_django import Settings

from apps.core import queue
from apps.invoices import tasks
from apps.invoices.models import Invoice, Posting, Rendering, Rendition
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from config.local.processes import wait_until
from tests.factories import make_store
from tests.platform import Platform

pytestmark = pytest.mark.django_db(transaction=True)
_AT_ONCE = 6
# The child process needs the test database of this one.
_processes = multiprocessing.get_context("fork")


@pytest.fixture
def invoice(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    return issue(make_store())


def at_once(action: Callable[[], Any]) -> list[Any]:
    """Run `action` several times concurrently and return the results."""

    def one(_: int) -> Any:
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, range(_AT_ONCE)))


# --- One rendering ---------------------------------------------------------------------------------------------------
@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with each PDF that is made; a PDF takes a while."""
    made: list[object] = []

    def to_pdf(document: object) -> bytes:
        made.append(document)
        time.sleep(0.3)
        return b"%PDF"

    monkeypatch.setattr(pdf_store, "to_pdf", to_pdf)
    return made


def test_many_messages_for_one_document_make_one_pdf(invoice: Invoice, rendered: list[object]) -> None:
    at_once(lambda: pdf_store.render_and_store(invoice.rendering.pk))
    assert len(rendered) == 1
    assert Rendering.objects.get().state == Rendering.State.DONE


def test_without_the_claim_they_make_many(
    invoice: Invoice, rendered: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rendering, "claim", lambda row_id: Rendering.objects.get(pk=row_id))
    at_once(lambda: pdf_store.render_and_store(invoice.rendering.pk))
    assert len(rendered) > 1
    assert Rendition.objects.count() == 1


# --- One posting -----------------------------------------------------------------------------------------------------
@contextmanager
def claimed_by_another(posting_id: int) -> Iterator[None]:
    """Claim the posting in a transaction that is committed when all other workers wait for its row."""

    def all_wait() -> bool:
        with connection.cursor() as cursor:
            # Within a transaction the view would stay as it was.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            return bool(cursor.fetchone()[0] == _AT_ONCE)

    with transaction.atomic():
        assert Posting.claim(posting_id) is not None
        yield
        wait_until(all_wait, seconds=20, what="the others to wait")


def claims_of_the_others(posting_id: int) -> int:
    """Return how many of the workers claim a posting that another claims while they wait for it."""
    with ThreadPoolExecutor(1) as pool:
        with claimed_by_another(posting_id):
            others = pool.submit(at_once, lambda: Posting.claim(posting_id))
        return sum(row is not None for row in others.result())


def test_a_posting_is_claimed_once(invoice: Invoice) -> None:
    pdf_store.make_sure(invoice.pk)
    assert claims_of_the_others(invoice.posting.pk) == 0


def test_with_a_join_in_the_condition_it_is_claimed_again(invoice: Invoice, monkeypatch: pytest.MonkeyPatch) -> None:
    def joined(now: datetime) -> Q:
        return Rendering.is_due(now) & Q(invoice__rendition__isnull=False)

    pdf_store.make_sure(invoice.pk)
    monkeypatch.setattr(Posting, "is_due", joined)
    assert claims_of_the_others(invoice.posting.pk) > 0


# --- A killed worker -------------------------------------------------------------------------------------------------
def killed_at(name: str, owner: object, rendering_id: int) -> int:
    """Render in a process that is killed where it calls `name` of `owner`; return how it ended."""

    assert hasattr(owner, name)

    def work() -> None:
        setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        pdf_store.render_and_store(rendering_id)

    connections.close_all()
    worker = _processes.Process(target=work)
    worker.start()
    worker.join()
    return worker.exitcode or 0


@pytest.mark.parametrize(
    ("name", "owner", "state"),
    [("finish", Rendering, "claimed"), ("publish", queue, "done")],
    ids=["before the rendering ends", "before the posting is published"],
)
def test_a_worker_killed_after_the_pdf_loses_nothing(
    name: str, owner: object, state: str, invoice: Invoice, platform: Platform, published: list[tuple[str, int]]
) -> None:
    assert killed_at(name, owner, invoice.rendering.pk) == -signal.SIGKILL
    assert Rendering.objects.get().state == state
    published.clear()
    tasks.sweep()
    assert published == [("invoices.post", invoice.posting.pk)]
    platform.serve_documents(invoice.order_id)
    order_link.post_link(invoice.posting.pk)
    assert Posting.objects.get().state == Posting.State.DONE
    # The lease is over.
    Rendering.objects.update(due_at=timezone.now())
    pdf_store.render_and_store(invoice.rendering.pk)
    assert (Rendering.objects.get().state, Rendition.objects.count()) == ("done", 1)
    assert len(platform.documents[invoice.order_id]) == 1


def test_a_worker_killed_while_it_renders_leaves_the_document_to_another(invoice: Invoice) -> None:
    assert killed_at("to_pdf", pdf_store, invoice.rendering.pk) == -signal.SIGKILL
    tasks.sweep()
    pdf_store.render_and_store(invoice.rendering.pk)
    assert (Rendering.objects.get().state, Posting.sweep()) == ("claimed", [])
    Rendering.objects.update(due_at=timezone.now())
    pdf_store.render_and_store(invoice.rendering.pk)
    assert (Rendering.objects.get().state, Rendition.objects.count()) == ("done", 1)
