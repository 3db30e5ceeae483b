"""Leases: extended while their claim is held, ended otherwise."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from apps.core import leases
from apps.intake.models import Delivery
from apps.stores.models import Store
from config.local.processes import wait_until

_extend_while_held = leases._Keeper._extend_while_held


@pytest.fixture
def delivery(store: Store) -> Delivery:
    return Delivery.objects.create(
        store=store, event="order_paid", body=b"{}", fingerprint="f", received_at=timezone.now()
    )


@pytest.fixture
def extending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the thread run, every hundredth of a second."""
    monkeypatch.setattr(leases, "_EVERY", 0.01)
    monkeypatch.setattr(leases._Keeper, "_extend_while_held", _extend_while_held)


@pytest.fixture
def claim(delivery: Delivery) -> Delivery:
    claim = Delivery.claim(delivery.pk)
    assert claim is not None
    # As if its lease were about to end.
    Delivery.objects.update(due_at=timezone.now())
    return claim


def is_taken_over(delivery: Delivery) -> bool:
    return Delivery.claim(delivery.pk) is not None


def test_a_held_claim_is_not_taken_over(claim: Delivery) -> None:
    leases._keeper.extend(older_than=0)
    assert not is_taken_over(claim)


def test_without_an_extension_it_would_be(claim: Delivery) -> None:
    assert is_taken_over(claim)


def test_a_claim_that_is_let_go_is_taken_over(claim: Delivery) -> None:
    leases.let_go(claim)
    leases._keeper.extend(older_than=0)
    assert is_taken_over(claim)


def test_what_a_failed_task_leaves_behind_is_taken_over(claim: Delivery) -> None:
    leases.let_go_all()
    leases._keeper.extend(older_than=0)
    assert is_taken_over(claim)


def test_a_claim_that_hangs_is_taken_over(claim: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "_LONGEST", 0.0)
    leases._keeper.extend(older_than=0)
    assert is_taken_over(claim)


def test_an_extension_brings_a_closed_row_no_new_date(claim: Delivery) -> None:
    claim.finish()
    due_at = Delivery.objects.get().due_at
    leases.hold(claim)
    leases._keeper.extend(older_than=0)
    assert Delivery.objects.get().due_at == due_at
    leases.let_go(claim)


def test_an_extension_leaves_a_later_claim_alone(claim: Delivery) -> None:
    later = Delivery.claim(claim.pk)
    assert later is not None
    leases.let_go(later)
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    leases._keeper.extend(older_than=0)
    assert is_taken_over(claim)


def test_a_dead_process_s_claim_needs_no_other_message_to_be_swept(claim: Delivery) -> None:
    leases.let_go(claim)
    assert Delivery.sweep() == [claim.pk]


@pytest.mark.django_db(transaction=True)
def test_the_thread_extends_by_itself(claim: Delivery, extending: None) -> None:
    keeper, held = leases._Keeper(), (Delivery, claim.pk, claim.attempts)
    keeper.hold(held)
    thread = keeper._thread
    assert thread is not None
    wait_until(lambda: not Delivery.objects.filter(due_at__lte=timezone.now()), seconds=10, what="an extension")
    keeper.let_go(held)
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_does_not_end_the_thread(
    claim: Delivery, extending: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, held, tries = leases._Keeper(), (Delivery, claim.pk, claim.attempts), []

    def away(*, older_than: float) -> None:
        tries.append(older_than)
        raise OperationalError("The connection is closed.")

    monkeypatch.setattr(keeper, "extend", away)
    keeper.hold(held)
    wait_until(lambda: len(tries) > 2, seconds=10, what="another try")
    keeper.let_go(held)
