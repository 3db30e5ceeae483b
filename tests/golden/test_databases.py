"""Databases of earlier days come up to date with everything that they held."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from apps.automation.models import BackfilledOrder, OrderRecord
from apps.core.work import Work
from apps.dashboard.documents import detail
from apps.invoices.audit import verify
from apps.invoices.issuing import seals
from apps.invoices.models import (
    AccountReview,
    AuthorityCheck,
    Invoice,
    Mailing,
    Posting,
    Rendering,
    Rendition,
    Seal,
    Submission,
)
from apps.orders.models import Erasure
from apps.stores.models import Store
from tests.golden import database

_DUMPS = sorted(database.FOLDER.glob("*.sql"))


# Dumps from before a kind of work had rows, which hold some of its states at most.
_BEFORE: dict[str, set[type[Work]]] = {"2026-11-28": {Rendering, Submission, AuthorityCheck, AccountReview}}


@pytest.fixture(scope="module", params=_DUMPS, ids=lambda path: path.stem)
def dump(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def up_to_date(dump: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """Return the name of a database into which a dump was loaded, and which was migrated."""
    name = _load(dump, "migrated", django_db_blocker)
    with _used(name, django_db_blocker):
        call_command("migrate", verbosity=0)
    return name


@pytest.fixture
def migrated(up_to_date: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let Django use a copy of the migrated database until the test ends."""
    copy = f"{up_to_date}_copy"
    with django_db_blocker.unblock():
        _create(copy, template=up_to_date)
    with _used(copy, django_db_blocker):
        yield


def _load(path: Path, ending: str, django_db_blocker: DjangoDbBlocker) -> str:
    """Load the dump at `path` into a database of its own, whose name ends with `ending`, and return the name."""
    name = f"{connection.settings_dict['NAME']}_of_{path.stem.replace('-', '')}_{ending}"
    with django_db_blocker.unblock():
        _create(name)
    with psycopg.connect(**connection.get_connection_params() | {"dbname": name}, autocommit=True) as empty:
        empty.execute(path.read_text().encode())
    return name


