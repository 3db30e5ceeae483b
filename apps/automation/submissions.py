"""What becomes of an order's submissions to a provider: each outcome is written down with the order's record locked.

Calls are made by `apps.invoices.submission`, outside of any transaction. Recording a document, the end of its
submission and the state of the order are one commit. What a document brings with it, a credit note for a cancelled
order or the second half of a reissue, is submitted in the same commit.
"""

from typing import assert_never

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.automation import order_state
from apps.automation.models import OrderRecord
from apps.core import queue
from apps.core.errors import FolioError
from apps.formats.wording import texts
from apps.invoices.credit_notes import credit
from apps.invoices.issuing import issuer
from apps.invoices.issuing.frozen import thaw_rows
from apps.invoices.models import AuthorityCheck, BuyerCorrection, Invoice, Kind, ProviderAccount, Submission
from apps.invoices.submission import accounts, authority, issued, steps
from apps.invoices.submission.steps import Outdated, Question, Step
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
from apps.stores.models import InvoicingSettings

log = structlog.get_logger(__name__)

# Seconds until an account that cannot issue is asked again, if nobody mends it before.
_ACCOUNT_WAIT = 1800.0
# Characters of the authority's own words in a reason.
_LONGEST_WORDS = 300


class NoQuestion(FolioError):
    """The submission asks nothing any more: somebody has answered, or the provider has."""

    code = "no_question"


def carry_on(submission_id: int) -> None:
    """Take the next step of the submission `submission_id` if it is due. Safe to repeat."""
    Submission.run(submission_id, steps.take_step, close=_close, postpone=_postpone)


@transaction.atomic
def answer_exists(submission_id: int, number: str, reference: str = "") -> Invoice:
    """Record that a person found the document at the provider under `number`. Raise NoQuestion."""
    submission = _asked(submission_id)
    plan = steps.plan_of(submission)
    found = Issued(reference=reference or number, number=number, issue_date=plan.issue_date, state="waiting")
    _claim_for_person(submission)
    return _record(submission, found)


@transaction.atomic
def answer_absent(submission_id: int) -> None:
    """Have the document sent again: a person looked, and it does not exist at the provider. Raise NoQuestion."""
    submission = _asked(submission_id)
    record = order_state.locked_record(_record_of(submission).pk)
    submission.intent += 1
    submission.key = f"{submission.document_reference}-{submission.intent}".lower()
    submission.stage, submission.state, submission.attempts = Submission.Stage.WAITING, Submission.State.DUE, 0
    submission.sent_at = submission.first_sent_at = submission.finished_at = submission.rung_at = None
    submission.plan, submission.reference, submission.problems, submission.due_at = "", "", [], timezone.now()
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
        order_state.write_rejected(record, check.invoice, said.words[:_LONGEST_WORDS])
        log.warning("the authority rejected a document", store=check.store_id, document=check.invoice_id)


def _close(submission: Submission, outcome: Step) -> None:
    """Write down what the step brought."""
    match outcome:
        case Issued():
            _record(submission, outcome)
        case Pending(reference, retry_after):
            submission.postpone_to_stage(Submission.Stage.TAKEN, reference=reference, seconds=retry_after)
        case Refused(problems) | Refusal(problems):
            _refuse(submission, problems)
        case Nothing(problem):
            _leave_out(submission, problem)
        case Question(problem):
            _ask(submission, problem)
        case Outdated():
            _decide_anew(submission)
        case _:
            _try_later(submission, outcome)


def _try_later(submission: Submission, outcome: Unclear | Failed | Limited | Unauthorised | Blocked) -> None:
    """Make the submission due again. It is never given up: an order that waits for long is shown to a person."""
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
def _record(submission: Submission, found: Issued) -> Invoice:
    """Record the document, write the order's state, and submit what follows from it."""
    record = order_state.locked_record(_record_of(submission).pk)
    document = issued.record_issued(submission, found)
    if submission.account.state != ProviderAccount.State.CONNECTED:
        accounts.mark_sound(submission.account)
    facts = document.provider_document.differences
    differs = (Problem.told("document_differs", Sentence("document_differs", {"facts": ", ".join(facts)})),)
    order_state.write_recorded(record, document, differs if facts else ())
    _follow_up(submission, record, document)
    log.info("submission recorded", submission=submission.pk, document=document.pk)
    return document


def _follow_up(submission: Submission, record: OrderRecord, document: Invoice) -> None:
    """Issue the second half of a reissue, or credit what was cancelled while it was on its way."""
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=submission.store_id)
    if submission.next_frozen:
        made = issuer.issue_rows(
            thaw_rows(submission.next_frozen), invoicing_settings, mail_buyer=submission.mail_buyer
        )
        if isinstance(made, Submission):
            order_state.write_submitted(record)
        else:
            order_state.write_recorded(record, made, ())
    elif document.kind == Kind.INVOICE and record.platform_status == Status.CANCELED and document.snapshot:
        reason = texts.credit_reason("order_canceled", document.language)
        credit.credit_in_full(
            document, invoicing_settings=invoicing_settings, snapshot=document.snapshot, reason=reason
        )
        order_state.write_submitted(record)


@transaction.atomic
def _refuse(submission: Submission, problems: tuple[known.Problem, ...]) -> None:
    record = order_state.locked_record(_record_of(submission).pk)
    submission.problems = [each.as_json() for each in problems]
    if submission.end(Submission.Stage.REFUSED, error="The document is refused."):
        order_state.write_refused(record, submission)
        _fail_buyer_correction(submission)


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
