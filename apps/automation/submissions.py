"""What becomes of an order's submissions to a provider: each outcome is written down with the order's record locked.

Calls are made by `apps.invoices.submission`, outside of any transaction. Recording a document, the end of its
submission and the state of the order are one commit. What a document brings with it, a credit note for a cancelled
order or the second half of a reissue, is submitted in the same commit.
"""

from typing import assert_never

import structlog
from django.conf import settings
from django.db import transaction

from apps.automation import follow_ups, order_state
from apps.automation.models import OrderRecord
from apps.core import queue
from apps.core.errors import FolioError
from apps.invoices.issuing import issuer
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.models import AuthorityCheck, BuyerCorrection, Invoice, Kind, ProviderAccount, Submission, Void
from apps.invoices.submission import accounts, authority, issued, recordable, steps
from apps.invoices.submission.steps import Outdated, Question, Step, Unwanted
from apps.orders.data import Problem, Status
from apps.orders.messages import Sentence
from apps.providers import problems as known
from apps.providers.outcomes import (
    AuthorityState,
    Blocked,
    Failed,
    Issued,
    Limited,
    Pending,
    Refused,
    Unauthorised,
    Unclear,
)
from apps.providers.plan import Nothing, Refusal

log = structlog.get_logger(__name__)

# Seconds until an account that cannot issue is asked again, if nobody mends it before.
_ACCOUNT_WAIT = 1800.0


class UnusableNumber(FolioError):
    """What a person typed is no number, or names another document of the account."""

    code = "unusable_number"


class NoQuestion(FolioError):
    """The submission asks nothing any more: somebody has answered, or the provider has."""

    code = "no_question"


def carry_on(submission_id: int) -> None:
    """Take the next step of the submission `submission_id` if it is due. Safe to repeat."""
    Submission.run(submission_id, _take_step, close=_close, postpone=_postpone)


def _take_step(submission: Submission) -> Step:
    return steps.take_step(submission, lambda: _is_wanted(submission))


def _is_wanted(submission: Submission) -> bool:
    """Tell whether the document is still due: the order is not cancelled, the invoice to credit is not void."""
    if submission.kind == Kind.CREDIT_NOTE:
        return not Void.objects.filter(invoice=submission.credits_id).exists()
    return _record_of(submission).platform_status != Status.CANCELED


@transaction.atomic
def answer_exists(submission_id: int, number: str, reference: str = "") -> Invoice:
    """Record that a person found the document at the provider under `number`. Raise NoQuestion, UnusableNumber."""
    submission = _asked(submission_id)
    plan, number = steps.plan_of(submission), number.strip()
    found = Issued(reference=reference or number, number=number, issue_date=plan.issue_date, state="waiting")
    if recordable.problem_of(submission, found):
        raise UnusableNumber("The number is none, or is that of another document.")
    _claim_for_person(submission)
    return _record(submission, found)


@transaction.atomic
def answer_absent(submission_id: int) -> None:
    """Have the document sent again: a person looked, and it does not exist at the provider. Raise NoQuestion.

    It is not sent where the order was cancelled meanwhile.
    """
    submission = _asked(submission_id)
    record = order_state.locked_record(_record_of(submission).pk)
    if not _is_wanted(submission):
        Submission.objects.filter(pk=submission.pk).update(stage=Submission.Stage.WITHDRAWN, error="")
        _write_unwanted(submission, record)
        return
    submission.intent += 1
    submission.begin()
    submission.save()
    order_state.write_submitted(record)
    queue.enqueue("automation.submit", submission.pk)


def ask_authority(check_id: int) -> None:
    """Ask what the authority says of the document of `check_id`, if that is due. Safe to repeat."""
    AuthorityCheck.run(check_id, authority.ask_verdict, close=_note_verdict, postpone=authority.postpone_check)


@transaction.atomic
def _note_verdict(check: AuthorityCheck, said: AuthorityState) -> None:
    """Keep what the authority says; a document that it rejected becomes void, and a person is told."""
    record = order_state.locked_record(order_state.record_of(check.store, check.invoice.order_id).pk)
    if not authority.keep_verdict(check, said):
        return
    if said.state == "rejected":
        issued.void_rejected(check.invoice)
        log.warning("the authority rejected a document", store=check.store_id, document=check.invoice_id)
        _write_rejected(record, check.invoice, said.words)


