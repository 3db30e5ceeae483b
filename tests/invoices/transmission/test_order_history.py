"""The line in an order's history: only where it is enabled, once, and without delaying the order's link."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.invoices import links
from apps.invoices.models import HistoryLine, Invoice, Posting
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_history, order_link
from apps.stores.models import InvoicingSettings, Store
from tests.platform import Platform


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    InvoicingSettings.objects.update(order_history=True)
    made = issue(store)
    pdf_store.make_sure(made.pk)
    return made


def post(invoice: Invoice, platform: Platform) -> None:
    platform.serve_documents(invoice.order_id)
    Posting.objects.update(due_at=timezone.now())
    order_link.post_link(invoice.posting.pk)
    assert Posting.objects.get(invoice=invoice).state == Posting.State.DONE


def note(invoice: Invoice) -> HistoryLine:
    HistoryLine.objects.update(due_at=timezone.now())
    order_history.note_document(HistoryLine.objects.get(invoice=invoice).pk)
    return HistoryLine.objects.get(invoice=invoice)


def test_by_default_nothing_is_written(invoice: Invoice, platform: Platform) -> None:
    InvoicingSettings.objects.update(order_history=False)
    post(invoice, platform)
    assert not HistoryLine.objects.exists()


def test_a_document_gets_one_line_in_the_store_s_language(invoice: Invoice, platform: Platform) -> None:
    kept = platform.serve_history(invoice.order_id, "Order is Paid.")
    post(invoice, platform)
    for _ in range(2):
        assert note(invoice).state == HistoryLine.State.DONE
    log = {"number": "F-000001", "url": links.document_link(invoice)}
    assert kept[1:] == [{"message": "Folio: factura F-000001 emitida", "log": log}]


def test_a_credit_note_says_that_it_is_one(
    invoice: Invoice, credit: Callable[[Invoice], Invoice], platform: Platform
) -> None:
    made = credit(invoice)
    pdf_store.make_sure(made.pk)
    kept = platform.serve_history(made.order_id)
    post(made, platform)
    note(made)
    assert kept[0]["message"] == "Folio: nota de crédito NC-000001 emitida"


def test_a_line_whose_answer_was_lost_is_not_written_again(invoice: Invoice, platform: Platform) -> None:
    kept = platform.serve_history(invoice.order_id, "Folio: invoice F-000001 issued")
    post(invoice, platform)
    assert note(invoice).state == HistoryLine.State.DONE
    assert len(kept) == 1


def test_a_longer_number_is_another_document(invoice: Invoice, platform: Platform) -> None:
    kept = platform.serve_history(invoice.order_id, "Folio: factura F-0000012 emitida")
    post(invoice, platform)
    note(invoice)
    assert len(kept) == 2


def test_a_history_that_is_away_is_tried_again_for_ever(invoice: Invoice, platform: Platform) -> None:
    post(invoice, platform)
    HistoryLine.objects.update(attempts=100)
    line = note(invoice)
    assert (line.state, line.error) == (HistoryLine.State.DUE, "Jumpseller did not answer (ConnectionError).")


def test_an_unanswered_line_waits_until_the_platform_cannot_be_busy_with_it(
    invoice: Invoice, settings: Settings, platform: Platform
) -> None:
    settings.JUMPSELLER_LONGEST_WRITE_SECONDS = 600.0
    post(invoice, platform)
    platform.mock.get(platform.url(f"orders/{invoice.order_id}/history.json"), json=[])
    assert note(invoice).due_at > timezone.now() + timedelta(seconds=500)


def test_a_refusal_is_kept(invoice: Invoice, platform: Platform) -> None:
    post(invoice, platform)
    platform.mock.get(platform.url(f"orders/{invoice.order_id}/history.json"), status=422, json={"message": "no"})
    assert note(invoice).state == HistoryLine.State.FAILED


def test_posting_again_writes_no_second_line(invoice: Invoice, platform: Platform) -> None:
    kept = platform.serve_history(invoice.order_id)
    post(invoice, platform)
    note(invoice)
    Posting.objects.get().do_again()
    post(invoice, platform)
    note(invoice)
    assert len(kept) == 1
