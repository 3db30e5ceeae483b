"""A store's access to the platform: a client with a valid access token, which one worker at a time refreshes."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.core import work
from apps.core.errors import FolioError
from apps.core.postgresql.locking import Subject, advisory_lock
from apps.core.postgresql.statements import Select, Slot
from apps.jumpseller import oauth
from apps.jumpseller.client import Client, Forbidden, Unauthorised
from apps.jumpseller.rate_limit import Pace
from apps.stores.models import Credential, Installation, Store

Answer = TypeVar("Answer")
_MARGIN = timedelta(minutes=2)
# Minimum time between two installation checks that forbidden calls request.
_PAUSE = timedelta(minutes=10)
_CREDENTIAL = Select(lambda: Credential.objects.filter(store=Slot("store_id")))


class NeedsAuthorisation(FolioError):
    """Jumpseller no longer accepts the store's tokens: the merchant must open Folio and authorise it again."""

    code = "needs_authorisation"


class Uninstalled(NeedsAuthorisation):
    """The merchant has removed Folio from the store, so there are no tokens; a new installation provides new ones."""

    code = "uninstalled"


def replace_tokens(store: Store, tokens: oauth.Tokens) -> None:
    """Store the token pair of a new authorisation of `store`; a concurrent refresh cannot overwrite it."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        _save(store, tokens)
        change_status(store, Store.Status.ACTIVE)


def are_refused(store: Store) -> bool:
    """Tell whether the platform refuses the tokens of `store`; if no call has been refused yet, make one.

    The caller holds the lock on the store's credential. Raise AccountsUnreachable and JumpsellerError where the
    platform does not tell.
    """
    store.refresh_from_db(fields=["status"])
    if store.status == Store.Status.UNINSTALLED or not Credential.objects.filter(store=store).exists():
        return False
    if store.status == Store.Status.NEEDS_AUTHORISATION:
        return True
    if settings.JUMPSELLER_AUTHORISATION_ENDS_TOKENS:
        # The authorisation itself may be the cause of the refusal.
        return False
    try:
        call_platform(store, lambda client: client.store_info())
    except (NeedsAuthorisation, Forbidden):
        return True
    return False


def change_status(store: Store, status: Store.Status) -> bool:
    """Set the status of `store`, effective now; tell whether it changed."""
    store.status = status
    others = Store.objects.filter(pk=store.pk).exclude(status=status)
    return bool(others.update(status=status, status_since=timezone.now()))


def _save(store: Store, tokens: oauth.Tokens) -> None:
    """Store `tokens`; without a new refresh token keep the existing one."""
    values = {"access_token": tokens.access_token, "expires_at": tokens.expires_at}
    if tokens.refresh_token:
        values["refresh_token"] = tokens.refresh_token
    Credential.objects.update_or_create(store=store, defaults=values)


def call_platform(store: Store, ask: Callable[[Client], Answer]) -> Answer:
    """Return the result of `ask`; a token that is refused before its expiry is refreshed once and `ask` repeated.

    Raise NeedsAuthorisation, Uninstalled, AccountsUnreachable, LockBusy, and any error of `ask` except Unauthorised.
    """
    try:
        answer = _answer(store, ask)
    except Forbidden:
        _ask_for_a_look(store)
        raise
    _recover(store)
    return answer


def _answer(store: Store, ask: Callable[[Client], Answer]) -> Answer:
    token, pace = _access_token(store), Pace(store.pk)
    try:
        return ask(Client(token, pace))
    except Unauthorised:
        pass
    token = _access_token(store, refused=token)
    try:
        return ask(Client(token, pace))
    except Unauthorised:
        raise _give_up(store, token) from None


def _ask_for_a_look(store: Store) -> None:
    """Make the installation check due: a scope is missing, or Folio was removed."""
    now = timezone.now()
    is_long_ago = Q(finished_at__isnull=True) | Q(finished_at__lte=now - _PAUSE)
    Installation.objects.filter(is_long_ago, store=store, state=Installation.State.DUE).update(due_at=now)


def _recover(store: Store) -> None:
    """Set the store's status to active if it lacked authorisation: Jumpseller accepts its tokens again."""
    lacking = Store.Status.NEEDS_AUTHORISATION
    if store.status == lacking and Store.objects.filter(pk=store.pk, status=lacking).exists():
        change_status(store, Store.Status.ACTIVE)
        work.wake_store(store.pk)


def _access_token(store: Store, *, refused: str = "") -> str:
    credential = _CREDENTIAL.first(store_id=store.pk)
    if credential is None:
        raise _give_up(store, "")
    if _is_good(credential, refused):
        return credential.access_token
    return _refreshed(store, refused)


def _is_good(credential: Credential, refused: str) -> bool:
    return credential.access_token != refused and credential.expires_at > timezone.now() + _MARGIN


def _refreshed(store: Store, refused: str) -> str:
    """Return a refreshed access token; other workers wait and use the new pair: a rotated token is never used twice."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.filter(store=store).first()
        if credential is None:
            raise _give_up(store, "")
        if _is_good(credential, refused):
            return credential.access_token
        try:
            tokens = oauth.refresh_tokens(credential.refresh_token)
        except oauth.ExchangeRefused:
            raise _give_up(store, credential.access_token) from None
        _save(store, tokens)
        return tokens.access_token


def _give_up(store: Store, refused: str) -> NeedsAuthorisation:
    """Record that Jumpseller no longer accepts the pair with the access token `refused` (empty: that there is none).

    A pair that replaced it in the meantime was not refused, so the merchant is not asked to authorise again.
    """
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.filter(store=store).first()
        status = Store.objects.values_list("status", flat=True).get(pk=store.pk)
        if credential is None and status == Store.Status.UNINSTALLED:
            return Uninstalled("Folio is not installed in this store any more: install it again in Jumpseller.")
        if (credential.access_token if credential else "") == refused:
            change_status(store, Store.Status.NEEDS_AUTHORISATION)
    return NeedsAuthorisation("Jumpseller no longer accepts Folio's access: open Folio in Jumpseller and authorise it.")
