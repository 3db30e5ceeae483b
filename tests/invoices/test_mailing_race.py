"""Races of mails: twenty workers with one mail, twenty clicks for another, a killed worker; one is sent each time."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone
from pytest_django import Settings

from apps.invoices.models import Invoice, MailAttempt, Mailing
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import email
from config.local.processes import wait_until
from tests import mail_server
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
_AT_ONCE = 20
# The child process needs the test database of this one.
_processes = multiprocessing.get_context("fork")


@pytest.fixture
def invoice(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    made = issue(make_store(mail_buyers=True))
    pdf_store.make_sure(made.pk)
    return made


def at_once(action: Callable[[], object]) -> list[str]:
    """Run `action` many times concurrently and return each result: the name of an error, or the empty string."""

    def one(_: int) -> str:
        try:
            action()
        except email.MailOnItsWay as error:
            return error.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, range(_AT_ONCE)))


def test_a_task_that_runs_many_times_at_once_sends_once(invoice: Invoice, settings: Settings) -> None:
    row = Mailing.objects.get()
    with mail_server.running(settings) as server:
        at_once(lambda: email.send_document(row.pk))
        assert len(server.taken) == 1
    assert MailAttempt.objects.count() == 1


def test_many_clicks_ask_for_one_mail(invoice: Invoice) -> None:
    Mailing.objects.update(state=Mailing.State.DONE)
    answers = at_once(lambda: email.send_again(invoice, "ana@example.com", seen=1))
    assert sorted(answers) == [""] + ["mail_on_its_way"] * (_AT_ONCE - 1)
    assert Mailing.objects.filter(by_hand=True).count() == 1


def test_a_worker_killed_while_the_server_has_the_mail_is_not_followed_by_another_mail(
    invoice: Invoice, settings: Settings
) -> None:
    row = Mailing.objects.get()
    with mail_server.running(settings) as server:
        server.to_mails = [mail_server.STALL]
        connections.close_all()
        worker = _processes.Process(target=email.send_document, args=(row.pk,))
        worker.start()
        wait_until(lambda: bool(server.taken), seconds=20, what="the mail to arrive")
        worker.kill()
        worker.join()
        Mailing.objects.update(due_at=timezone.now())
        email.send_document(row.pk)
        row.refresh_from_db()
        assert (row.state, row.error) == (Mailing.State.FAILED, email.MAY_HAVE_BEEN_SENT)
        assert MailAttempt.objects.get().ended_at is None
        assert len(server.taken) == 1


def test_a_server_that_takes_the_mail_and_stays_silent_may_have_sent_it(invoice: Invoice, settings: Settings) -> None:
    row = Mailing.objects.get()
    with mail_server.running(settings) as server:
        server.to_mails, settings.EMAIL_TIMEOUT = [mail_server.STALL], 1
        email.send_document(row.pk)
    row.refresh_from_db()
    assert (row.state, MailAttempt.objects.get().outcome, len(server.taken)) == (Mailing.State.FAILED, "", 1)
