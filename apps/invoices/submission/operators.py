"""What operators see and do about submissions: stuck ones, accounts in trouble, and a try at once."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core import queue
from apps.invoices.models import AuthorityCheck, ProviderAccount, Submission

# A document on its way for longer is stuck: providers answer within seconds, and are away for minutes.
STUCK_AFTER = timedelta(hours=3)


def is_stuck() -> Q:
    """Return the condition for open submissions that were decided long ago, or that wait for a person."""
    return Submission.open() & Q(created_at__lt=timezone.now() - STUCK_AFTER)


def accounts_in_trouble() -> QuerySet[ProviderAccount]:
    """Return the accounts whose provider issues no document now."""
    State = ProviderAccount.State  # noqa: N806
    return ProviderAccount.objects.filter(state__in=(State.UNAUTHORISED, State.BLOCKED))


def try_submission_now(submission: Submission) -> None:
    """Make an open submission due at once, which then looks before it sends.

    Nothing happens to one that has ended, whose question only a person answers, or that a worker has.
    """
    waiting = Submission.objects.filter(Submission.open(), pk=submission.pk, state=Submission.State.DUE)
    if waiting.exclude(stage=Submission.Stage.ASKED).update(due_at=timezone.now(), rung_at=timezone.now(), attempts=0):
        queue.enqueue("automation.submit", submission.pk)


def ask_verdict_now(check: AuthorityCheck) -> None:
    """Ask the authority's verdict at once where there is none yet."""
    waiting = AuthorityCheck.objects.filter(pk=check.pk, verdict=AuthorityCheck.Verdict.WAITING)
    due = {"state": AuthorityCheck.State.DUE, "due_at": timezone.now(), "rung_at": timezone.now(), "attempts": 0}
    if waiting.exclude(state=AuthorityCheck.State.CLAIMED).update(**due, finished_at=None):
        queue.enqueue("automation.ask_authority", check.pk)
