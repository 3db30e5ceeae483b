"""The next step of a submission: plan, look or send. Network calls only, outside of any transaction.

After a document was sent once, it is sent again only if the provider recognises the repeat by its key, or after a look
that says it is absent. `sent_at` is committed before the call leaves, so a process that dies leaves a submission that
counts as sent.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.errors import FolioError
from apps.invoices.facts import DocumentRows
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.models import Kind, ProviderAccount, Submission
from apps.invoices.submission.document import document_of
from apps.invoices.submission.exchanges import credentials_of, http_of, provider_of
from apps.invoices.submission.recordable import refuse_unrecordable
from apps.providers.account import Account
from apps.providers.contract import Provider
from apps.providers.outcomes import (
    Ambiguous,
    Blocked,
    CallFailed,
    Failed,
    Issued,
    Limited,
    Outcome,
    Pending,
    Unauthorised,
    Unclear,
)
from apps.providers.plan import Nothing, Plan, Refusal
from apps.providers.problems import Problem

_MARGIN = timedelta(hours=1)
# A key that the provider refused for so long after the document was sent is not coming back.
_REVOKED_FOR_GOOD = timedelta(days=1)


class ClaimLost(FolioError):
    """Another worker has taken the submission over, or it was withdrawn: nothing is sent."""

    code = "claim_lost"


class NotYet(FolioError):
    """The provider may still be busy with an earlier call: a look would prove nothing. It ends after `seconds`."""

    code = "provider_may_be_busy"

    def __init__(self, seconds: float) -> None:
        super().__init__("The provider may still be busy with the earlier call.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the document exists at the provider can only be told by a person who looks there."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Outdated:
    """Folio was installed again since the document was decided, so another App may have issued it: decide anew."""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """The document does not exist at the provider, and nobody wants it any more."""


Step = Outcome | Refusal | Nothing | Question | Outdated | Unwanted


def take_step(submission: Submission, is_wanted: Callable[[], bool] = lambda: True) -> Step:
    """Plan the document if it was not sent, else look for it; send it where that makes no second one.

    What was sent is not sent again where `is_wanted` says so: it is looked for instead. Raise ClaimLost, NotYet.
    """
    account, was_sent = submission.account, submission.first_sent_at is not None
    if not was_sent and submission.created_at < submission.store.installed_at:
        return Outdated()
    if account.state == ProviderAccount.State.DISCONNECTED or not account.credentials:
        return Unauthorised() if was_sent else _cut_off(submission)
    provider = provider_of(account)
    planned = _planned(submission, provider)
    if not isinstance(planned, Plan):
        return planned
    if not was_sent:
        return _sent(submission, provider, planned)
    _refuse_while_busy(submission)
    wanted = is_wanted()
    if _is_recognised(submission, provider, planned) and (wanted or submission.stage == Submission.Stage.TAKEN):
        return _sent(submission, provider, planned)
    return _found_or_sent(submission, provider, planned, wanted=wanted)


def _refuse_while_busy(submission: Submission) -> None:
    """Raise NotYet as long as the provider may be busy with a call that was not answered, or whose worker died.

    A look would prove nothing then. What a repeat with the same key does meanwhile is not documented by any provider.
    """
    busy_until = (submission.sent_at or timezone.now()) + timedelta(seconds=settings.PROVIDER_LONGEST_WRITE_SECONDS)
    if submission.is_unanswered and timezone.now() < busy_until:
        raise NotYet((busy_until - timezone.now()).total_seconds())


def _cut_off(submission: Submission) -> Step:
    """Return what becomes of a document that was never sent, and whose account is disconnected.

    An invoice is decided anew, by whoever issues now. A credit note can only be made there.
    """
    is_credit = submission.kind == Kind.CREDIT_NOTE
    return Refusal((Problem("provider_key_wrong"),)) if is_credit else Outdated()


def plan_submission(submission: Submission) -> Plan | Refusal | Nothing:
    """Return what would be declared for the submission today, by the account as it was last looked at."""
    return plan_rows(thaw_rows(submission.frozen), submission.document_reference, submission.account)


def plan_rows(rows: DocumentRows, reference: str, account: ProviderAccount) -> Plan | Refusal | Nothing:
    """Return what would be declared today for the document of `rows`, called `reference` at the provider."""
    planned = provider_of(account).plan(document_of(rows, reference), Account.from_json(account.found), account.choices)
    return refuse_unrecordable(rows, planned) if isinstance(planned, Plan) else planned


def plan_of(submission: Submission) -> Plan:
    """Return what was declared for a submission that was sent."""
    return Plan.from_json(json.loads(submission.plan))


def _planned(submission: Submission, provider: Provider) -> Plan | Refusal | Nothing:
    if submission.first_sent_at is not None:
        return plan_of(submission)
    return plan_submission(submission)


def _is_recognised(submission: Submission, provider: Provider, plan: Plan) -> bool:
    """Tell whether the provider recognises a repeat: by the key as long as it keeps it, or by its own reference."""
    if submission.stage == Submission.Stage.TAKEN and submission.reference:
        return True
    abilities = provider.abilities
    if (plan.idempotency or abilities.idempotency) != "key" or submission.first_sent_at is None:
        return False
    if abilities.key_hours is None:
        return True
    return timezone.now() < submission.first_sent_at + timedelta(hours=abilities.key_hours) - _MARGIN


def _found_or_sent(submission: Submission, provider: Provider, plan: Plan, *, wanted: bool) -> Step:
    """Look for the document; send it if it is absent and `wanted`.

    Where the look proves nothing, a provider that recognises the repeat is asked by one; else a person is.
    """
    try:
        found = _found(submission, provider, plan)
    except CallFailed as error:
        return _unseen(submission, error.outcome)
    except Ambiguous as error:
        if _is_recognised(submission, provider, plan):
            return _sent(submission, provider, plan)
        return Question(Problem("submission_unclear", {}, str(error)))
    if found is None:
        return _sent(submission, provider, plan) if wanted else Unwanted()
    return found


def _unseen(submission: Submission, outcome: Unclear | Failed | Limited | Unauthorised | Blocked) -> Step:
    """Return what a look brings that failed with `outcome`: a key that is revoked for good leaves it to a person."""
    is_old = submission.sent_at is not None and submission.sent_at < timezone.now() - _REVOKED_FOR_GOOD
    return Question(Problem("submission_unclear")) if isinstance(outcome, Unauthorised) and is_old else outcome


def _found(submission: Submission, provider: Provider, plan: Plan) -> Issued | Pending | None:
    http = http_of(submission.account, "find", submission=submission)
    credentials = credentials_of(submission.account)
    return provider.find(http, credentials, plan, submission.key, submission.reference)


def _sent(submission: Submission, provider: Provider, plan: Plan) -> Step:
    _mark_sent(submission, plan)
    http = http_of(submission.account, "submit", submission=submission)
    credentials = credentials_of(submission.account)
    return provider.submit(http, credentials, plan, submission.key, submission.reference)


def _mark_sent(submission: Submission, plan: Plan) -> None:
    """Commit that the document leaves now, and what it declares. Raise ClaimLost.

    The row must be as it was when it was claimed. The number of the claim does not tell that alone: one that was
    withdrawn and decided anew counts its claims from the beginning.
    """
    now = timezone.now()
    mine = Submission.objects.filter(
        pk=submission.pk,
        state=Submission.State.CLAIMED,
        attempts=submission.attempts,
        key=submission.key,
        created_at=submission.created_at,
        sent_at=submission.sent_at,
        stage__in=(Submission.Stage.WAITING, Submission.Stage.SENT, Submission.Stage.TAKEN),
    )
    kept = json.dumps(plan.as_json(), ensure_ascii=False)
    if not mine.update(
        stage=Submission.Stage.SENT,
        plan=kept,
        is_unanswered=True,
        sent_at=now,
        first_sent_at=Coalesce(F("first_sent_at"), now),
    ):
        raise ClaimLost("Another worker has taken the submission over, or it was withdrawn.")
    submission.stage, submission.plan, submission.sent_at = Submission.Stage.SENT, kept, now
    submission.first_sent_at, submission.is_unanswered = submission.first_sent_at or now, True
