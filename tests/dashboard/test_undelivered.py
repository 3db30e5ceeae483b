"""Undelivered documents: the home page names them with the reason, and a click retries."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from apps.dashboard.home import overview
from apps.invoices.models import Invoice, Mailing, Posting, Rendering
from apps.invoices.renditions import pdf_store
from apps.stores.models import Store
from tests.factories import make_store
from tests.invoices.conftest import issue

__all__ = ["issue"]


@pytest.fixture
def merchant(store: Store, signed_in: Callable[[Store], Client]) -> Client:
    return signed_in(store)


@pytest.fixture
def invoice(store: Store, issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    made = issue(store)
    pdf_store.make_sure(made.pk)
    return made


def test_a_refused_link_is_named_with_the_platforms_words_and_tried_again(
    merchant: Client,
    invoice: Invoice,
    published: list[tuple[str, int]],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    Posting.objects.update(state=Posting.State.FAILED, error="public_id is taken", attempts=24)
    page = merchant.get("/").content.decode()
    assert "public_id is taken" in page
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        answer = merchant.post(f"/documents/{invoice.pk}/post")
    assert answer.status_code == 302
    row = Posting.objects.get()
    assert (row.state, row.attempts) == (Posting.State.DUE, 0)
    assert ("invoices.post", row.pk) in published
    assert overview.overview_of(invoice.store)["refused"] == []


def test_a_pdf_that_could_not_be_made_is_named_with_the_reason_and_tried_again(
    merchant: Client,
    store: Store,
    issue: Callable[..., Invoice],
    published: list[tuple[str, int]],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    invoice = issue(store)
    Rendering.objects.update(state=Rendering.State.FAILED, error="Something stood in the way.", attempts=24)
    for page in ("/", "/documents"):
        assert "PDF could not be made" in merchant.get(page).content.decode()
    # Once in its card, once where the document's link in Jumpseller is missing.
    assert merchant.get("/").content.decode().count("Something stood in the way.") == 2
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        merchant.post(f"/documents/{invoice.pk}/post")
    row = Rendering.objects.get()
    assert (row.state, row.attempts) == (Rendering.State.DUE, 0)
    assert ("invoices.render_pdf", row.pk) in published
    assert overview.overview_of(store)["unrendered"] == []


def test_a_link_that_arrived_is_not_posted_again(merchant: Client, invoice: Invoice) -> None:
    Posting.objects.update(state=Posting.State.DONE)
    merchant.post(f"/documents/{invoice.pk}/post")
    assert Posting.objects.get().state == Posting.State.DONE


@pytest.mark.parametrize(("later", "named"), [(None, True), ("done", False), ("due", False), ("failed", True)])
def test_a_failed_mail_is_named_until_another_goes_out(invoice: Invoice, later: str | None, named: bool) -> None:
    Mailing.objects.all().delete()
    for state in filter(None, ("failed", later)):
        Mailing.objects.create(
            store=invoice.store, invoice=invoice, recipient="ana@example.com", state=state, by_hand=True
        )
    assert overview.overview_of(invoice.store)["unmailed"] == ([invoice] if named else [])


def test_other_stores_learn_nothing(invoice: Invoice) -> None:
    Posting.objects.update(state=Posting.State.FAILED)
    Rendering.objects.update(state=Rendering.State.FAILED)
    Mailing.objects.create(
        store=invoice.store, invoice=invoice, recipient="ana@example.com", state="failed", by_hand=True
    )
    seen = overview.overview_of(make_store("beta"))
    assert (seen["refused"], seen["unmailed"], seen["unrendered"]) == ([], [], [])