def _write_rejected(record: OrderRecord, document: Invoice, words: str) -> None:
    """Write down that `document` is void. A credit note for it that was not sent is not due any more."""
    withdrawn = issuer.withdraw_credit(document)
    if withdrawn and withdrawn.next_frozen:
        follow_ups.issue_second_half(withdrawn, record)
    elif not Submission.of_order(record.store_id, record.order_id).exists():
        order_state.write_rejected(record, document, words)


def _close(submission: Submission, outcome: Step) -> None:
    """Write down what the step brought."""
    match outcome:
        case Issued():
            _record_or_ask(submission, outcome)
        case Pending(reference) if not recordable.is_reference(reference):
            _try_later(submission, Unclear("The provider took the document and gave no name for it."))
        case Pending(reference, retry_after):
            submission.postpone_to_stage(Submission.Stage.TAKEN, reference=reference, seconds=retry_after)
        case Refused(problems) | Refusal(problems):
            _refuse(submission, problems)
        case Nothing(problem) if submission.kind == Kind.CREDIT_NOTE:
            _refuse(submission, (problem,))
        case Nothing(problem):
            _leave_out(submission, problem)
        case Question(problem):
            _ask(submission, problem)
        case Outdated():
            _decide_anew(submission)
        case Unwanted():
            _drop(submission)
        case _:
            _try_later(submission, outcome)


def _try_later(submission: Submission, outcome: Unclear | Failed | Limited | Unauthorised | Blocked) -> None:
    """Make the submission due again. It is never given up: an order that waits for long is shown to a person."""
    if not isinstance(outcome, Unclear):
        submission.note_answer()
    match outcome:
        case Unclear(why):
            submission.postpone(why, at_least=settings.PROVIDER_LONGEST_WRITE_SECONDS, for_ever=True)
        case Failed(why):
            submission.postpone(why, for_ever=True)
        case Limited(retry_after):
            submission.postpone("The provider takes no more calls for now.", seconds=retry_after, for_ever=True)
        case Unauthorised():
            accounts.mark_unauthorised(submission.account)
            submission.postpone("The provider does not accept the key.", seconds=_ACCOUNT_WAIT, for_ever=True)
        case Blocked(problem):
            accounts.mark_blocked(submission.account, problem)
            submission.postpone("The account cannot issue now.", seconds=_ACCOUNT_WAIT, for_ever=True)
        case _:
            assert_never(outcome)


def _postpone(submission: Submission, error: FolioError) -> None:
    log.warning("submission postponed", submission=submission.pk, reason=error.code)
    seconds = error.seconds if isinstance(error, steps.NotYet) else None
    submission.postpone(str(error), seconds=seconds, for_ever=True)


@transaction.atomic
def _record_or_ask(submission: Submission, found: Issued) -> None:
    """Record the document, or have a person look at what cannot be recorded as it is."""
    record = order_state.locked_record(_record_of(submission).pk)
    problem = recordable.problem_of(submission, found)
    if problem:
        _ask(submission, problem)
    elif submission.kind == Kind.CREDIT_NOTE and not _is_wanted(submission):
        _tell_credits_void(submission, record, found)
    else:
        _record(submission, found)


def _tell_credits_void(submission: Submission, record: OrderRecord, found: Issued) -> None:
    """End a credit note that the provider made for a document that is void: it takes nothing back here."""
    problem = known.Problem("provider_credits_void", {"number": found.number.strip()})
    submission.problems = [problem.as_json()]
    if not submission.end(Submission.Stage.REFUSED, error="Its invoice is void."):
        return
    if submission.next_frozen:
        follow_ups.issue_second_half(submission, record)
    elif submission.credits:
        rejected = order_state.rejection_of(submission.credits, _words_about(submission.credits))
        order_state.write_credits_void(record, submission, rejected)


def _words_about(document: Invoice) -> str:
    check = AuthorityCheck.objects.filter(invoice=document).first()
    return check.words if check else ""


