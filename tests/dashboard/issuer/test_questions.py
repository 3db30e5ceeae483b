"""Documents on their way: what an order's page says of them, and the question whether one exists at the provider."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.automation.models import OrderRecord
from apps.invoices.models import Invoice, ProviderAccount, Submission
from apps.stores.models import InvoicingSettings, Store
from tests.dashboard.issuer.conftest import asked, carry_on, text_of
from tests.invoices.submission.scripted import Scripted, unheard

pytestmark = pytest.mark.django_db
Place = Callable[..., OrderRecord]


def test_an_order_shows_its_document_on_its_way_and_then_the_document(
    browser: Client, place: Place, account: ProviderAccount
) -> None:
    record = place()
    page = text_of(browser.get(f"/orders/{record.pk}"))
    assert "The document is on its way to Scripted." in page
    assert f"/orders/{record.pk}/issue" not in page
    carry_on()
    page = text_of(browser.get(f"/orders/{record.pk}"))
    assert "is on its way" not in page
    assert 'Boleta electrónica <span class="whole">39-1</span>' in page


def test_the_preview_has_the_legal_title_and_no_number(
    store: Store, browser: Client, place: Place, account: ProviderAccount
) -> None:
    InvoicingSettings.objects.filter(store=store).update(hold_for_review=True)
    page = browser.get(f"/orders/{place().pk}")
    assert (page.context["sheet"].title, page.context["sheet"].number) == ("Boleta electrónica", "")
    assert "The provider gives the number." in text_of(page)
    assert not Submission.objects.exists()


def test_a_person_finds_the_document_there(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    record = asked(place, provider)
    page = text_of(browser.get(f"/orders/{record.pk}"))
    assert "Does it exist at Scripted?" in page
    assert "CLP 10,000" in page
    answer = browser.post(f"/orders/{record.pk}/exists", {"number": " 39-77 "})
    document = Invoice.objects.get()
    assert (answer["Location"], document.number) == (f"/documents/{document.pk}", "39-77")
    again = text_of(browser.post(f"/orders/{record.pk}/exists", {"number": "39-78"}))
    assert "Nothing was changed: this was answered already." in again
    assert Invoice.objects.count() == 1


def test_a_person_does_not_find_it_and_it_is_sent_again(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    record = asked(place, provider)
    assert browser.post(f"/orders/{record.pk}/absent").status_code == 302
    assert "The document is on its way to Scripted." in text_of(browser.get(f"/orders/{record.pk}"))
    assert "this was answered already" in text_of(browser.post(f"/orders/{record.pk}/absent"))
    provider.is_ambiguous = False
    carry_on()
    assert (Invoice.objects.count(), len(provider.submitted)) == (1, 2)


@pytest.mark.parametrize("number", ["", "   ", "9" * 61, "39-1", "39\x001"])
def test_a_number_that_cannot_be_right_changes_nothing(
    number: str, browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    place()
    carry_on()
    record = asked(place, provider)
    page = browser.post(f"/orders/{record.pk}/exists", {"number": number})
    assert "number" in page.context["on_its_way"]["form"].errors
    assert "Does it exist at Scripted?" in text_of(page)
    assert (Invoice.objects.count(), Submission.objects.filter(stage="asked").count()) == (1, 1)


def test_an_account_with_documents_on_their_way_stays_connected(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    provider.script = [unheard]
    record = place()
    carry_on()
    page = text_of(browser.get(f"/issuer/accounts/{account.pk}"))
    assert f'href="/orders/{record.pk}"' in page
    assert "Sent; the provider has not confirmed it yet" in page
    refused = text_of(browser.post(f"/issuer/accounts/{account.pk}/disconnect"))
    assert "Disconnect it when they have ended." in refused
    account.refresh_from_db()
    assert account.state == "connected"
