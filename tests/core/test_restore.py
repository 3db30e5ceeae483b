"""Backup and restore as docs/operations.md describes them: its commands are taken from it and run in a shell.

They run against a database of their own on the tests' server, with documents and work of every kind.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from apps.automation import pipeline
from apps.automation.models import OrderRecord
from apps.core.work import Work
from apps.dashboard.settings.sections import FIRST_STEPS
from apps.dashboard.setup import checklist
from apps.invoices.models import Invoice, Kind, Mailing, Posting, Rendition, Seal
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from apps.stores.models import InvoicingSettings, Store
from config.environment import PROJECT
from tests import migrated
from tests.factories import make_store, order
from tests.golden import database
from tests.migrated import POSTGRESQL_TOOLS
from tests.platform import Platform


def _blocks(heading: str) -> list[str]:
    """Return the code blocks of the section `heading` of docs/operations.md."""
    text = (PROJECT / "docs" / "operations.md").read_text()
    section = re.split(r"\n##+ ", text.split(f"# {heading}\n", 1)[1])[0]
    return [textwrap.dedent(block) for block in re.findall(r"^ *```\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL)]


_BACKUP, _RESTORE, _CHECKS = _blocks("Backup and restore")
(_NEW_SERIES,) = _blocks("Documents that a restore loses")


class Installation:
    """A database, a folder of PDFs and a folder of backups, and a shell that has them in its environment."""

    def __init__(self, folder: Path) -> None:
        self.media, self.backup = folder / "media", folder / "backup"
        self.backup.mkdir()
        parts = urlsplit(os.environ["DATABASE_URL"])
        self.environment = os.environ | {
            "DATABASE_URL": urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}")),
            "MEDIA_ROOT": str(self.media),
            "BACKUP": str(self.backup),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PATH": os.pathsep.join([str(POSTGRESQL_TOOLS), str(Path(sys.executable).parent), os.environ["PATH"]]),
        }

    def run(self, commands: str) -> str:
        """Run `commands` up to the first that fails, while no connection of Django is open; return what they print."""
        connection.close()
        shell = ["bash", "-ec", commands]
        done = subprocess.run(shell, cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, Path]]:
    """Return the name of a database with documents and work of every kind, and the folder of its PDFs."""
    folder = tmp_path_factory.mktemp("furnished")
    name = f"{connection.settings_dict['NAME']}_furnished"
    copied = _database(name, migrated.template_database())
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), copied:
        database.furnish()
        for document in Invoice.objects.filter(rendition=None):
            pdf_store.make_sure(document.pk)
        yield name, folder


@pytest.fixture
def installation(
    tmp_path: Path, furnished: tuple[str, Path], django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """Let Django use a copy of the furnished database until the test ends."""
    template, folder = furnished
    shutil.copytree(folder, tmp_path / "media")
    copied = _database(f"{template}_copy", template)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path / "media"), copied:
        yield Installation(tmp_path)


@contextmanager
def _database(name: str, template: str = "template1") -> Iterator[None]:
    """Let Django use a database `name`, made like `template`, during the block."""
    usual = connection.settings_dict["NAME"]
    # A template is copied while no one is connected to it.
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = usual
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connection.close()


def _state() -> dict[str, object]:
    """Return what a restore must bring back."""
    return {
        "documents": [*Invoice.objects.order_by("pk").values_list("uid", "number", "gross_total")],
        "seals": [*Seal.objects.order_by("pk").values_list("invoice", "sha256")],
        "work": {kind.__name__: sorted(kind._default_manager.values_list("pk", "state")) for kind in _kinds()},
    }


def _kinds() -> list[type[Work]]:
    return sorted(Work.__subclasses__(), key=lambda kind: kind.__name__)


def _sell(platform: Platform, store: Store) -> Invoice:
    """Return the invoice of a new order, rendered and posted."""
    sold = order()
    platform.serve_order(sold)
    pipeline.order_changed(store, sold["id"])
    invoice = Invoice.objects.get(store=store, order_id=sold["id"])
    pdf_store.make_sure(invoice.pk)
    order_link.post_link(Posting.objects.get(invoice=invoice).pk)
    return invoice


def test_a_restore_brings_back_documents_seals_files_and_work(installation: Installation) -> None:
    assert {*Invoice.objects.values_list("kind", flat=True)} == {*Kind.values}
    before = _state()
    installation.run(_BACKUP)
    Mailing.objects.update(state=Work.State.DONE)
    Posting.objects.update(state=Work.State.DONE)
    lost = Rendition.objects.order_by("-pk")[0]
    (installation.media / lost.path).unlink()
    assert _state() != before
    installation.run(_RESTORE)
    assert "Every series is sound." in installation.run(_CHECKS)
    assert _state() == before


def test_the_checks_name_a_file_that_is_missing(installation: Installation) -> None:
    installation.run(_BACKUP)
    lost = Rendition.objects.order_by("-pk")[0]
    (installation.backup / "media" / lost.path).unlink()
    (installation.media / lost.path).unlink()
    installation.run(_RESTORE)
    with pytest.raises(AssertionError, match=lost.invoice.number):
        installation.run(_CHECKS)


def test_a_link_that_was_posted_after_the_backup_is_not_posted_twice(
    installation: Installation, platform: Platform
) -> None:
    store = make_store("restored")
    sold = order()
    platform.serve_order(sold)
    pipeline.order_changed(store, sold["id"])
    posting = Posting.objects.get(store=store)
    pdf_store.make_sure(posting.invoice_id)
    installation.run(_BACKUP)
    order_link.post_link(posting.pk)
    assert len(platform.documents[sold["id"]]) == 1
    installation.run(_RESTORE)
    Posting.objects.filter(pk=posting.pk).update(due_at=timezone.now(), rung_at=None)
    assert posting.pk in Posting.sweep()
    order_link.post_link(posting.pk)
    assert Posting.objects.get(pk=posting.pk).state == Work.State.DONE
    assert len(platform.documents[sold["id"]]) == 1


def test_without_new_series_a_forgotten_number_and_sale_are_used_again(
    installation: Installation, platform: Platform
) -> None:
    """The control of the next test: what the document's steps prevent does happen without them."""
    store = make_store("restored")
    installation.run(_BACKUP)
    forgotten = _sell(platform, store)
    installation.run(_RESTORE)
    pipeline.order_changed(store, forgotten.order_id)
    again = Invoice.objects.get(store=store)
    assert (again.order_id, again.number) == (forgotten.order_id, forgotten.number)
    assert again.uid != forgotten.uid


def test_with_new_series_no_forgotten_number_or_sale_is_used_again(
    installation: Installation, platform: Platform
) -> None:
    store = make_store("restored")
    InvoicingSettings.objects.filter(store=store).update(steps_done=[*FIRST_STEPS])
    installation.run(_BACKUP)
    forgotten = _sell(platform, store)
    installation.run(_RESTORE + _CHECKS + _NEW_SERIES)
    never_sold = order()
    platform.serve_order(never_sold)
    both = (forgotten.order_id, never_sold["id"])
    for order_id in both:
        pipeline.order_changed(store, order_id)
    assert not Invoice.objects.filter(store=store).exists()
    checklist.turn_on_issuing(store, by="", with_waiting=True)
    for order_id in both:
        pipeline.order_changed(store, order_id)
    issued = Invoice.objects.get(store=store)
    assert issued.order_id == never_sold["id"]
    assert issued.number.startswith("F-R-")
    record = OrderRecord.objects.get(store=store, order_id=forgotten.order_id)
    assert [reason["code"] for reason in record.reasons] == ["invoiced_elsewhere"]
    assert forgotten.number in str(record.reasons)
