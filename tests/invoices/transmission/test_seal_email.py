"""Mail of the latest seals, over real SMTP: once a month and store, and every attempt is logged."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.invoices.credit_notes import credit
from apps.invoices.issuing import seals
from apps.invoices.models import Invoice, MailAttempt, SealMailAttempt, SealMailing, Series
from apps.invoices.tasks import prepare_seal_mails, sweep
from apps.invoices.transmission import email, seal_email
from apps.stores.models import InvoicingSettings, Store
from tests import mail_server
from tests.factories import make_store
from tests.invoices.conftest import how
from tests.mail_server import HANG_UP, MailServer

Issue = Callable[..., Invoice]
DUE, DONE, FAILED = SealMailing.State.DUE, SealMailing.State.DONE, SealMailing.State.FAILED


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server.running(settings) as started:
        yield started


@pytest.fixture
def shop(store: Store, issue: Issue) -> Store:
    """Return a store with two invoices and a credit note that mails its seals."""
    documents = [issue(store), issue(store)]
    credit.credit_in_full(documents[1], **how(documents[1]))
    wants(store)
    return store


def wants(store: Store) -> None:
    InvoicingSettings.objects.filter(store=store).update(mail_seals=True, seller_email="caja@tienda.example")


def run() -> SealMailing:
    """Prepare and send as the tasks do."""
    prepare_seal_mails()
    row = SealMailing.objects.latest("pk")
    SealMailing.objects.filter(pk=row.pk).update(due_at=timezone.now())
    seal_email.send_seals(row.pk)
    row.refresh_from_db()
    return row


def at(moment: datetime) -> AbstractContextManager[object]:
    return patch("apps.core.clock.timezone.now", return_value=moment)


def test_the_merchant_gets_the_latest_seal_of_every_series(server: MailServer, shop: Store) -> None:
    row = run()
    assert (row.state, row.recipient) == (DONE, "caja@tienda.example")
    (message,) = server.mails
    body = message.get_content()
    notes = [seals.extent_of(series).note for series in Series.objects.order_by("pk")]
    assert len(notes) == 2
    assert all(note in body.splitlines() for note in notes)
    assert notes[0].endswith(f"=2:{seals.extent_of(Series.objects.earliest('pk')).seal}")
    assert message["To"] == "caja@tienda.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Ana" not in str(message)
    (attempt,) = SealMailAttempt.objects.all()
    assert (attempt.outcome, attempt.mailing_id) == (MailAttempt.Outcome.SENT, row.pk)


def test_it_is_off_unless_the_merchant_wants_it(server: MailServer, store: Store, issue: Issue) -> None:
    issue(store)
    prepare_seal_mails()
    assert not SealMailing.objects.exists()


def test_once_a_month_however_often_the_tasks_run(server: MailServer, shop: Store, issue: Issue) -> None:
    for _ in range(4):
        row = run()
        sweep()
        issue(shop)
    assert (len(server.taken), SealMailing.objects.count(), row.attempts) == (1, 1, 1)


def test_months_are_the_stores(server: MailServer, shop: Store) -> None:
    """02:00 UTC on the 1st of May is still April in Santiago."""
    for moment in (datetime(2026, 4, 30, 12, tzinfo=UTC), datetime(2026, 5, 1, 2, tzinfo=UTC)):
        with at(moment):
            seal_email.prepare_seal_mailings()
    assert [str(day) for day in SealMailing.objects.values_list("month", flat=True)] == ["2026-04-01"]
    with at(datetime(2026, 5, 1, 12, tzinfo=UTC)):
        seal_email.prepare_seal_mailings()
    assert SealMailing.objects.count() == 2


def test_each_store_gets_its_own(server: MailServer, shop: Store, issue: Issue) -> None:
    other, empty = make_store("beta"), make_store("gamma")
    issue(other)
    for each in (other, empty):
        wants(each)
    prepare_seal_mails()
    for row in SealMailing.objects.all():
        seal_email.send_seals(row.pk)
    assert [row.store.code for row in SealMailing.objects.order_by("pk")] == ["alpha", "beta"]
    first, second = (message.get_content() for message in server.mails)
    assert seals.extent_of(Series.objects.get(store=other)).seal in second
    assert seals.extent_of(Series.objects.get(store=other)).seal not in first


def test_a_store_that_fails_keeps_no_other_from_its_mail(server: MailServer, shop: Store, issue: Issue) -> None:
    other = make_store("beta")
    issue(other)
    wants(other)
    Store.objects.filter(pk=shop.pk).update(time_zone="Nowhere/Ever")
    prepare_seal_mails()
    assert [row.store.code for row in SealMailing.objects.all()] == ["beta"]
    Store.objects.filter(pk=shop.pk).update(time_zone="America/Santiago")
    prepare_seal_mails()
    assert [row.store.code for row in SealMailing.objects.order_by("pk")] == ["beta", "alpha"]


def test_a_busy_server_is_tried_again_and_each_try_is_logged(server: MailServer, shop: Store) -> None:
    server.to_recipients = ["451 later"]
    row = run()
    assert (row.state, server.taken) == (DUE, [])
    assert run().state == DONE
    outcomes = list(SealMailAttempt.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [MailAttempt.Outcome.REFUSED, MailAttempt.Outcome.SENT]
    assert len(server.taken) == 1


def test_what_may_have_been_sent_is_not_sent_again(server: MailServer, shop: Store) -> None:
    server.to_mails = [HANG_UP]
    row = run()
    assert (row.state, email.MAY_HAVE_BEEN_SENT in row.error) == (FAILED, True)
    run()
    assert len(server.taken) == 1


def test_without_an_address_or_after_removal_none_is_written(server: MailServer, shop: Store) -> None:
    InvoicingSettings.objects.update(seller_email="")
    Store.objects.update(email="")
    prepare_seal_mails()
    wants(shop)
    Store.objects.update(status=Store.Status.UNINSTALLED)
    prepare_seal_mails()
    assert not SealMailing.objects.exists()
