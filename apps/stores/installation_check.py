"""Does the store still have Folio? Looked at daily, and soon after Jumpseller has forbidden a call.

No event tells of an uninstallation. What Jumpseller says of the App decides, once it has said it twice; where it no
longer accepts our tokens it cannot be asked, and that alone may also be an accident: the store then waits for its
merchant, and counts as uninstalled when nobody has authorised Folio for a month. Either way it can be installed again;
`reauthorising` asks what happened where it is authorised within the month.
"""

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from apps.core import work
from apps.core.errors import FolioError
from apps.core.locking import Subject, advisory_lock
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

# How long work is kept for a merchant whose authorisation is lacking.
PATIENCE = timedelta(days=30)
_PERIOD = timedelta(days=1)
_SECOND_LOOK = timedelta(hours=1)


def prepare_checks() -> None:
    """Gives every store the row of its look; the first one is due at once."""
    without = Store.objects.exclude(pk__in=Installation.objects.values("store_id"))
    Installation.objects.bulk_create((Installation(store=store) for store in without), ignore_conflicts=True)


def check_installation(row_id: int) -> None:
    """Takes the look ROW_ID and draws its conclusion; what stands in the way makes it due again later."""
    installation = Installation.claim(row_id)
    if installation is None:
        return
    if installation.store.status == Store.Status.UNINSTALLED:
        _rest(installation)
        return
    seen = Credential.objects.filter(store=installation.store).first()
    try:
        _ask(installation, seen)
    except tokens.NeedsAuthorisation:
        _wait_for_merchant(installation, seen)
    except FolioError as error:
        wait = error.retry_after if isinstance(error, Limited) else None
        installation.postpone(str(error), seconds=wait, for_ever=isinstance(error, JumpsellerError))


def uninstall(store: Store, *, seen: Credential | None) -> bool:
    """Stops all work for STORE, ends its sessions and wipes its secrets; documents, series and settings stay.

    Safe to repeat. SEEN is the credential that the conclusion was drawn from. False, and nothing is done, if a merchant
    has authorised Folio anew since.
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


def _ask(installation: Installation, seen: Credential | None) -> None:
    store = installation.store
    with rate_limit.in_background():
        try:
            told = tokens.call(store, _install_status)
            cycle = tokens.call(store, _billing_cycle)
        except Forbidden:
            # The tokens are good and yet nothing is allowed: whatever the reason, authorising anew is the cure.
            tokens.change_status(store, Store.Status.NEEDS_AUTHORISATION)
            installation.repeat(_PERIOD.total_seconds())
            return
    _conclude(installation, seen, told, cycle)


def _install_status(client: Client) -> InstallStatus:
    """Not told, where the App is unknown or we may not ask, as long as the store lets us in. Raises Forbidden."""
    try:
        return client.install_status(settings.JUMPSELLER_APP_CODE)
    except (NotFound, Forbidden) as error:
        log.warning("installation not told", detail=str(error))
        client.store_info()
        return InstallStatus(installed=None, plan="", subscription="")


def _billing_cycle(client: Client) -> BillingCycle | None:
    """What is billed, or None where the platform bills nothing or does not know of it."""
    try:
        return client.billing_cycle(settings.JUMPSELLER_APP_CODE)
    except (Rejected, Forbidden):
        return None


def _conclude(
    installation: Installation, seen: Credential | None, told: InstallStatus, cycle: BillingCycle | None
) -> None:
    was_told_before = installation.installed is False
    _remember(installation, told, cycle)
    if told.installed is not False:
        installation.repeat(_PERIOD.total_seconds())
    elif was_told_before and uninstall(installation.store, seen=seen):
        _rest(installation)
    else:
        installation.repeat(_SECOND_LOOK.total_seconds())


def _remember(installation: Installation, told: InstallStatus, cycle: BillingCycle | None) -> None:
    Installation.objects.filter(pk=installation.pk).update(
        installed=told.installed,
        plan=told.plan[:100],
        subscription=told.subscription[:100],
        billing_start=cycle.start[:40] if cycle else "",
        billing_end=cycle.end[:40] if cycle else "",
        billable_orders=cycle.billable_orders if cycle else None,
        free_orders=cycle.free_orders if cycle else None,
    )


def _wait_for_merchant(installation: Installation, seen: Credential | None) -> None:
    store = Store.objects.get(pk=installation.store_id)
    has_waited = timezone.now() - store.status_since
    if store.status == Store.Status.NEEDS_AUTHORISATION and has_waited > PATIENCE:
        uninstall(store, seen=seen)
    installation.repeat(_PERIOD.total_seconds())


def _rest(installation: Installation) -> None:
    """What was under way while the store was uninstalled is put to rest with the next look."""
    work.put_to_rest(installation.store_id)
    installation.repeat(_PERIOD.total_seconds())
