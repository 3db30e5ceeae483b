"""Mails of a document on its page, and the button that sends another one."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from apps.invoices.models import Invoice, MailAttempt, Mailing
from apps.invoices.transmission import email_limit
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store


@pytest.fixture
def sold(store: Store, sell: Callable[..., Invoice]) -> Invoice:
    InvoicingSettings.objects.filter(store=store).update(mail_buyers=True)
    return sell(store)


def tried(invoice: Invoice, state: str, outcome: str, detail: str = "") -> None:
    row = Mailing.objects.get(invoice=invoice)
    attempt = MailAttempt.objects.create(store=row.store, mailing=row, outcome=outcome, detail=detail)
    MailAttempt.objects.filter(pk=attempt.pk).update(started_at=datetime(2026, 3, 1, 2, 5, tzinfo=UTC))
    Mailing.objects.filter(pk=row.pk).update(state=state)


def page(browser: Client, invoice: Invoice) -> str:
    return browser.get(f"/documents/{invoice.pk}").content.decode()


@pytest.mark.parametrize(
    ("state", "outcome", "told"),
    [
        ("done", "sent", "handed to the mail server"),
        ("failed", "refused", "refused by the mail server"),
        ("due", "unreachable", "the mail server could not be reached"),
        ("failed", "", "may have been sent"),
        ("claimed", "", "being sent"),
    ],
)
def test_each_attempt_is_told_with_the_stores_time(
    store: Store, signed_in: Callable[[Store], Client], sold: Invoice, state: str, outcome: str, told: str
) -> None:
    tried(sold, state, outcome, "550 <b>no such user</b>")
    shown = page(signed_in(store), sold)
    assert "ana@example.com" in shown
    assert told in shown
    assert "550 &lt;b&gt;no such user&lt;/b&gt;" in shown
    assert "February 28, 2026, 11:05\u202fPM" in shown


def test_a_mail_above_the_limit_is_told_on_its_page_with_its_turn_and_on_the_first_page(
    store: Store, signed_in: Callable[[Store], Client], sold: Invoice
) -> None:
    browser = signed_in(store)
    assert "wait, because" not in browser.get("/").content.decode()
    turn = datetime(2026, 3, 1, 2, 5, tzinfo=UTC)
    Mailing.objects.filter(invoice=sold).update(error=email_limit.WAITS, due_at=turn)
    assert "waits until February 28, 2026, 11:05\u202fPM" in page(browser, sold)
    assert "1 mail to a buyer waits" in browser.get("/").content.decode()
    Mailing.objects.filter(invoice=sold).update(state="done", error="")
    assert "waits" not in page(browser, sold)


@pytest.mark.parametrize(
    ("mail_buyers", "email", "told"),
    [
        (True, "", "has no e-mail address"),
        (True, "ana@", "is not valid"),
        (False, "ana@example.com", "mails to buyers were turned off"),
    ],
)
def test_why_no_mail_was_sent_is_told(
    store: Store,
    signed_in: Callable[[Store], Client],
    sell: Callable[..., Invoice],
    mail_buyers: bool,
    email: str,
    told: str,
) -> None:
    InvoicingSettings.objects.filter(store=store).update(mail_buyers=mail_buyers)
    invoice = sell(store, customer={"id": 1, "email": email, "fullname": "Ana"})
    assert told in page(signed_in(store), invoice)


def test_a_mail_is_sent_again_once_to_the_address_that_was_typed(
    store: Store, signed_in: Callable[[Store], Client], sold: Invoice, published: list[tuple[str, int]]
) -> None:
    tried(sold, "done", "sent")
    browser, given = signed_in(store), {"mail-recipient": "berta@example.com", "mail-seen": "1"}
    assert browser.post(f"/documents/{sold.pk}/mail", given).status_code == 302
    again = Mailing.objects.get(by_hand=True)
    assert (again.recipient, again.store) == ("berta@example.com", store)
    second = browser.post(f"/documents/{sold.pk}/mail", given)
    assert (second.status_code, Mailing.objects.count()) == (200, 2)
    assert "No other mail was sent" in second.content.decode()
    assert "being sent" in page(browser, sold)


def test_an_address_that_cannot_be_one_is_refused_beside_its_field(
    store: Store, signed_in: Callable[[Store], Client], sold: Invoice
) -> None:
    tried(sold, "done", "sent")
    given = {"mail-recipient": "berta@", "mail-seen": "1"}
    answer = signed_in(store).post(f"/documents/{sold.pk}/mail", given).content.decode()
    assert "Give an e-mail address" in answer
    assert 'value="berta@"' in answer
    assert Mailing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_button_publishes_at_once(
    signed_in: Callable[[Store], Client], sell: Callable[..., Invoice], published: list[tuple[str, int]]
) -> None:
    store = make_store()
    invoice = sell(store)
    given = {"mail-recipient": "berta@example.com", "mail-seen": "0"}
    assert signed_in(store).post(f"/documents/{invoice.pk}/mail", given).status_code == 302
    assert published[-1] == ("invoices.mail", Mailing.objects.get().pk)


def test_another_stores_document_cannot_be_mailed(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    foreign, given = sell(make_store("beta")), {"mail-recipient": "spy@example.com", "mail-seen": "0"}
    assert signed_in(store).post(f"/documents/{foreign.pk}/mail", given).status_code == 404
    assert Client().post(f"/documents/{foreign.pk}/mail", given).status_code == 403
    assert not Mailing.objects.exists()


def test_the_button_needs_its_token(store: Store, signed_in: Callable[..., Client], sold: Invoice) -> None:
    browser = signed_in(store, enforce_csrf_checks=True)
    given = {"mail-recipient": "spy@example.com", "mail-seen": "1"}
    assert browser.post(f"/documents/{sold.pk}/mail", given).status_code == 403
    assert browser.get(f"/documents/{sold.pk}/mail").status_code == 405


def test_a_test_document_offers_no_mail(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    address = browser.post("/documents/test")["Location"]
    assert "Send by mail" not in browser.get(address).content.decode()
    given = {"mail-recipient": "ana@example.com", "mail-seen": "0"}
    assert browser.post(f"{address}/mail", given).status_code == 200
    assert not Mailing.objects.exists()
