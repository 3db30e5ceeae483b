"""A store that removes Folio: what was sent to its provider is recorded, what was not is decided anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.automation import submissions
from apps.automation.models import OrderRecord
from apps.core import work
from apps.invoices.models import AccountReview, AuthorityCheck, Invoice, ProviderAccount, Submission
from apps.invoices.submission import account_review
from apps.providers.outcomes import AuthorityState
from apps.stores import installation_check
from apps.stores.models import Credential, InvoicingSettings, Store
from tests.automation.test_submissions import changed, issued
from tests.factories import order
from tests.invoices.submission.scripted import Scripted, make_unheard
from tests.platform import Platform


def uninstall(store: Store) -> None:
    assert installation_check.uninstall_store(store, seen=Credential.objects.get(store=store))


def step(submission: Submission, *, later: timedelta = timedelta(0)) -> None:
    """Take the next step of `submission`, unless it rests, as if `later` had passed."""
    row = Submission.objects.filter(pk=submission.pk, due_at__lte=timezone.now() + later)
    sent_at = row.values_list("sent_at", flat=True).first()
    row.update(due_at=timezone.now(), sent_at=sent_at and sent_at - later)
    submissions.carry_on(submission.pk)


def test_a_document_that_was_sent_is_recorded(store: Store, platform: Platform, scripted: Scripted) -> None:
    scripted.script = [make_unheard]
    changed(store, platform, order())
    submission = Submission.objects.get()
    step(submission)
    uninstall(store)
    step(submission, later=timedelta(minutes=5))
    assert (Invoice.objects.count(), OrderRecord.objects.get().state) == (1, "issued")
    submissions.ask_authority(AuthorityCheck.objects.get().pk)
    assert AuthorityCheck.objects.get().verdict == "accepted"


def test_a_document_that_was_not_sent_rests_and_is_decided_anew(
    store: Store, platform: Platform, scripted: Scripted
) -> None:
    document = order()
    changed(store, platform, document)
    submission, credential = Submission.objects.get(), Credential.objects.get()
    uninstall(store)
    step(submission, later=timedelta(days=1))
    assert (scripted.submitted, Submission.objects.get().stage) == ([], "waiting")
    # Folio is installed again: another App may have issued the document meanwhile.
    Store.objects.update(status=Store.Status.ACTIVE, installed_at=timezone.now())
    credential.save(force_insert=True)
    work.wake_store(store.pk)
    submissions.carry_on(submission.pk)
    assert (scripted.submitted, Submission.objects.get().stage) == ([], "withdrawn")
    assert OrderRecord.objects.get().state == "held"
    # Decided again, it is as new.
    Store.objects.update(installed_at=timezone.now() - timedelta(days=900))
    store.refresh_from_db()
    changed(store, platform, document)
    submissions.carry_on(submission.pk)
    assert len(scripted.submitted) == 1


@pytest.mark.parametrize(("days", "state"), [(1, "connected"), (31, "disconnected")])
def test_the_credentials_are_forgotten_a_month_after_folio_was_removed(
    days: int, state: str, store: Store, platform: Platform, scripted: Scripted
) -> None:
    issued(store, platform, order())
    uninstall(store)
    Store.objects.update(status_since=timezone.now() - timedelta(days=days))
    review = AccountReview.objects.get()
    account_review.review_account(review.pk)
    # The authority has not answered: it is asked first.
    assert ProviderAccount.objects.get().state == "connected"
    scripted.said = AuthorityState("accepted")
    submissions.ask_authority(AuthorityCheck.objects.get().pk)
    AccountReview.objects.update(due_at=timezone.now(), state="due")
    account_review.review_account(review.pk)
    account = ProviderAccount.objects.get()
    assert (account.state, account.credentials == "") == (state, state == "disconnected")
    assert AccountReview.objects.get().state == ("done" if state == "disconnected" else "due")


def test_a_new_authorisation_keeps_the_account(store: Store, platform: Platform, scripted: Scripted) -> None:
    uninstall(store)
    Store.objects.update(status=Store.Status.ACTIVE, installed_at=timezone.now())
    work.wake_store(store.pk)
    account = ProviderAccount.objects.get()
    assert (account.state, account.is_issuer) == ("connected", True)
    assert InvoicingSettings.objects.get().issuer == "scripted"
