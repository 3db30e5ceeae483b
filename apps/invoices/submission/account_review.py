"""The nightly look at an account: what it has, and whether its documents are those that Folio recorded.

A document there that Folio does not know, and one of Folio's that is missing there, is shown to a person. Nothing is
repaired by itself.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import structlog
from django.utils import timezone

from apps.core import clock
from apps.core.errors import FolioError
from apps.invoices.models import AccountReview, AuthorityCheck, ProviderAccount, ProviderDocument, Submission
from apps.invoices.submission import accounts
from apps.invoices.submission.exchanges import credentials_of, http_of, provider_of
from apps.providers.outcomes import Listed
from apps.stores.models import Store

log = structlog.get_logger(__name__)

_A_NIGHT = 24 * 3600.0
_AN_HOUR = 3600.0
# Days back; each night looks at them again, so a review that failed loses nothing.
_SPAN = timedelta(days=7)
# A store that installs Folio again soon finds its account as it left it.
_KEPT_AFTER_UNINSTALL = timedelta(days=30)


def review_account(review_id: int) -> None:
    """Review the account of `review_id`, if that is due."""
    AccountReview.run(review_id, _review, close=_keep, postpone=_postpone)


def _review(review: AccountReview) -> list[dict[str, Any]]:
    """Return the documents that only one side knows. Raise CallFailed, NotConnected."""
    account = review.account
    if account.state == ProviderAccount.State.DISCONNECTED or _was_left(account):
        return []
    accounts.check(account)
    provider = provider_of(account)
    if not provider.abilities.lists_documents:
        return []
    today = clock.today(account.store.time_zone)
    first, last = today - _SPAN, today - timedelta(days=1)
    theirs = provider.listed(http_of(account, "listed"), credentials_of(account), first, last)
    return list(_findings(account, theirs, first, last))


def _was_left(account: ProviderAccount) -> bool:
    """Tell whether nothing is asked there any more: the store removed Folio, and nothing is on its way.

    The credentials are forgotten once that was so for `_KEPT_AFTER_UNINSTALL`.
    """
    store = account.store
    if store.status != Store.Status.UNINSTALLED or _has_open_work(account):
        return False
    if timezone.now() - store.status_since > _KEPT_AFTER_UNINSTALL:
        accounts.disconnect(account)
        account.state = ProviderAccount.State.DISCONNECTED
    return True


def _has_open_work(account: ProviderAccount) -> bool:
    waiting = AuthorityCheck.objects.filter(account=account, verdict=AuthorityCheck.Verdict.WAITING)
    return Submission.objects.filter(Submission.open(), account=account).exists() or waiting.exists()


def _findings(account: ProviderAccount, theirs: list[Listed], first: date, last: date) -> Iterator[dict[str, Any]]:
    """Yield what only one side knows; what is on its way is known to both."""
    span = {"account": account, "issue_date__gte": first, "issue_date__lte": last}
    ours = {each.reference: each for each in ProviderDocument.objects.filter(**span)}
    known = set(ProviderDocument.objects.filter(account=account).values_list("reference", flat=True))
    known |= set(Submission.objects.filter(Submission.open(), account=account).values_list("reference", flat=True))
    for each in theirs:
        if each.reference not in known:
            yield _finding("only_there", each.reference, each.number, each.issue_date)
    there = {each.reference for each in theirs}
    for document in ours.values():
        if document.reference not in there:
            yield _finding("only_here", document.reference, document.number, document.issue_date)


def _finding(kind: str, reference: str, number: str, issue_date: date) -> dict[str, Any]:
    return {"kind": kind, "reference": reference, "number": number, "issue_date": issue_date.isoformat()}


def _keep(review: AccountReview, findings: list[dict[str, Any]]) -> None:
    AccountReview.objects.filter(pk=review.pk).update(findings=findings)
    if review.account.state == ProviderAccount.State.DISCONNECTED:
        review.finish()
    else:
        review.repeat(_A_NIGHT)


def _postpone(review: AccountReview, error: FolioError) -> None:
    log.warning("account review postponed", account=review.account_id, reason=error.code)
    review.postpone(str(error), at_least=_AN_HOUR, for_ever=True)
