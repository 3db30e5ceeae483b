"""Documents that disappeared at the platform: found by list or by order, posted again, others' left unchanged."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.automation import example_order, missing_links
from apps.automation.models import Reposting
from apps.invoices import links
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice, Kind, Posting
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from apps.orders import snapshots
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order, own
from tests.platform import Platform

Published = list[tuple[str, int]]
LONG_AGO = timedelta(hours=1)


@pytest.fixture
def look(store: Store, settings: Settings, tmp_path: Path) -> Reposting:
    settings.MEDIA_ROOT = tmp_path
    return Reposting.objects.create(store=store, span_days=35)


@pytest.fixture
def posted(store: Store) -> Callable[..., Posting]:
    """Return a document whose link was posted an hour ago."""

    def made() -> Posting:
        payload = order()
        data = read_order(payload).data
        assert data is not None
        invoicing_settings = InvoicingSettings.objects.get(store=store)
        made = issue.issue_invoice(
            store=store,
            invoicing_settings=invoicing_settings,
            order=data,
            snapshot=snapshots.freeze_order(store, payload),
        )
        invoice = own(made)
        _was_posted(invoice)
        return Posting.objects.get(invoice=invoice)

    return made


def _was_posted(invoice: Invoice) -> None:
    then = timezone.now() - LONG_AGO
    Posting.objects.filter(invoice=invoice).update(state=Posting.State.DONE, finished_at=then, attempts=1)


def entry(row: Posting) -> dict[str, Any]:
    invoice = row.invoice
    link = links.document_link(invoice)
    return {"document_type": 1, "external_id": str(invoice.uid), "public_id": invoice.number, "url": link}


def serve(platform: Platform, *documents: dict[str, Any]) -> list[str]:
    """Serve `documents` of all orders page by page; return the requested pages."""
    asked: list[str] = []

    def listed(request: Any) -> tuple[int, dict[str, str], str]:
        query = parse_qs(urlsplit(request.url).query)
        asked.append(query["page"][0])
        size = int(query["limit"][0])
        start = (int(query["page"][0]) - 1) * size
        return 200, {}, json.dumps([{"document": document} for document in documents[start : start + size]])

    platform.mock.add_callback("GET", platform.url("documents.json"), callback=listed)
    return asked


def states() -> list[str]:
    return list(Posting.objects.order_by("pk").values_list("state", flat=True))


def foreign(number: int) -> dict[str, Any]:
    return {"document_type": 1, "external_id": f"x-{number}", "public_id": f"{number}", "url": "https://other.example"}


def test_only_what_is_gone_is_posted_again(
    look: Reposting, posted: Callable[..., Posting], platform: Platform, published: Published
) -> None:
    there, gone = posted(), posted()
    serve(platform, foreign(1), entry(there))
    platform.serve_documents(gone.invoice.order_id, foreign(2))
    missing_links.look_for_missing_links(look.pk)
    assert states() == ["done", "due"]
    assert ("invoices.post", gone.pk) in published
    pdf_store.make_sure(gone.invoice_id)
    order_link.post_link(gone.pk)
    assert platform.documents[gone.invoice.order_id] == [foreign(2), entry(gone)]
    assert states() == ["done", "done"]


def test_what_the_list_lacks_and_its_order_shows_is_left_alone(
    look: Reposting, posted: Callable[..., Posting], platform: Platform
) -> None:
    row = posted()
    serve(platform)
    platform.serve_documents(row.invoice.order_id, entry(row))
    missing_links.look_for_missing_links(look.pk)
    assert states() == ["done"]


@pytest.mark.parametrize("status", [403, 404, 422])
def test_where_the_list_is_refused_each_order_is_asked(
    look: Reposting, posted: Callable[..., Posting], platform: Platform, status: int
) -> None:
    platform.mock.get(platform.url("documents.json"), status=status, json={"message": "no"})
    rows = [posted() for _ in range(3)]
    for row in rows[:2]:
        platform.serve_documents(row.invoice.order_id, entry(row))
    platform.serve_documents(rows[2].invoice.order_id)
    missing_links.look_for_missing_links(look.pk)
    assert states() == ["done", "done", "due"]


def test_all_pages_are_read_and_no_more_than_needed(
    look: Reposting, posted: Callable[..., Posting], platform: Platform
) -> None:
    row = posted()
    asked = serve(platform, *(foreign(number) for number in range(230)), entry(row), *(foreign(n) for n in range(200)))
    missing_links.look_for_missing_links(look.pk)
    assert asked == ["1", "2", "3"]
    assert states() == ["done"]


def test_a_list_that_does_not_end_is_left(
    look: Reposting, posted: Callable[..., Posting], platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing_links, "_MOST_PAGES", 3)
    row = posted()
    page = [{"document": foreign(number)} for number in range(100)]
    endless = platform.mock.get(platform.url("documents.json"), json=page)
    platform.serve_documents(row.invoice.order_id)
    missing_links.look_for_missing_links(look.pk)
    assert (endless.call_count, states()) == (3, ["due"])


def test_a_long_look_goes_on_where_its_turn_ended(
    look: Reposting,
    posted: Callable[..., Posting],
    platform: Platform,
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(missing_links, "_TURN", 0.0)
    asked = serve(platform)
    for _ in range(3):
        platform.serve_documents(posted().invoice.order_id)
    for step in range(4):
        assert states().count("due") == max(0, step - 1)
        missing_links.look_for_missing_links(look.pk)
    assert (asked, states()) == (["1"], ["due"] * 3)
    assert published.count(("automation.repost", look.pk)) >= 3


def test_what_is_old_new_or_a_test_is_not_looked_for(
    look: Reposting, posted: Callable[..., Posting], platform: Platform, store: Store
) -> None:
    asked = serve(platform)
    waiting = posted()
    Posting.objects.filter(pk=waiting.pk).update(state=Posting.State.DUE)
    test = example_order.issue_test_document(store)
    _was_posted(test)
    assert Invoice.objects.filter(kind=Kind.TEST).count() == 1
    missing_links.look_for_missing_links(look.pk)
    assert asked == []
    Posting.objects.filter(pk=waiting.pk).update(state=Posting.State.DONE, finished_at=timezone.now() - LONG_AGO)
    look.refresh_from_db()
    assert not missing_links._not_met(look, timezone.now() + timedelta(days=36)).exists()
    assert missing_links._not_met(look, timezone.now()).count() == 1


def test_an_order_that_is_gone_ends_no_look(
    look: Reposting, posted: Callable[..., Posting], platform: Platform
) -> None:
    serve(platform)
    gone, other = posted(), posted()
    path = platform.url(f"orders/{gone.invoice.order_id}/documents.json")
    platform.mock.get(path, status=404, json={"message": "Order Not Found"})
    platform.serve_documents(other.invoice.order_id)
    missing_links.look_for_missing_links(look.pk)
    assert states() == ["done", "due"]


def test_it_comes_again_and_finds_what_goes_later(
    look: Reposting, posted: Callable[..., Posting], platform: Platform
) -> None:
    row = posted()
    serve(platform, entry(row))
    missing_links.look_for_missing_links(look.pk)
    look.refresh_from_db()
    assert (look.state, look.page, look.started_at) == ("due", 1, None)
    assert timedelta(hours=23) < look.due_at - timezone.now() <= timedelta(days=1)
    platform.mock.replace("GET", platform.url("documents.json"), json=[])
    platform.serve_documents(row.invoice.order_id)
    Reposting.objects.update(due_at=timezone.now())
    missing_links.look_for_missing_links(look.pk)
    assert states() == ["due"]


def test_a_platform_that_is_away_is_asked_again_later_for_ever(
    look: Reposting, posted: Callable[..., Posting], platform: Platform
) -> None:
    posted()
    platform.mock.get(platform.url("documents.json"), status=503)
    Reposting.objects.update(attempts=100)
    missing_links.look_for_missing_links(look.pk)
    look.refresh_from_db()
    assert (look.state, look.error) == ("due", "Jumpseller answered 503.")


def test_every_active_store_has_its_looks(store: Store) -> None:
    asleep = make_store("beta")
    Store.objects.filter(pk=asleep.pk).update(status=Store.Status.NEEDS_AUTHORISATION)
    for _ in range(2):
        missing_links.prepare_repostings(Store.objects.all())
    assert set(Reposting.objects.values_list("store", "span_days")) == {(store.pk, days) for days in (35, 400)}
