"""The authority's verdict on a document, asked at the provider until it is final.

The first answer takes the authority minutes, sometimes days. The waits double up to hours, and it is never given up.
"""

import structlog

from apps.core.errors import FolioError
from apps.invoices.models import AuthorityCheck
from apps.invoices.submission.exchanges import credentials_of, http_of, provider_of, refuse_disconnected
from apps.providers.outcomes import AuthorityState, CallFailed, Limited

log = structlog.get_logger(__name__)

_FINAL = ("accepted", "accepted_with_remarks", "rejected")
# Characters of the authority's own words.
_LONGEST_WORDS = 2000


def ask_verdict(check: AuthorityCheck) -> AuthorityState:
    """Return what the authority says of the document. Raise CallFailed."""
    account, document = check.account, check.invoice
    refuse_disconnected(account)
    http = http_of(account, "state", order_id=document.order_id)
    return provider_of(account).state(http, credentials_of(account), document.provider_document.reference)


def keep_verdict(check: AuthorityCheck, said: AuthorityState) -> bool:
    """Keep what the authority says; False if another worker has the row. One that still waits is asked again."""
    if said.state not in _FINAL:
        return check.postpone(said.words[:_LONGEST_WORDS] or "The authority has not answered yet.", for_ever=True)
    return check.finish(verdict=said.state, words=said.words[:_LONGEST_WORDS])


def postpone_check(check: AuthorityCheck, error: FolioError) -> None:
    """Ask again later."""
    log.info("verdict postponed", check=check.pk, reason=error.code)
    outcome = error.outcome if isinstance(error, CallFailed) else None
    wait = outcome.retry_after if isinstance(outcome, Limited) else None
    check.postpone(str(error), seconds=wait, for_ever=True)
