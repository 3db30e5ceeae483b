"""The rendering's work: tried again, given up and told, swept, and followed by what waits for the PDF."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.core.work import GIVE_UP_AFTER
from apps.invoices import tasks
from apps.invoices.models import Invoice, Mailing, Posting, Rendering, Rendition
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import order_link
from apps.stores.models import InvoicingSettings, Store
from tests.platform import Platform

Published = list[tuple[str, int]]


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    """Return an invoice without a PDF, of a store that mails its buyers."""
    settings.MEDIA_ROOT = tmp_path
    InvoicingSettings.objects.update(mail_buyers=True)
    return issue(store)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Have every rendering fail, until this is undone."""

    def fail(_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(pdf_store, "to_pdf", fail)
    return monkeypatch


def render(invoice: Invoice) -> Rendering:
    Rendering.objects.update(due_at=timezone.now())
    pdf_store.render_and_store(invoice.rendering.pk)
    return Rendering.objects.get(invoice=invoice)


def test_what_waits_for_the_pdf_is_published_after_it(invoice: Invoice, published: Published) -> None:
    assert (Posting.sweep(), Mailing.sweep()) == ([], [])
    assert render(invoice).state == Rendering.State.DONE
    posting, mailing = Posting.objects.get(), Mailing.objects.get()
    assert published == [("invoices.post", posting.pk), ("invoices.mail", mailing.pk)]
    # A lost message is swept for at once.
    assert Posting.sweep() == [posting.pk]


def test_what_is_done_or_claimed_is_not_rendered_again(invoice: Invoice, published: Published) -> None:
    assert Rendering.claim(invoice.rendering.pk) is not None
    pdf_store.render_and_store(invoice.rendering.pk)
    assert not Rendition.objects.exists()
    assert render(invoice).state == Rendering.State.DONE
    published.clear()
    assert render(invoice).attempts == 2
    assert published == []


def test_a_rendering_that_fails_is_told_and_tried_again(
    invoice: Invoice, broken: pytest.MonkeyPatch, published: Published
) -> None:
    row = render(invoice)
    assert (row.state, row.error) == (Rendering.State.DUE, "An error of Folio's own: ZeroDivisionError.")
    assert row.due_at > timezone.now()
    assert published == []
    broken.undo()
    row = render(invoice)
    assert (row.state, row.error) == (Rendering.State.DONE, "")


def test_a_rendering_is_given_up_and_its_posting_waits_without_a_try(
    invoice: Invoice, broken: pytest.MonkeyPatch, platform: Platform
) -> None:
    Rendering.objects.update(attempts=GIVE_UP_AFTER - 1)
    assert render(invoice).state == Rendering.State.FAILED
    order_link.post_link(invoice.posting.pk)
    posting = Posting.objects.get()
    assert (posting.state, posting.attempts, Posting.sweep(), Rendering.sweep()) == ("due", 0, [], [])
    broken.undo()
    pdf_store.render_again(invoice)
    assert render(invoice).state == Rendering.State.DONE
    platform.serve_documents(invoice.order_id)
    order_link.post_link(posting.pk)
    assert Posting.objects.get().state == Posting.State.DONE


def test_a_buyer_erased_while_the_pdf_is_made_postpones_the_rendering(
    invoice: Invoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased(*_: object) -> None:
        raise pdf_store.ErasedMeanwhile("Render again.")

    monkeypatch.setattr(pdf_store, "_store", erased)
    row = render(invoice)
    assert (row.state, row.error) == (Rendering.State.DUE, "Render again.")


def test_lost_messages_are_swept_for(invoice: Invoice, published: Published) -> None:
    Rendering.objects.update(rung_at=None)
    tasks.sweep()
    assert published == [("invoices.render_pdf", invoice.rendering.pk)]
    pdf_store.make_sure(invoice.pk)
    Mailing.objects.update(rung_at=None)
    published.clear()
    tasks.sweep()
    assert published == [("invoices.post", invoice.posting.pk), ("invoices.mail", Mailing.objects.get().pk)]


def test_a_message_of_an_earlier_version_names_the_posting(
    invoice: Invoice, store: Store, issue: Callable[..., Invoice], published: Published
) -> None:
    other = issue(store)
    # Ids of the two tables are not the same, as where earlier documents exist.
    Rendering.objects.filter(invoice=other).update(id=other.posting.pk + 1000)
    for _ in range(2):
        tasks.render(other.posting.pk)
    assert [rendition.invoice for rendition in Rendition.objects.all()] == [other]
    assert set(published) >= {("invoices.post", other.posting.pk)}
    assert Rendering.objects.get(invoice=invoice).state == Rendering.State.DUE


@pytest.mark.parametrize("state", ["due", "claimed", "failed"])
def test_a_document_issued_by_a_process_of_an_earlier_version_gets_its_rendering(
    invoice: Invoice, published: Published, state: str
) -> None:
    Rendering.objects.all().delete()
    Posting.objects.update(state=state, due_at=timezone.now() + timedelta(seconds=60))
    for _ in range(2):
        tasks.sweep()
    assert published == [("invoices.render_pdf", Rendering.objects.get(invoice=invoice).pk)]
