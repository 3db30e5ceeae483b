"""The document that a provider has issued, recorded in the ledger: our rows hold what was declared.

Where the answer states something else, the document is recorded all the same, since it exists; what differs stands
beside it, and a person is told.
"""

import re

from django.db import transaction

from apps.core import clock, queue
from apps.formats.wording import texts
from apps.invoices.facts import DocumentRows
from apps.invoices.issuing import numbers, record
from apps.invoices.issuing.frozen import declare_amounts, thaw_rows
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderDocument, Submission, Void
from apps.invoices.submission.exchanges import provider_of
from apps.invoices.submission.recordable import legible
from apps.invoices.submission.steps import ClaimLost, plan_of
from apps.providers.outcomes import Issued
from apps.providers.plan import Plan

# The number is part of addresses at the platform and of the names of files.
_NOT_IN_ADDRESSES = re.compile(r"[^A-Za-z0-9-]+")


@transaction.atomic
def record_issued(submission: Submission, issued: Issued) -> tuple[Invoice, list[str]]:
    """Insert the document that the provider issued, end the submission, and return the document.

    Return also the names of the facts that a person must look at. `recordable.problem_of` has found nothing. The caller
    holds the lock on the order's record. Raise ClaimLost.
    """
    plan, rows = plan_of(submission), thaw_rows(submission.frozen)
    issued, odd = legible(issued, plan)
    if not submission.finish(stage=Submission.Stage.RECORDED, reference=issued.reference, problems=[]):
        raise ClaimLost("Another worker has the submission.")
    declare_amounts(rows, plan)
    # A date that cannot be is kept beside the document only.
    issue_date = plan.issue_date if "issue_date" in odd else issued.issue_date or plan.issue_date
    kind = Kind(submission.kind)
    text = _NOT_IN_ADDRESSES.sub("-", issued.number)
    number = numbers.count_provider_document(submission.account, kind, text, issue_date)
    document = record.record_document(rows, number, mail_buyer=submission.mail_buyer)
    _describe(document, submission, plan, issued)
    return document, [*document.provider_document.differences, *odd]


def preview_document(submission: Submission, rows: DocumentRows, plan: Plan) -> Invoice:
    """Insert the document of `rows` as `plan` declares it, under its legal title and without a number.

    It is that of `submission` or follows it. The caller rolls back.
    """
    declare_amounts(rows, plan)
    Submission.objects.filter(pk=submission.pk).update(stage=Submission.Stage.WITHDRAWN)
    document, account = rows.document, submission.account
    # The printed number is unique, and the draft's is the same for all.
    text = f"{texts.draft_number(document.language)} {document.kind} {document.revision}"
    number = numbers.count_provider_document(account, Kind(document.kind), text, clock.today(document.time_zone))
    made = record.record_document(rows, number, mail_buyer=False)
    title = provider_of(account).abilities.title_of(plan.type)[:100]
    made.provider_document = ProviderDocument(account=account, type=plan.type, title=title)
    return made


def _describe(document: Invoice, submission: Submission, plan: Plan, issued: Issued) -> None:
    account = submission.account
    abilities = provider_of(account).abilities
    ProviderDocument.objects.create(
        store_id=account.store_id,
        invoice=document,
        account=account,
        submission=submission,
        type=issued.type or plan.type,
        title=abilities.title_of(issued.type or plan.type)[:100],
        reference=issued.reference,
        number=issued.number,
        issue_date=issued.issue_date or plan.issue_date,
        net_total=issued.net_total,
        tax_total=issued.tax_total,
        gross_total=issued.gross_total,
        fiscal_id=issued.fiscal_id,
        links=dict(issued.links),
        is_link=abilities.gives == "link",
        is_confirmed=abilities.is_confirmed,
        differences=differences(plan, issued),
    )
    if abilities.has_authority_state:
        check = AuthorityCheck.objects.create(
            store_id=account.store_id, invoice=document, account=account, verdict=issued.state
        )
        queue.enqueue("automation.ask_authority", check.pk)


def differences(plan: Plan, issued: Issued) -> list[str]:
    """Return the names of the facts that the provider states otherwise than they were declared."""
    stated: dict[str, tuple[object, object]] = {
        "type": (issued.type, plan.type),
        "receiver": (_bare(issued.receiver), _bare(plan.receiver)),
        "gross_total": (issued.gross_total, plan.totals.gross_total),
        "net_total": (issued.net_total, plan.totals.net_total),
        "tax_total": (issued.tax_total, plan.totals.tax_total),
    }
    return [name for name, (theirs, ours) in stated.items() if theirs not in (None, "") and theirs != ours]


def void_rejected(document: Invoice) -> Void:
    """Insert that the authority rejected `document`: it exists for nothing that counts. Safe to repeat."""
    return Void.objects.get_or_create(
        invoice=document, defaults={"store_id": document.store_id, "reason": Void.Reason.REJECTED}
    )[0]


def _bare(tax_id: str | None) -> str:
    return "".join(sign for sign in (tax_id or "").upper() if sign.isalnum())
