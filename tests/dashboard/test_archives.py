"""PDFs of a period: requested, built a part at a time, downloaded by their own store, deleted after a week."""

import io
import threading
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.dashboard.archives import build, parts
from apps.dashboard.models import KEPT, Archive
from apps.invoices.models import Invoice
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store

_ALWAYS = {"first_day": "2000-01-01", "last_day": "2199-12-31"}


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def sold(store: Store, sell: Callable[..., Invoice]) -> list[Invoice]:
    invoices = [sell(store) for _ in range(3)]
    for invoice in invoices[:2]:
        pdf_store.make_sure(invoice.pk)
    return invoices


def names(answer: Any) -> list[str]:
    content = b"".join(answer)
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def asked(browser: Client) -> Archive:
    assert browser.post("/documents/archives", _ALWAYS).status_code == 302
    return Archive.objects.latest("pk")


def days_from(year: int) -> dict[str, str]:
    return {"first_day": f"{year}-01-01", "last_day": "2199-12-31"}


def test_a_store_has_three_archives_under_way_at_most(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], sell: Callable[..., Invoice]
) -> None:
    browser, other = signed_in(store), make_store("beta")
    answers = [browser.post("/documents/archives", days_from(2000 + number)) for number in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 409, 409]
    assert "Three files are already being prepared." in answers[-1].content.decode()
    refused = browser.post("/documents.xlsx")
    assert (refused.status_code, "Three files" in refused.content.decode()) == (409, True)
    assert browser.post("/documents/archives", days_from(2000)).status_code == 302
    assert Archive.objects.count() == 3
    sell(other)
    assert signed_in(other).post("/documents.xlsx").status_code == 302
    build.build_archive(Archive.objects.filter(store=store).latest("pk").pk)
    assert browser.post("/documents.xlsx").status_code == 302


def test_archives_that_the_page_no_longer_shows_are_deleted_with_their_files(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_SHOWN", 2)
    browser, made = signed_in(store), []
    for number in range(3):
        browser.post("/documents/archives", days_from(2000 + number))
        made.append(Archive.objects.latest("pk"))
        build.build_archive(made[-1].pk)
    build.forget_old_archives()
    assert list(Archive.objects.order_by("pk")) == made[1:]
    assert [default_storage.exists(build._path(archive, 1)) for archive in made] == [False, True, True]


def test_a_file_that_cannot_be_deleted_keeps_no_other(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], settings: Any
) -> None:
    browser, made = signed_in(store), []
    for number in range(2):
        browser.post("/documents/archives", days_from(2000 + number))
        made.append(Archive.objects.latest("pk"))
        build.build_archive(made[-1].pk)
    Archive.objects.update(finished_at=timezone.now() - KEPT - timedelta(seconds=1))
    stubborn = Path(settings.MEDIA_ROOT) / build._path(made[0], 1)
    stubborn.unlink()
    stubborn.mkdir()
    (stubborn / "something").touch()
    build.forget_old_archives()
    assert list(Archive.objects.all()) == made[:1]
    (stubborn / "something").unlink()
    build.forget_old_archives()
    assert not Archive.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_requests_at_once_start_no_more_than_three(
    sell: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    store = make_store()
    sell(store)
    if not locked:
        monkeypatch.setattr(build, "lock_until_commit", lambda *_: None)
    together = threading.Barrier(8)
    create = Archive.objects.create

    def slowly(**values: Any) -> Archive:
        time.sleep(0.2)
        return create(**values)

    def ask(number: int) -> None:
        try:
            together.wait()
            with suppress(build.TooManyArchives):
                build.ask_for_pdfs(store, date(2000 + number, 1, 1), date(2199, 12, 31))
        finally:
            connection.close()

    monkeypatch.setattr(Archive.objects, "create", slowly)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    count = Archive.objects.count()
    assert count == 3 if locked else count > 3


def test_an_archive_holds_the_pdfs_of_its_days(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], sell: Callable[..., Invoice]
) -> None:
    sell(make_store("beta"))
    browser = signed_in(store)
    archive = asked(browser)
    assert "0 of 3 documents" in browser.get("/documents/archives").content.decode()
    assert browser.get(f"/documents/archives/{archive.pk}/1").status_code == 404
    build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.done, archive.parts) == ("done", 3, 1)
    answer = browser.get(f"/documents/archives/{archive.pk}/1")
    assert names(answer) == ["F-000001.pdf", "F-000002.pdf", "without-pdf.txt"]
    assert "Download" in browser.get("/documents/archives").content.decode()
    assert browser.get(f"/documents/archives/{archive.pk}/2").status_code == 404
    assert signed_in(make_store("gamma")).get(f"/documents/archives/{archive.pk}/1").status_code == 404


def test_many_documents_make_several_parts(
    store: Store,
    signed_in: Callable[[Store], Client],
    sold: list[Invoice],
    monkeypatch: pytest.MonkeyPatch,
    published: list[tuple[str, int]],
) -> None:
    monkeypatch.setattr(parts, "_MOST_PDFS", 2)
    monkeypatch.setattr(parts, "_PDFS_AT_ONCE", 1)
    pdf_store.make_sure(sold[2].pk)
    browser = signed_in(store)
    archive = asked(browser)
    build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.done, archive.parts) == ("due", 2, 1)
    assert published[-1] == ("dashboard.build_archive", archive.pk)
    build.build_archive(archive.pk)
    found = [names(browser.get(f"/documents/archives/{archive.pk}/{part}")) for part in (1, 2)]
    assert found == [["F-000001.pdf", "F-000002.pdf"], ["F-000003.pdf"]]


def test_a_damaged_pdf_ends_the_work_with_its_name(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice]
) -> None:
    default_storage.delete(sold[0].rendition.path)
    browser = signed_in(store)
    build.build_archive(asked(browser).pk)
    assert "The stored PDF of document F-000001 is missing" in browser.get("/documents/archives").content.decode()


def test_asking_twice_builds_once(store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice]) -> None:
    browser = signed_in(store)
    assert asked(browser) == asked(browser)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-02-01", "2026-01-01", "before the first one"),
        ("1999-01-01", "1999-12-31", "No documents were issued on these days"),
        ("", "2026-01-01", "required"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], first: str, last: str, told: str
) -> None:
    page = signed_in(store).post("/documents/archives", {"first_day": first, "last_day": last})
    assert told in page.content.decode()
    assert not Archive.objects.exists()


def test_a_week_later_it_is_gone(store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice]) -> None:
    browser = signed_in(store)
    archive = asked(browser)
    build.build_archive(archive.pk)
    build.forget_old_archives()
    assert default_storage.listdir("archives")[1]
    Archive.objects.update(finished_at=timezone.now() - KEPT - timedelta(seconds=1))
    assert browser.get(f"/documents/archives/{archive.pk}/1").status_code == 404
    assert "This file was deleted after a week" in browser.get("/documents/archives").content.decode()
    build.forget_old_archives()
    assert not default_storage.listdir("archives")[1]
    assert not Archive.objects.exists()
