"""Twenty workers are rung for one mail, twenty clicks ask for another: one is sent each time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from apps.invoices import mailing, rendering
from apps.invoices.models import Invoice, MailAttempt, Mailing
from tests import mail_server
from tests.factories import make_store

pytestmark = pytest.mark.django_db(transaction=True)
_AT_ONCE = 20


@pytest.fixture
def invoice(issue: Callable[..., Invoice], settings: Settings, tmp_path: Path) -> Invoice:
    settings.MEDIA_ROOT = tmp_path
    made = issue(make_store(mail_buyers=True))
    rendering.make_sure(made.pk)
    return made


def at_once(action: Callable[[], object]) -> list[str]:
    """Does ACTION many times at once and returns what came of each: the name of an error, or the empty string."""

    def one(_: int) -> str:
        try:
            action()
        except mailing.MailOnItsWay as error:
            return error.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, range(_AT_ONCE)))


def test_a_task_that_runs_many_times_at_once_sends_once(invoice: Invoice, settings: Settings) -> None:
    row = Mailing.objects.get()
    with mail_server.running(settings) as server:
        at_once(lambda: mailing.mail(row.pk))
        assert len(server.taken) == 1
    assert MailAttempt.objects.count() == 1


def test_many_clicks_ask_for_one_mail(invoice: Invoice) -> None:
    Mailing.objects.update(state=Mailing.State.DONE)
    answers = at_once(lambda: mailing.send_again(invoice, "ana@example.com", seen=1))
    assert sorted(answers) == [""] + ["mail_on_its_way"] * (_AT_ONCE - 1)
    assert Mailing.objects.filter(by_hand=True).count() == 1
