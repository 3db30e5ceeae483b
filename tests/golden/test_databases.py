"""Databases of earlier days come up to date with everything that they held."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from apps.automation.models import BackfilledOrder, OrderRecord
from apps.core.work import Work
from apps.dashboard.documents import detail
from apps.invoices.audit import verify
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, Seal
from apps.orders.models import Erasure
from apps.stores.models import Store
from tests.golden import database

_DUMPS = sorted(database.FOLDER.glob("*.sql"))


@pytest.fixture(params=_DUMPS, ids=lambda path: path.stem)
def migrated(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Load a dump into a database of its own, migrate it, and let Django use it until the test ends."""
    path: Path = request.param
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_of_{path.stem.replace('-', '')}"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict["NAME"] = name
        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as empty:
            empty.execute(path.read_text().encode())
        connection.close()
        call_command("migrate", verbosity=0)
        yield
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


def test_work_of_every_kind_is_where_it_was(migrated: None) -> None:
    for kind in Work.__subclasses__():
        rows = kind._default_manager
        assert {*rows.values_list("state", flat=True)} == {*Work.State.values}, kind.__name__
        due = {*rows.filter(state=Work.State.DUE).values_list("pk", flat=True)}
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
