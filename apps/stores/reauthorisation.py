"""Authorisation after the platform refused the store's tokens or reported a removal once.

If Folio was removed, sales of that time may have documents from another App, and a document of Folio would be a second
one for the same sale. So the store is treated as newly installed until its merchant answers whether it was removed.
"""

import structlog
from django.utils import timezone

from apps.core import work
from apps.stores import settings_log
from apps.stores.models import InvoicingSettings, Reauthorisation, SettingsChange, Store

log = structlog.get_logger(__name__)


def unanswered_reauthorisation(store: Store) -> Reauthorisation | None:
    """Return the reauthorisation of `store` that waits for the merchant's answer, or None."""
    return Reauthorisation.objects.filter(store=store, answer="").first()


def begin_reauthorisation(store: Store) -> None:
    """Treat `store` as newly installed and ask its merchant whether Folio was removed.

    A second authorisation before the answer keeps the values from before the first one, and the merchant's changes
    since.
    """
    with settings_log.log_changes(store, by=SettingsChange.AUTHORISATION):
        invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
        before = invoicing_settings.store
        is_known = before.status == Store.Status.NEEDS_AUTHORISATION
        row = unanswered_reauthorisation(store) or Reauthorisation(
            store=store,
            refused_at=before.status_since if is_known else timezone.now(),
            installed_at=before.installed_at,
        )
        row.issues_automatically = bool(row.issues_automatically or invoicing_settings.issues_automatically)
        row.issue_since = invoicing_settings.issue_since or row.issue_since
        row.save()
        _restart(store)
    log.info("authorised after refused tokens", store=store.code)


def restart_store(store: Store) -> None:
    """Treat `store` as newly installed; an unanswered reauthorisation counts as a removal."""
    with settings_log.log_changes(store, by=SettingsChange.INSTALLATION):
        _restart(store)
        row = unanswered_reauthorisation(store)
        if row is not None:
            _answer(row, Reauthorisation.Answer.REMOVED, by=SettingsChange.INSTALLATION)


def question_seen(store: Store) -> str:
    """Return a token of the current question to `store`; each further authorisation changes it."""
    return Store.objects.values_list("installed_at", flat=True).get(pk=store.pk).isoformat()


def answer_stayed(store: Store, *, was_seen: str, by: str) -> Reauthorisation | None:
    """Record that Folio was never removed: restore automatic issuing, the start day and the day of installation.

    `was_seen` is the result of `question_seen` for the page that asked, `by` the digest of its session. A start day
    that the merchant has set since stays. Return the reauthorisation, or None if that question is not open.
    """
    with settings_log.log_changes(store, by=by):
        row = unanswered_reauthorisation(store)
        if row is None or was_seen != question_seen(store):
            return None
        invoicing_settings = InvoicingSettings.objects.get(store=store)
        InvoicingSettings.objects.filter(pk=invoicing_settings.pk).update(
            issues_automatically=invoicing_settings.issues_automatically or row.issues_automatically,
            issue_since=invoicing_settings.issue_since or row.issue_since,
        )
        Store.objects.filter(pk=store.pk).update(installed_at=row.installed_at)
        _answer(row, Reauthorisation.Answer.STAYED, by=by)
    work.wake_store(store.pk)
    return row


def answer_removed(store: Store, *, was_seen: str, by: str) -> Reauthorisation | None:
    """Record that Folio was removed; the changes of `begin_reauthorisation` stay.

    Arguments and result are those of `answer_stayed`.
    """
    with settings_log.log_changes(store, by=by):
        row = unanswered_reauthorisation(store)
        if row is None or was_seen != question_seen(store):
            return None
        _answer(row, Reauthorisation.Answer.REMOVED, by=by)
    return row


def _restart(store: Store) -> None:
    """Reset the day of installation and the start day, and turn automatic issuing off.

    Sales of the time without Folio have documents from elsewhere, like those from before it. The merchant reviews the
    settings before Folio issues by them again.
    """
    InvoicingSettings.objects.filter(store=store).update(issue_since=None, issues_automatically=False)
    Store.objects.filter(pk=store.pk).update(installed_at=timezone.now())


def _answer(row: Reauthorisation, answer: Reauthorisation.Answer, *, by: str) -> None:
    row.answer, row.answered_at, row.answered_by = answer, timezone.now(), by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    log.info("reauthorisation answered", store=row.store.code, answer=answer)
