"""The limit of mails per store and hour: mails above it wait, are sent later, and are never lost."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from apps.invoices.models import Invoice, MailAttempt, Mailing
from apps.invoices.renditions import pdf_store
from apps.invoices.transmission import email, email_limit
from apps.stores.models import Store
from tests import mail_server
from tests.factories import make_store
from tests.mail_server import MailServer

DUE, DONE = Mailing.State.DUE, Mailing.State.DONE
_HOUR = timedelta(hours=1)


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[MailServer]:
    settings.MEDIA_ROOT = tmp_path
    settings.MAILS_PER_STORE_AND_HOUR = 2
    with mail_server.running(settings) as started:
        yield started


@pytest.fixture
def mail_of(issue: Callable[..., Invoice]) -> Callable[[Store], Mailing]:
    """Return a function that issues and renders an invoice of a store and returns its mailing, which is due."""

    def issued(store: Store) -> Mailing:
        invoice = issue(store)
        pdf_store.make_sure(invoice.pk)
        Mailing.objects.filter(invoice=invoice).update(due_at=timezone.now())
        return Mailing.objects.get(invoice=invoice)

    return issued


def send(*rows: Mailing) -> list[Mailing]:
    """Process `rows` as a worker does and return their new state."""
    for row in rows:
        email.send_document(row.pk)
    return [Mailing.objects.get(pk=row.pk) for row in rows]


def an_hour_later() -> None:
    """Move all past attempts and all due mails back by more than an hour."""
    for attempt in MailAttempt.objects.all():
        MailAttempt.objects.filter(pk=attempt.pk).update(started_at=attempt.started_at - _HOUR - timedelta(seconds=2))
    for row in Mailing.objects.filter(state=DUE):
        Mailing.objects.filter(pk=row.pk).update(due_at=row.due_at - _HOUR - timedelta(seconds=2))


def test_mails_above_the_limit_wait_and_are_sent_in_their_turn(
    server: MailServer, db: None, mail_of: Callable[[Store], Mailing]
) -> None:
    store = make_store(mail_buyers=True)
    rows = send(*(mail_of(store) for _ in range(5)))
    assert [row.state for row in rows] == [DONE, DONE, DUE, DUE, DUE]
    assert (len(server.taken), MailAttempt.objects.count()) == (2, 2)
    first, second = MailAttempt.objects.order_by("pk").values_list("started_at", flat=True)
    turns = [row.due_at - timedelta(seconds=1) for row in rows[2:]]
    assert turns == [first + _HOUR, second + _HOUR, first + 2 * _HOUR]
    assert {(row.error, row.attempts) for row in rows[2:]} == {(email_limit.WAITS, 0)}
    an_hour_later()
    assert [row.state for row in send(*rows[2:])] == [DONE, DONE, DUE]
    an_hour_later()
    assert [row.state for row in send(*rows)] == [DONE] * 5
    assert len(server.taken) == 5


def test_mails_that_wait_go_before_those_that_come(
    server: MailServer, db: None, mail_of: Callable[[Store], Mailing]
) -> None:
    store = make_store(mail_buyers=True)
    *_, waiting = send(*(mail_of(store) for _ in range(3)))
    an_hour_later()
    (later,) = send(mail_of(store))
    assert (later.state, later.error) == (DUE, email_limit.WAITS)
    assert [row.state for row in send(waiting)] == [DONE]
    Mailing.objects.update(due_at=timezone.now())
    assert [row.state for row in send(later)] == [DONE]


def test_the_limit_is_each_stores_own_and_counts_no_server_that_was_away(
    server: MailServer, db: None, mail_of: Callable[[Store], Mailing], settings: Settings
) -> None:
    store, other = make_store(mail_buyers=True), make_store("beta", mail_buyers=True)
    send(*(mail_of(store) for _ in range(3)))
    assert [row.state for row in send(mail_of(other))] == [DONE]
    MailAttempt.objects.update(outcome=MailAttempt.Outcome.UNREACHABLE)
    assert [row.state for row in send(mail_of(make_store("gamma", mail_buyers=True)), mail_of(other))] == [DONE] * 2


def test_a_mail_that_waits_can_still_fail_as_often_as_others(
    server: MailServer, db: None, mail_of: Callable[[Store], Mailing]
) -> None:
    store = make_store(mail_buyers=True)
    *_, row = send(*(mail_of(store) for _ in range(3)))
    for _ in range(30):
        Mailing.objects.update(due_at=timezone.now())
        send(row)
    an_hour_later()
    Mailing.objects.update(due_at=timezone.now())
    server.to_mails = ["451 4.7.1 later"]
    (row,) = send(row)
    assert (row.state, row.attempts) == (DUE, 1)


@given(
    limit=st.integers(1, 8),
    minutes=st.lists(st.integers(0, 59), max_size=8),
    waiting=st.integers(0, 40),
)
def test_turns_never_exceed_the_limit_in_any_hour(limit: int, minutes: list[int], waiting: int) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    sent = sorted(now - timedelta(minutes=minute) for minute in minutes[:limit])
    turns = [email_limit._turn(before, sent, limit - len(sent), now) for before in range(waiting)]
    assert turns == sorted(turns)
    for end in turns:
        assert sum(end - _HOUR < moment <= end for moment in (*sent, *turns)) <= limit


# --- At once --------------------------------------------------------------------------------------------------------
def sent_at_once(mail_of: Callable[[Store], Mailing], monkeypatch: pytest.MonkeyPatch) -> int:
    """Let eight workers send a mail each at the same time, and return how many were permitted."""
    store = make_store(mail_buyers=True)
    rows = [mail_of(store) for _ in range(8)]
    turn_of = email_limit.turn_of

    def slowly(row: Mailing) -> Any:
        turn = turn_of(row)
        time.sleep(0.1)
        return turn

    def work_off(row: Mailing) -> None:
        try:
            email.send_document(row.pk)
        finally:
            connection.close()

    monkeypatch.setattr(email_limit, "turn_of", slowly)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work_off, rows))
    assert Mailing.objects.filter(state__in=[DUE, DONE]).count() == 8
    return MailAttempt.objects.count()


def test_workers_at_once_keep_the_limit(
    transactional_db: None, server: MailServer, mail_of: Callable[[Store], Mailing], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sent_at_once(mail_of, monkeypatch) == 2


def test_without_the_lock_they_do_not(
    transactional_db: None, server: MailServer, mail_of: Callable[[Store], Mailing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email_limit, "lock_until_commit", lambda *_: None)
    assert sent_at_once(mail_of, monkeypatch) > 2
