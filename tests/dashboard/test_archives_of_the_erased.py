"""An erasure leaves no archive with the erased buyer, finished or in progress."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.countries.base import Retention
from apps.dashboard.archives import build, parts
from apps.dashboard.models import Archive
from apps.intake import erase_buyer
from apps.invoices.export.zip_stream import Entry
from apps.invoices.models import Invoice
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.dashboard.test_archives import asked, names
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "ana@example.com"
_EVA = {"customer": {"id": 2, "email": "eva@example.com", "fullname": "Eva"}, "billing_address": {"name": "Eva"}}


@pytest.fixture
def store(transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store whose documents are past their legal retention."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(Retention, "kept_until", lambda _, issued_on: issued_on - timedelta(days=1))
    return make_store()


@pytest.fixture
def sold(store: Store, sell: Callable[..., Invoice]) -> list[Invoice]:
    """Return an invoice of Ana, issued between two of Eva."""
    invoices = [sell(store, **_EVA), sell(store), sell(store, **_EVA)]
    for invoice in invoices:
        pdf_store.make_sure(invoice.pk)
    return invoices


def stored() -> list[str]:
    """Return the names of the stored files of archives."""
    return default_storage.listdir("archives")[1] if default_storage.exists("archives") else []


def test_ready_archives_are_deleted(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], sell: Callable[..., Invoice]
) -> None:
    other = make_store("beta")
    pdf_store.make_sure(sell(other).pk)
    kept = asked(signed_in(other))
    browser = signed_in(store)
    archive = asked(browser)
    for each in (kept, archive):
        build.build_archive(each.pk)
    table = browser.post("/documents.xlsx")
    assert table.status_code == 302
    assert erase_buyer.of_buyer(store, EMAIL) == (1, [])
    assert browser.get(f"/documents/archives/{archive.pk}/1").status_code == 404
    assert list(Archive.objects.filter(state="done")) == [kept]
    assert [name for name in stored() if not name.startswith(kept.token)] == []
    assert names(signed_in(other).get(f"/documents/archives/{kept.pk}/1")) == ["F-000001.pdf"]


def test_one_under_way_ends_without_the_erased(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The buyer is erased while the worker that has read the buyer's PDF writes it."""
    archive = asked(browser := signed_in(store))
    entries = parts.PdfPart._entries

    def erased_meanwhile(part: parts.PdfPart) -> Iterator[Entry]:
        yield from list(entries(part))
        erase_buyer.of_buyer(store, EMAIL)

    with monkeypatch.context() as patch:
        patch.setattr(parts.PdfPart, "_entries", erased_meanwhile)
        build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.parts, archive.done, stored()) == ("due", 0, 0, [])
    build.build_archive(archive.pk)
    build.forget_old_archives()
    found = names(browser.get(f"/documents/archives/{archive.pk}/1"))
    assert found == ["F-000001.pdf", "F-000003.pdf", "without-pdf.txt"]


def test_one_that_others_build_anew_is_not_taken_for_the_one_before(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other workers have stored a part and leased the next, so that their `attempts` equals that of the slow worker."""
    for limit in ("_MOST_PDFS", "_PDFS_AT_ONCE"):
        monkeypatch.setattr(parts, limit, 1)
    archive, entries = asked(signed_in(store)), parts.PdfPart._entries
    claimed: list[Any] = []

    def erased_meanwhile(part: parts.PdfPart) -> Iterator[Entry]:
        yield from list(entries(part))
        if not claimed:
            claimed.append(True)
            erase_buyer.of_buyer(store, EMAIL)
            build.build_archive(archive.pk)
            assert Archive.claim(archive.pk, lease=timedelta(minutes=3)) is not None
            claimed.extend(Archive.objects.values())

    monkeypatch.setattr(parts.PdfPart, "_entries", erased_meanwhile)
    build.build_archive(archive.pk)
    (after,) = Archive.objects.values()
    assert (after, after["state"], after["attempts"]) == (claimed[1], "claimed", 1)
    assert stored() == [f"{after['token']}-1.zip"]


def test_parts_that_are_stored_already_go_too(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MOST_PDFS", 2)
    monkeypatch.setattr(parts, "_PDFS_AT_ONCE", 1)
    archive = asked(signed_in(store))
    build.build_archive(archive.pk)
    assert len(stored()) == 1
    erase_buyer.of_buyer(store, EMAIL)
    assert stored() == []
    build.build_archive(archive.pk)
    build.build_archive(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.parts) == ("done", 2)
    assert len(stored()) == 2


def test_a_search_that_may_name_the_erased_goes_also_under_way(store: Store, sold: list[Invoice]) -> None:
    made = {"store": store, "kind": "table", "last_id": sold[2].pk, "total": 3}
    named = Archive.objects.create(token="a", text="Ana", about="Ana", **made)
    other = Archive.objects.create(token="b", **made)
    erase_buyer.of_buyer(store, EMAIL)
    assert list(Archive.objects.all()) == [other]
    assert not Archive.objects.filter(pk=named.pk).exists()


def test_the_sweep_makes_up_for_a_process_that_ended_after_the_commit(
    store: Store, signed_in: Callable[[Store], Client], sold: list[Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = asked(signed_in(store))
    build.build_archive(archive.pk)
    with monkeypatch.context() as patch:
        patch.setattr(build, "forget_erased", lambda _: None)
        erase_buyer.of_buyer(store, EMAIL)
    assert len(stored()) == 1
    build.forget_old_archives()
    assert (stored(), Archive.objects.count()) == ([], 0)
    later = asked(signed_in(store))
    build.build_archive(later.pk)
    build.forget_old_archives()
    assert Archive.objects.get().created_at <= timezone.now()