@transaction.atomic
def _record(submission: Submission, found: Issued) -> Invoice:
    """Record the document, write the order's state, and submit what follows from it."""
    record = order_state.locked_record(_record_of(submission).pk)
    document, facts = issued.record_issued(submission, found)
    if submission.account.state != ProviderAccount.State.CONNECTED:
        accounts.mark_sound(submission.account)
    differs = (Problem.told("document_differs", Sentence("document_differs", {"facts": ", ".join(facts)})),)
    order_state.write_recorded(record, document, differs if facts else ())
    follow_ups.follow_up(submission, record)
    log.info("submission recorded", submission=submission.pk, document=document.pk)
    return document


@transaction.atomic
def _refuse(submission: Submission, problems: tuple[known.Problem, ...]) -> None:
    record = order_state.locked_record(_record_of(submission).pk)
    submission.problems = [each.as_json() for each in problems]
    if not submission.end(Submission.Stage.REFUSED, error="The document is refused."):
        return
    _fail_buyer_correction(submission)
    if _is_wanted(submission):
        order_state.write_refused(record, submission)
    else:
        _write_unwanted(submission, record)


def _fail_buyer_correction(submission: Submission) -> None:
    """Tell the buyer whose correction the provider refused, in either half, that it cannot be done."""
    corrected = submission.credits_id if submission.next_frozen else None
    if submission.kind == Kind.INVOICE:
        corrected = thaw_rows(submission.frozen).document.replaces_id
    if corrected:
        BuyerCorrection.objects.filter(invoice=corrected, state=BuyerCorrection.State.DONE).update(
            state=BuyerCorrection.State.FAILED, error="The provider refused the document."
        )


@transaction.atomic
def _leave_out(submission: Submission, problem: known.Problem) -> None:
    record = order_state.locked_record(_record_of(submission).pk)
    submission.problems = [problem.as_json()]
    if submission.end(Submission.Stage.WITHDRAWN, error=""):
        order_state.write_left_out(record, Problem("voucher_is_document"))


@transaction.atomic
def _drop(submission: Submission) -> None:
    """Withdraw what the provider does not have and nobody wants. What is wanted again meanwhile goes on."""
    record = order_state.locked_record(_record_of(submission).pk)
    if _is_wanted(submission):
        submission.postpone("It is wanted again.", seconds=0.0, for_ever=True)
    elif submission.end(Submission.Stage.WITHDRAWN, error=""):
        _write_unwanted(submission, record)


def _write_unwanted(submission: Submission, record: OrderRecord) -> None:
    """Write down that a document of a cancelled order, or a credit note for a void one, does not come to exist."""
    if submission.kind == Kind.INVOICE:
        order_state.write_left_out(record, Problem("canceled_before_invoice"))
    elif submission.next_frozen:
        follow_ups.issue_second_half(submission, record)
    elif submission.credits:
        order_state.write_rejected(record, submission.credits, _words_about(submission.credits))


@transaction.atomic
def _decide_anew(submission: Submission) -> None:
    """Withdraw what was decided before the store installed Folio again, and have the order read again."""
    record = order_state.locked_record(_record_of(submission).pk)
    if submission.end(Submission.Stage.WITHDRAWN, error=""):
        order_state.write_outdated(record, submission)
        queue.enqueue("intake.take_missed", record.pk)


@transaction.atomic
def _ask(submission: Submission, problem: known.Problem) -> None:
    record = order_state.locked_record(_record_of(submission).pk)
    submission.problems = [problem.as_json()]
    if submission.end(Submission.Stage.ASKED, error="A person is asked."):
        order_state.write_asked(record)


def _asked(submission_id: int) -> Submission:
    """Return the submission that asks a person, locked after its order's record. Raise NoQuestion."""
    asked = Submission.objects.select_related("store").filter(pk=submission_id).first()
    if asked is not None:
        order_state.locked_record(_record_of(asked).pk)
    found = Submission.objects.select_for_update(of=("self",)).select_related("account", "store")
    submission = found.filter(pk=submission_id, stage=Submission.Stage.ASKED).first()
    if submission is None:
        raise NoQuestion("This was answered already.")
    return submission


def _claim_for_person(submission: Submission) -> None:
    """Take the ended work over, so that recording can end it like any other."""
    submission.attempts += 1
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.CLAIMED, attempts=submission.attempts)


def _record_of(submission: Submission) -> OrderRecord:
    return order_state.record_of(submission.store, submission.order_id)
