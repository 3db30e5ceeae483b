"""The order's link: documents are read before one is posted, so a lost answer causes no second entry."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import responses
from django.utils import timezone
from pytest_django import Settings

from apps.core.work import GIVE_UP_AFTER
from apps.invoices import links
from apps.invoices.models import Invoice, Posting
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from apps.jumpseller import rate_limit
from apps.jumpseller.rate_limit import Pace
from apps.stores.models import Store
from tests.platform import Platform


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    made = issue(store)
    pdf_store.make_sure(made.pk)
    return made


def post(invoice: Invoice) -> Posting:
    Posting.objects.update(due_at=timezone.now())
    order_link.post_link(invoice.posting.pk)
    return Posting.objects.get(invoice=invoice)


def ours(invoice: Invoice, **changes: Any) -> dict[str, Any]:
    made = {
        "document_type": 1,
        "external_id": str(invoice.uid),
        "public_id": invoice.number,
        "url": links.document_link(invoice),
    }
    return made | changes


def test_the_link_is_posted_once(invoice: Invoice, platform: Platform) -> None:
    platform.serve_documents(invoice.order_id)
    for _ in range(2):
        assert post(invoice).state == Posting.State.DONE
    assert platform.documents[invoice.order_id] == [ours(invoice)]


def calls(platform: Platform) -> list[str]:
    return [str(call.request.method) for call in platform.mock.calls]


def test_the_first_try_of_a_fresh_document_writes_and_looks(invoice: Invoice, platform: Platform) -> None:
    platform.serve_documents(invoice.order_id)
    post(invoice)
    assert calls(platform) == ["POST", "GET"]


def test_an_order_that_kept_the_first_try_s_unanswered_write_gets_no_second_entry(
    invoice: Invoice, platform: Platform
) -> None:
    post(invoice)
    platform.serve_documents(invoice.order_id, ours(invoice))
    order_link.post_again(invoice)
    Posting.objects.update(attempts=0)
    assert post(invoice).state == Posting.State.DONE
    assert platform.documents[invoice.order_id] == [ours(invoice)]
    assert "POST" not in calls(platform)[1:]


def test_without_the_count_of_tries_it_would_be_written_again(invoice: Invoice, platform: Platform) -> None:
    post(invoice)
    platform.serve_documents(invoice.order_id, ours(invoice))
    Posting.objects.update(attempts=0, tries=0)
    post(invoice)
    assert "POST" in calls(platform)[1:]


def test_an_old_document_counts_as_tried_since_a_backup_forgets_tries(
    invoice: Invoice, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_link, "_FRESH", timedelta(0))
    platform.serve_documents(invoice.order_id, ours(invoice))
    assert post(invoice).state == Posting.State.DONE
    assert calls(platform) == ["GET"]


def test_a_credit_note_says_that_it_is_one(
    invoice: Invoice, credit: Callable[[Invoice], Invoice], platform: Platform
) -> None:
    note = credit(invoice)
    pdf_store.make_sure(note.pk)
    platform.serve_documents(invoice.order_id)
    post(note)
    assert platform.documents[invoice.order_id] == [ours(note, document_type=0)]


@pytest.mark.parametrize("kind", [1, "1", "1 - invoice"])
def test_a_link_that_is_there_already_is_left_alone(invoice: Invoice, platform: Platform, kind: object) -> None:
    platform.serve_documents(invoice.order_id, ours(invoice, document_type=kind))
    assert post(invoice).state == Posting.State.DONE
    assert len(platform.documents[invoice.order_id]) == 1


def test_documents_of_other_apps_do_not_count(invoice: Invoice, platform: Platform) -> None:
    platform.serve_documents(invoice.order_id, ours(invoice, external_id="1", url="https://other.example"))
    post(invoice)
    assert len(platform.documents[invoice.order_id]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "https://old.example/d/1"},
        {"external_id": ""},
        {"public_id": "1/2 %ñ"},
        {"document_type": 0},
        {"document_type": None},
    ],
    ids=str,
)
def test_what_is_kept_otherwise_is_corrected(invoice: Invoice, platform: Platform, wrong: dict[str, Any]) -> None:
    platform.serve_documents(invoice.order_id, ours(invoice, **wrong))
    assert post(invoice).state == Posting.State.DONE
    assert platform.documents[invoice.order_id] == [ours(invoice)]


def test_what_stays_otherwise_fails_with_the_words(invoice: Invoice, platform: Platform) -> None:
    """It is corrected once only; a manual retry starts again."""
    platform.serve_documents(invoice.order_id)
    base = platform.url(f"orders/{invoice.order_id}/documents")
    platform.mock.remove(responses.GET, f"{base}.json")
    kept = [{"document": ours(invoice, document_type=0, public_id="7")}]
    platform.mock.get(f"{base}.json", json=kept)
    put = platform.mock.put(f"{base}/7.json", json={})
    platform.mock.remove(responses.PUT, re.compile(re.escape(f"{base}/") + r"[^/]+\.json$"))
    row = post(invoice)
    assert row.state == Posting.State.FAILED
    assert row.error == (
        "Jumpseller keeps the document otherwise: document_type is 0, not 1; public_id is '7', not 'F-000001'."
    )
    assert put.call_count == 1
    order_link.post_again(invoice)
    post(invoice)
    assert put.call_count == 2


def test_a_document_that_is_never_listed_is_created_once_a_try(invoice: Invoice, platform: Platform) -> None:
    path = platform.url(f"orders/{invoice.order_id}/documents.json")
    platform.mock.get(path, json=[])
    created = platform.mock.post(path, json={})
    row = post(invoice)
    assert (row.state, "does not list it" in row.error) == (Posting.State.FAILED, True)
    assert created.call_count == 1


@pytest.mark.parametrize("doubled", [{}, {"url": "https://old.example/d/1"}, {"public_id": "F 1/ñ"}], ids=str)
def test_of_two_entries_one_is_deleted(invoice: Invoice, platform: Platform, doubled: dict[str, Any]) -> None:
    other = ours(invoice, external_id="1", public_id="B-1", url="https://other.example")
    platform.serve_documents(invoice.order_id, ours(invoice, **doubled), other, ours(invoice))
    assert post(invoice).state == Posting.State.DONE
    left = platform.documents[invoice.order_id]
    assert sorted(left, key=lambda entry: str(entry["public_id"])) == [other, ours(invoice)]


def test_what_another_app_calls_by_the_same_number_is_not_touched(invoice: Invoice, platform: Platform) -> None:
    Posting.objects.update(tries=1)
    other = ours(invoice, external_id="1", url="https://other.example")
    platform.serve_documents(invoice.order_id, other, ours(invoice, document_type=0))
    row = post(invoice)
    assert (row.state, "delete it in the order by hand" in row.error) == (Posting.State.FAILED, True)
    assert platform.documents[invoice.order_id] == [other, ours(invoice, document_type=0)]


@pytest.mark.parametrize(
    ("setting", "invoices", "notes"), [("integer", 1, 0), ("string", "1 - invoice", "0 - credit note")]
)
def test_the_type_is_sent_as_the_setting_says(
    invoice: Invoice,
    credit: Callable[[Invoice], Invoice],
    platform: Platform,
    settings: Settings,
    setting: str,
    invoices: object,
    notes: object,
) -> None:
    settings.JUMPSELLER_DOCUMENT_TYPE = setting
    note = credit(invoice)
    pdf_store.make_sure(note.pk)
    platform.serve_documents(invoice.order_id, ours(invoice, url="https://old.example/d/1"))
    assert [post(made).state for made in (invoice, note)] == [Posting.State.DONE] * 2
    assert [entry["document_type"] for entry in platform.documents[invoice.order_id]] == [invoices, notes]


def test_a_refusal_is_final_and_told(invoice: Invoice, platform: Platform) -> None:
    Posting.objects.update(tries=1)
    url = platform.url(f"orders/{invoice.order_id}/documents.json")
    platform.mock.add(responses.GET, url, status=422, json={"message": "documento inválido"})
    row = post(invoice)
    assert (row.state, "documento inválido" in row.error) == (Posting.State.FAILED, True)


def test_an_unreachable_platform_is_tried_again(invoice: Invoice, platform: Platform) -> None:
    row = post(invoice)
    assert (row.state, row.error) == (Posting.State.DUE, "Jumpseller did not answer (ConnectionError).")


def wait_after(invoice: Invoice) -> float:
    """Return the seconds until the next try of a posting that fails now."""
    row = post(invoice)
    assert row.state == Posting.State.DUE
    return (row.due_at - timezone.now()).total_seconds()


def test_an_unanswered_write_waits_until_the_platform_cannot_be_busy_with_it(
    invoice: Invoice, settings: Settings, platform: Platform
) -> None:
    settings.JUMPSELLER_LONGEST_WRITE_SECONDS = 600.0
    assert 500 < wait_after(invoice) < 600
    assert calls(platform) == ["POST"]


def test_an_unanswered_read_and_an_answered_write_wait_for_seconds(
    invoice: Invoice, settings: Settings, platform: Platform
) -> None:
    settings.JUMPSELLER_LONGEST_WRITE_SECONDS, settings.RETRY_BASE_SECONDS = 600.0, 10.0
    platform.mock.add(responses.POST, platform.url(f"orders/{invoice.order_id}/documents.json"), status=500)
    assert 0 < wait_after(invoice) < 13
    assert 0 < wait_after(invoice) < 26
    assert calls(platform) == ["POST", "GET"]


def test_nothing_is_posted_before_the_pdf_is_there(
    store: Store, issue: Callable[..., Invoice], platform: Platform
) -> None:
    row = post(issue(store))
    assert (row.state, row.attempts, row.error, Posting.sweep()) == (Posting.State.DUE, 0, "", [])


def test_a_posting_keeps_count_of_its_tries_and_is_given_up(invoice: Invoice, platform: Platform) -> None:
    url = platform.url(f"orders/{invoice.order_id}/documents.json")
    platform.mock.add(responses.GET, url, status=404, json={"message": "not found"})
    for attempts in (1, 2, 3):
        assert post(invoice).attempts == attempts
    Posting.objects.update(attempts=GIVE_UP_AFTER - 1, due_at=timezone.now())
    assert post(invoice).state == Posting.State.FAILED


def test_what_was_posted_before_is_posted_again_in_the_background(
    invoice: Invoice, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.serve_documents(invoice.order_id)
    in_background: list[bool] = []

    def take(_: Pace) -> float:
        in_background.append(rate_limit._in_background.get())
        return 0.0

    monkeypatch.setattr(Pace, "take", take)
    post(invoice)
    first = len(in_background)
    platform.documents[invoice.order_id].clear()
    Posting.objects.get().do_again()
    assert post(invoice).state == Posting.State.DONE
    assert platform.documents[invoice.order_id] == [ours(invoice)]
    assert (set(in_background[:first]), set(in_background[first:])) == ({False}, {True})
