"""Check whether the store still has Folio: daily, and soon after Jumpseller has forbidden a call.

Jumpseller sends no event for an uninstallation. A store counts as uninstalled after two consecutive "not installed"
answers. If Jumpseller no longer accepts our tokens, it cannot be asked, and that may also be an accident: the store
then waits for its merchant, and counts as uninstalled after 30 days without authorisation. Either way Folio can be
installed again; `reauthorisation` asks the merchant what happened if they authorise it within the 30 days.
"""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from apps.core import work
from apps.core.errors import FolioError
from apps.core.postgresql.locking import Subject, advisory_lock
from apps.jumpseller import rate_limit
from apps.jumpseller.client import (
    BillingCycle,
    Client,
    Forbidden,
    InstallStatus,
    JumpsellerError,
    Limited,
    NotFound,
    Rejected,
)
from apps.stores import sessions, tokens
from apps.stores.models import Credential, Installation, Store

log = structlog.get_logger(__name__)

# How long work is kept for a store that lacks its merchant's authorisation.
PATIENCE = timedelta(days=30)
_PERIOD = timedelta(days=1)
_SECOND_LOOK = timedelta(hours=1)


def prepare_checks(stores: QuerySet[Store]) -> None:
    """Create the installation row of every one of `stores` that has none; its first check is due at once."""
    without = stores.exclude(pk__in=Installation.objects.values("store_id"))
    Installation.objects.bulk_create((Installation(store=store) for store in without), ignore_conflicts=True)


def check_installation(row_id: int) -> None:
    """Run the check of the row `row_id` and act on its result; an error makes it due again later."""
    Installation.run(row_id, _check, close=_repeat, postpone=_postpone)


def uninstall_store(store: Store, *, seen: Credential | None) -> bool:
    """Stop all work for `store`, end its sessions and delete its secrets; documents, series and settings stay.

    Idempotent. `seen` is the credential that the check used. Return False, and change nothing, if a merchant has
    authorised Folio again since.
    """
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.filter(store=store).first()
        if credential and (seen is None or credential.updated_at != seen.updated_at):
            return False
        Credential.objects.filter(store=store).delete()
        Store.objects.filter(pk=store.pk).update(hooks_token="", earlier_hooks_token="", hooks_registered_at=None)
        tokens.change_status(store, Store.Status.UNINSTALLED)
        sessions.end_all(store)
    work.put_to_rest(store.pk)
    log.info("uninstalled", store=store.code)
    return True


def _check(installation: Installation) -> timedelta:
    """Act on the platform's answer, and return how long the next check is away."""
    if installation.store.status == Store.Status.UNINSTALLED:
        return _rest(installation)
    seen = Credential.objects.filter(store=installation.store).first()
    try:
        return _ask(installation, seen)
    except tokens.NeedsAuthorisation:
        return _wait_for_merchant(installation, seen)


def _repeat(installation: Installation, wait: timedelta) -> None:
    installation.repeat(wait.total_seconds())


def _postpone(installation: Installation, error: FolioError) -> None:
    wait = error.retry_after if isinstance(error, Limited) else None
    installation.postpone(str(error), seconds=wait, for_ever=isinstance(error, JumpsellerError))


def _ask(installation: Installation, seen: Credential | None) -> timedelta:
    store = installation.store
    with rate_limit.in_background():
        try:
            told = tokens.call_platform(store, _install_status)
            cycle = tokens.call_platform(store, _billing_cycle)
        except Forbidden:
            # The tokens are valid and yet every call is forbidden: for any cause, the remedy is a new authorisation.
            tokens.change_status(store, Store.Status.NEEDS_AUTHORISATION)
            return _PERIOD
    return _conclude(installation, seen, told, cycle)


def _install_status(client: Client) -> InstallStatus:
    """Return the platform's answer; `installed` is None if the App is unknown or the call alone is forbidden.

    Raise Forbidden where the store's description is forbidden, too.
    """
    try:
        return client.install_status(settings.JUMPSELLER_APP_CODE)
    except (NotFound, Forbidden) as error:
        log.warning("installation not told", detail=str(error))
        client.store_info()
        return InstallStatus(installed=None, plan="", subscription="")


def _billing_cycle(client: Client) -> BillingCycle | None:
    """Return the billing cycle, or None where the platform bills nothing or does not know of it."""
    try:
        return client.billing_cycle(settings.JUMPSELLER_APP_CODE)
    except (Rejected, Forbidden):
        return None


def _conclude(
    installation: Installation, seen: Credential | None, told: InstallStatus, cycle: BillingCycle | None
) -> timedelta:
    was_told_before = installation.installed is False
    _remember(installation, told, cycle)
    if told.installed is not False:
        return _PERIOD
    if was_told_before and uninstall_store(installation.store, seen=seen):
        return _rest(installation)
    return _SECOND_LOOK


def _remember(installation: Installation, told: InstallStatus, cycle: BillingCycle | None) -> None:
    values = {
        "installed": told.installed,
        "plan": told.plan[:100],
        "subscription": told.subscription[:100],
        "billing_start": cycle.start[:40] if cycle else "",
        "billing_end": cycle.end[:40] if cycle else "",
        "billable_orders": cycle.billable_orders if cycle else None,
        "free_orders": cycle.free_orders if cycle else None,
    }
    changed = {name: value for name, value in values.items() if getattr(installation, name) != value}
    if changed:
        Installation.objects.filter(pk=installation.pk).update(**changed)


def _wait_for_merchant(installation: Installation, seen: Credential | None) -> timedelta:
    store = Store.objects.get(pk=installation.store_id)
    has_waited = timezone.now() - store.status_since
    if store.status == Store.Status.NEEDS_AUTHORISATION and has_waited > PATIENCE:
        uninstall_store(store, seen=seen)
    return _PERIOD


def _rest(installation: Installation) -> timedelta:
    """Suspend the uninstalled store's work, including work that was in progress."""
    work.put_to_rest(installation.store_id)
    return _PERIOD
