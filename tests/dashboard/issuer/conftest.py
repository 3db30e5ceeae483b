"""A provider whose answers a test sets, an account at it, and orders that go there."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.automation import pipeline, submissions
from apps.automation.models import OrderRecord
from apps.invoices.models import ProviderAccount, Submission
from apps.stores.models import Store
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, connected, provided, unheard
from tests.platform import Platform


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    with provided(monkeypatch) as found:
        yield found


@pytest.fixture
def account(store: Store, provider: Scripted) -> ProviderAccount:
    """Return the account that issues the documents of `store`."""
    return connected(store, provider)


@pytest.fixture
def browser(store: Store, signed_in: Callable[..., Client]) -> Client:
    return signed_in(store, headers={"Accept-Language": "en"})


@pytest.fixture
def place(store: Store, platform: Platform) -> Callable[..., OrderRecord]:
    """Return a function that has an order of CLP 10,000 read and decided, and returns its record."""

    def placed(**changes: Any) -> OrderRecord:
        document = order(**changes)
        platform.serve_order(document)
        pipeline.order_changed(store, document["id"])
        return OrderRecord.objects.get(store=store, order_id=document["id"])

    return placed


def carry_on(*, later: timedelta = timedelta(0)) -> None:
    """Take the next step of every open submission, as if `later` had passed."""
    for submission in Submission.objects.filter(Submission.open()).exclude(stage=Submission.Stage.ASKED):
        sent_at = submission.sent_at and submission.sent_at - later
        Submission.objects.filter(pk=submission.pk).update(due_at=timezone.now(), sent_at=sent_at)
        submissions.carry_on(submission.pk)


def asked(place: Callable[..., OrderRecord], provider: Scripted) -> OrderRecord:
    """Return the record of an order about whose document a person is asked."""
    provider.is_ambiguous, provider.script = True, [unheard]
    record = place()
    carry_on()
    carry_on(later=timedelta(minutes=5))
    record.refresh_from_db()
    return record


def text_of(response: Any) -> str:
    """Return the page of `response` with single spaces."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
