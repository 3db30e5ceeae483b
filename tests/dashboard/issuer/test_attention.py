"""Lines of the home page: what of accounts and of documents at providers needs a person, and where it is mended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.automation.models import OrderRecord
from apps.dashboard.issuer import attention
from apps.intake.models import Delivery
from apps.invoices.models import AccountReview, ProviderAccount, Submission
from apps.invoices.submission import accounts
from apps.providers.problems import Problem
from apps.stores.models import Store
from tests.dashboard.issuer.conftest import asked, carry_on, text_of
from tests.factories import make_store
from tests.invoices.submission.scripted import Scripted

pytestmark = pytest.mark.django_db
Place = Callable[..., OrderRecord]


def links(store: Store) -> list[str]:
    return [each.link for each in attention.lines_of(store)]


def test_a_sound_account_needs_nobody(store: Store, place: Place, account: ProviderAccount) -> None:
    place()
    assert links(store) == []
    carry_on()
    assert links(store) == []


def test_a_store_without_an_account_is_asked_one_statement(store: Store) -> None:
    with CaptureQueriesContext(connection) as made:
        assert links(store) == []
    assert len(made) == 1


def test_an_account_that_stops_documents_leads_to_its_mending(
    store: Store, browser: Client, account: ProviderAccount
) -> None:
    accounts.mark_unauthorised(account)
    assert links(store) == ["/issuer/connect/scripted"]
    accounts.mark_blocked(account, Problem("provider_refused"))
    assert links(store) == [f"/issuer/accounts/{account.pk}"]
    assert "Scripted issues nothing now: The provider refused the document." in text_of(browser.get("/"))
    accounts.mark_sound(account)
    assert links(store) == []


def test_a_question_leads_to_its_order_until_it_is_answered(
    store: Store, browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    record = asked(place, provider)
    assert links(store) == [f"/orders/{record.pk}"]
    browser.post(f"/orders/{record.pk}/exists", {"number": "39-77"})
    assert links(store) == []


def test_a_document_that_is_on_its_way_for_more_than_an_hour(
    store: Store, place: Place, account: ProviderAccount
) -> None:
    record = place()
    Submission.objects.update(created_at=timezone.now() - timedelta(minutes=59))
    assert links(store) == []
    Submission.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert links(store) == [f"/orders/{record.pk}"]
    carry_on()
    assert links(store) == []


def test_findings_lead_to_the_account_of_their_store_alone(
    store: Store, browser: Client, account: ProviderAccount
) -> None:
    finding = {"kind": "only_there", "reference": "t", "number": "39-9", "issue_date": "2026-03-01"}
    AccountReview.objects.update(findings=[finding])
    assert links(store) == [f"/issuer/accounts/{account.pk}#findings"]
    assert links(make_store("beta")) == []
    page = text_of(browser.get(f"/issuer/accounts/{account.pk}"))
    assert "It exists at the provider, and Folio does not know it." in page
    assert "39-9" in page


def test_the_last_calls_tell_nothing_of_buyers(store: Store, browser: Client, account: ProviderAccount) -> None:
    account.exchanges.create(
        store=store,
        step="find",
        method="GET",
        url="https://api.example/find?name=Ana&key=k",
        request="Ana",
        answer="Ana",
        status=200,
        milliseconds=1250,
        order_id=7,
    )
    page = text_of(browser.get(f"/issuer/accounts/{account.pk}"))
    assert "api.example" not in page
    assert "Look for a document" in page
    assert "1.25" in page
    assert "Ana" not in page


def test_the_order_log_knows_orders_on_their_way(
    browser: Client, place: Place, account: ProviderAccount, store: Store
) -> None:
    record = place()
    Delivery.objects.create(store=store, order_id=record.order_id, fingerprint="1", received_at=timezone.now())
    assert "On its way to the provider" in text_of(browser.get("/deliveries"))
