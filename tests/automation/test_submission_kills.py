"""A worker may die at any step of a submission: one document at the provider and one row here, or one question."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from apps.automation import pipeline, submissions
from apps.automation.models import OrderRecord
from apps.invoices.issuing import issuer
from apps.invoices.models import Invoice, ProviderAccount, Submission
from apps.invoices.submission import issued, steps
from apps.providers.outcomes import Issued, Outcome
from apps.stores.models import Store
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, connected, make, make_unheard, provided, unheard
from tests.platform import Platform

_LATER = timedelta(minutes=5)


class Killed(BaseException):
    """The worker's process ends here: nothing catches it."""


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Scripted]:
    with provided(monkeypatch) as found:
        connected(store, found)
        yield found


def submitted(store: Store, platform: Platform) -> Submission:
    document = order()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    return Submission.objects.get()


def take_over(submission: Submission) -> None:
    """Have another worker take the next steps once the lease has ended, as if `_LATER` had passed each time."""
    for _ in range(4):
        row = Submission.objects.get(pk=submission.pk)
        sent_at = row.sent_at and row.sent_at - _LATER
        Submission.objects.filter(pk=row.pk).update(due_at=timezone.now(), sent_at=sent_at)
        submissions.carry_on(row.pk)


def _before(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def apply(patch: pytest.MonkeyPatch) -> None:
        def killed(*_: Any, **__: Any) -> None:
            raise Killed

        patch.setattr(owner, name, killed)

    return apply


def _after(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def apply(patch: pytest.MonkeyPatch) -> None:
        real = getattr(owner, name)

        def killed(*arguments: Any, **named: Any) -> None:
            real(*arguments, **named)
            raise Killed

        patch.setattr(owner, name, killed)

    return apply


KILLS = {
    "before the plan": _before(steps, "plan_submission"),
    "before it counts as sent": _before(steps, "_mark_sent"),
    "after it counts as sent": _after(steps, "_mark_sent"),
    "after the answer": _after(steps, "_sent"),
    "before the record": _before(submissions, "_record"),
    "inside the record": _after(issued, "_describe"),
    "after the record": _after(submissions, "_record"),
}


@pytest.mark.parametrize("idempotency", ["key", "search", "none"])
@pytest.mark.parametrize("fault", [make, make_unheard, unheard])
@pytest.mark.parametrize("kill", KILLS)
def test_a_worker_that_dies_leaves_one_document_or_one_question(
    kill: str,
    fault: Callable[[Scripted, Any, str], Outcome],
    idempotency: Any,
    store: Store,
    platform: Platform,
    provider: Scripted,
) -> None:
    provider.abilities = replace(provider.abilities, idempotency=idempotency)
    provider.is_ambiguous = idempotency == "none"
    provider.script = [fault]
    submission = submitted(store, platform)
    with pytest.MonkeyPatch.context() as patch:
        KILLS[kill](patch)
        try:
            submissions.carry_on(submission.pk)
        except Killed:
            was_killed = True
        else:
            was_killed = False
    take_over(submission)
    submission.refresh_from_db()
    assert len(provider.made) <= 1
    if idempotency == "none" and submission.stage == Submission.Stage.ASKED:
        assert (Invoice.objects.count(), OrderRecord.objects.get().state) == (0, "held")
    else:
        assert submission.stage == Submission.Stage.RECORDED
        assert (len(provider.made), Invoice.objects.count()) == (1, 1)
        assert OrderRecord.objects.get().state == "issued"
    # An unclear answer is no record, so a kill around it does not happen.
    assert was_killed or fault is not make


def test_a_second_send_without_a_look_would_make_two(store: Store, platform: Platform, provider: Scripted) -> None:
    """The twin: a provider that can be searched, and a worker that does not look."""
    _without_memory(provider)
    submission = submitted(store, platform)
    with pytest.MonkeyPatch.context() as patch:
        KILLS["after the answer"](patch)
        with pytest.raises(Killed):
            submissions.carry_on(submission.pk)
        patch.undo()
        patch.setattr(steps, "_is_recognised", lambda *_: True)
        take_over(submission)
    assert len(provider.made) == 2


def _without_memory(provider: Scripted) -> None:
    """Let the provider make a document at each call, as one without keys does."""

    def make_another(found: Scripted, plan: Any, key: str) -> Issued:
        return make(found, plan, f"{key}#{len(found.submitted)}")

    provider.script = [make_another] * 9


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("claims", ["claimed", "not claimed"])
def test_workers_at_once_send_once(claims: str, store: Store, platform: Platform, provider: Scripted) -> None:
    """The twin, whose rows are not claimed, sends as often as there are workers."""
    _without_memory(provider)
    submission = submitted(store, platform)
    barrier = Barrier(4)

    def work(_: int) -> None:
        try:
            barrier.wait()
            submissions.carry_on(submission.pk)
        finally:
            connection.close()

    with pytest.MonkeyPatch.context() as patch:
        if claims == "not claimed":
            patch.setattr(Submission, "claim", lambda row_id: _unclaimed(row_id))
            patch.setattr(steps, "_mark_sent", lambda row, plan: _keep_plan(row, plan))
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
    assert (len(provider.made) == 1) is (claims == "claimed")
    assert Invoice.objects.count() <= 1


def _unclaimed(row_id: int) -> Submission:
    return Submission.objects.select_related("account", "store").get(pk=row_id)


def _keep_plan(row: Submission, plan: Any) -> None:
    row.plan = json.dumps(plan.as_json())


@pytest.mark.django_db(transaction=True)
def test_no_call_is_made_inside_a_transaction(store: Store, platform: Platform, provider: Scripted) -> None:
    inside = []

    def look(found: Scripted, plan: Any, key: str) -> Outcome:
        inside.append(connection.in_atomic_block)
        return make(found, plan, key)

    provider.script = [look]
    submissions.carry_on(submitted(store, platform).pk)
    assert inside == [False]
    assert Invoice.objects.count() == 1


def test_a_worker_whose_lease_was_lost_records_nothing(store: Store, platform: Platform, provider: Scripted) -> None:
    def take_it_over(found: Scripted, plan: Any, key: str) -> Outcome:
        # Another worker takes the row meanwhile, finds the document and records it.
        answer = make(found, plan, key)
        Submission.objects.update(due_at=timezone.now(), sent_at=timezone.now() - _LATER)
        submissions.carry_on(submission.pk)
        return answer

    provider.script = [take_it_over]
    submission = submitted(store, platform)
    submissions.carry_on(submission.pk)
    assert (Invoice.objects.count(), len(provider.made)) == (1, 1)
    assert OrderRecord.objects.get().state == "issued"


def test_a_submission_that_is_withdrawn_is_not_sent(store: Store, platform: Platform, provider: Scripted) -> None:
    submission = submitted(store, platform)
    with pytest.MonkeyPatch.context() as patch:
        real = steps.plan_submission

        def withdrawn_meanwhile(row: Submission) -> Any:
            found = real(row)
            assert issuer.withdraw_invoice(store.pk, row.order_id)
            return found

        patch.setattr(steps, "plan_submission", withdrawn_meanwhile)
        submissions.carry_on(submission.pk)
    assert provider.submitted == []


def test_an_account_without_credentials_sends_nothing(store: Store, platform: Platform, provider: Scripted) -> None:
    submission = submitted(store, platform)
    ProviderAccount.objects.update(
        state=ProviderAccount.State.DISCONNECTED,
        credentials="",
        is_issuer=False,
        disconnected_at=timezone.now(),
    )
    submissions.carry_on(submission.pk)
    assert provider.submitted == []
    # Whoever issues now decides the order anew.
    assert Submission.objects.get().stage == Submission.Stage.WITHDRAWN