def _create(name: str, template: str = "template1") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@contextmanager
def _used(name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let Django use the database `name`."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual


def test_every_series_is_sound_and_proven(migrated: None) -> None:
    assert Store.objects.count() > 1
    # The dump holds no files.
    assert [finding for finding in verify.findings() if "PDF" not in finding] == []
    chains = [chain for store in Store.objects.all() for chain in seals.chains_of(store)]
    links = [link for chain in chains for link in seals.links_of(chain)]
    assert len(links) > Seal.objects.count() > 20
    assert all(seals.fits_its_text(link) for link in links)


def test_work_of_every_kind_is_where_it_was(migrated: None, dump: Path) -> None:
    for kind in set(Work.__subclasses__()) - _BEFORE.get(dump.stem, set()):
        rows = kind._default_manager
        assert {*rows.values_list("state", flat=True)} == {*Work.State.values}, kind.__name__
        of_rendered = Q(invoice__rendition__isnull=False) if kind in (Posting, Mailing) else Q()
        due = {*rows.filter(of_rendered, state=Work.State.DUE).values_list("pk", flat=True)}
        assert {*kind.sweep()} == due, kind.__name__
        failed = rows.filter(state=Work.State.FAILED)[0]
        assert (failed.attempts, failed.error) == (24, "Jumpseller answered 422."), kind.__name__


def test_an_erased_buyer_stays_erased(migrated: None) -> None:
    erasure = Erasure.objects.get()
    (document,) = Invoice.objects.filter(store=erasure.store, order_id=erasure.order_id)
    assert document.is_erased()
    assert (document.buyer_name, document.buyer_email) == ("", "")


def test_an_order_that_was_put_aside_does_not_come_back(migrated: None) -> None:
    put_aside = OrderRecord.objects.exclude(dismissed=[]).get()
    assert put_aside.reasons == put_aside.dismissed


def test_reasons_are_codes_and_figures_and_no_text_is_lost(migrated: None) -> None:
    told = [reason for record in OrderRecord.objects.all() for reason in (*record.reasons, *record.dismissed)]
    told += [reason for order in BackfilledOrder.objects.all() for reason in order.reasons]
    assert len(told) > 20
    for reason in told:
        text = f"The reason {reason['code']}, as it was kept."
        assert reason["details"] == [{"code": "as_written", "figures": {"text": text}}]


def test_orders_wait_for_what_they_waited_for(migrated: None) -> None:
    waiting = OrderRecord.objects.exclude(waiting_for="").order_by("order_id")
    assert [*waiting.values_list("order_id", "waiting_for")] == [(7204, "request"), (7205, "start")]
    assert OrderRecord.objects.waiting_for_start().get().order_id == 7205
    assert OrderRecord.objects.odd().get().order_id == 7202


def test_documents_of_before_show_their_remarks_as_they_were_written(migrated: None) -> None:
    document = Invoice.objects.exclude(remarks="").order_by("pk")[0]
    assert document.noticed == []
    assert detail.document_context(document)["remarks"] == document.remarks.splitlines()


# What postings did for the rendering of their documents before that was work of its own, in the order of their ids.
_RENDERED_BY_POSTINGS = """
WITH unrendered AS (
    SELECT p.id, row_number() OVER (ORDER BY p.id) AS place FROM invoices_posting p
    WHERE NOT EXISTS (SELECT 1 FROM invoices_rendition r WHERE r.invoice_id = p.invoice_id)
), tried (place, state, attempts, error) AS (
    VALUES (1, 'due', 0, ''), (2, 'due', 3, 'The PDF was not rendered: OSError.'), (3, 'claimed', 4, ''),
           (4, 'failed', 24, 'The PDF was not rendered: OSError.')
)
UPDATE invoices_posting p SET state = t.state, attempts = t.attempts, error = t.error, rung_at = now(),
    due_at = CASE t.state WHEN 'claimed' THEN now() + interval '1 minute' ELSE p.due_at END
FROM unrendered u JOIN tried t USING (place) WHERE u.id = p.id
RETURNING p.id, p.invoice_id, t.state, t.attempts, t.error
"""
_MAIL_THAT_WAITS = """
INSERT INTO invoices_mailing (store_id, invoice_id, recipient, by_hand, created_at, state, attempts, due_at, error)
SELECT store_id, id, 'ana@example.com', true, now(), 'due', 5, now() + interval '5 hours',
       'The PDF is not rendered yet.'
FROM invoices_invoice WHERE id = %s RETURNING id
"""
_OF_RENDERED = """
SELECT p.id, p.store_id, p.invoice_id, p.state, p.attempts, p.due_at, p.rung_at, p.error, p.finished_at, p.seen_at
FROM invoices_posting p JOIN invoices_rendition r USING (invoice_id) ORDER BY p.id
"""


def test_renderings_under_way_become_work_of_their_own(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    name = _load(database.FOLDER / "2026-11-28.sql", "under_way", django_db_blocker)
    with _used(name, django_db_blocker):
        under_way = sorted(_rows(_RENDERED_BY_POSTINGS))
        ((mail_id,),) = _rows(_MAIL_THAT_WAITS, [under_way[0][1]])
        posted = _rows(_OF_RENDERED)
        assert [state for _, _, state, _, _ in under_way] == ["due", "due", "claimed", "failed"]
        call_command("migrate", verbosity=0)
        assert _rows(_OF_RENDERED) == posted
        _assert_one_rendering_a_document()
        _assert_taken_over(under_way)
        mailing = Mailing.objects.get(pk=mail_id)
        assert (mailing.state, mailing.attempts, mailing.error) == ("due", 0, "")
        assert mailing.due_at <= timezone.now()


def _rows(query: str, values: Sequence[Any] = ()) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _assert_one_rendering_a_document() -> None:
    """Assert that each document has a rendering, which is done where the document has its PDF."""
    ids = set(Invoice.objects.values_list("pk", flat=True))
    assert set(Rendering.objects.values_list("invoice", flat=True)) == ids
    done = Rendering.objects.filter(state=Rendering.State.DONE).values_list("invoice", flat=True)
    assert set(done) == set(Rendition.objects.values_list("invoice", flat=True)) < ids


def _assert_taken_over(under_way: list[Any]) -> None:
    """Assert that renderings go on where the postings were, and that each posting is due once its PDF exists."""
    to_render, to_post = set(Rendering.sweep()), set(Posting.sweep())
    for posting_id, invoice_id, state, attempts, error in under_way:
        rendering = Rendering.objects.get(invoice=invoice_id)
        assert (rendering.state, rendering.attempts, rendering.error) == (state, attempts, error)
        # The lease of the claim is not over.
        assert (rendering.pk in to_render) == (state == "due")
        posting = Posting.objects.get(pk=posting_id)
        assert (posting.state, posting.attempts, posting.error, posting.finished_at) == ("due", 0, "", None)
        assert posting.due_at <= timezone.now()
        # It may have been posted: it is looked for.
        assert posting.tries > 0
        assert posting_id not in to_post
