"""Celery tasks of automation: periodic checks, back-fills and buyers' corrections."""

from celery import shared_task

from apps.automation import buyer_corrections, missing_invoices, missing_links, submissions
from apps.automation.backfill import continue_backfill
from apps.automation.models import Backfill, Reconciliation, Reposting
from apps.core import work
from apps.invoices.models import AccountReview, AuthorityCheck, BuyerCorrection, Submission
from apps.invoices.submission import account_review
from apps.stores.models import Store


@shared_task(name="automation.reconcile")
def reconcile(row_id: int) -> None:
    """Run one turn of a check for orders without a document."""
    missing_invoices.look_for_missing_invoices(row_id)


@shared_task(name="automation.repost")
def repost(row_id: int) -> None:
    """Run one turn of a check for documents that disappeared at the platform."""
    missing_links.look_for_missing_links(row_id)


@shared_task(name="automation.reissue_for_buyer")
def reissue_for_buyer(row_id: int) -> None:
    """Issue one invoice again with the data that its buyer gave."""
    buyer_corrections.reissue_for_buyer(row_id)


@shared_task(name="automation.submit")
def submit(submission_id: int) -> None:
    """Take the next step of one document on its way to a provider."""
    submissions.carry_on(submission_id)


@shared_task(name="automation.ask_authority")
def ask_authority(check_id: int) -> None:
    """Ask what the authority says of one document."""
    submissions.ask_authority(check_id)


@shared_task(name="automation.review_account")
def review_account(review_id: int) -> None:
    """Compare one account's documents with Folio's."""
    account_review.review_account(review_id)


@shared_task(name="automation.backfill")
def backfill(row_id: int) -> None:
    """Run one turn of a back-fill."""
    continue_backfill(row_id)


@shared_task(name="automation.prepare_checks")
def prepare_checks() -> None:
    """Give every active store the rows of its checks; the sweep looks only at stores that changed lately."""
    missing_invoices.prepare_reconciliations(Store.objects.all())
    missing_links.prepare_repostings(Store.objects.all())


@shared_task(name="automation.sweep")
def sweep() -> None:
    """Enqueue the checks, the back-fills and the buyers' corrections that are due."""
    stores = Store.changed_lately()
    missing_invoices.prepare_reconciliations(stores)
    missing_links.prepare_repostings(stores)
    kinds = (Reconciliation, Reposting, Backfill, Submission, AuthorityCheck, AccountReview, BuyerCorrection)
    work.publish_due(*kinds)
