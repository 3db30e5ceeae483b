"""The store's way into the platform: a client whose access token is good, refreshed by one worker at a time."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.core import work
from apps.core.errors import FolioError
from apps.core.locking import Subject, advisory_lock
from apps.jumpseller import oauth
from apps.jumpseller.client import Client, Forbidden, Unauthorised
from apps.jumpseller.rate_limit import Pace
from apps.stores.models import Credential, Installation, Store

Answer = TypeVar("Answer")
_MARGIN = timedelta(minutes=2)
# Between two looks whether Folio is still installed.
_PAUSE = timedelta(minutes=10)


class NeedsAuthorisation(FolioError):
    """Jumpseller no longer accepts the store's tokens: the merchant must open Folio and authorise it again."""

    code = "needs_authorisation"


class Uninstalled(NeedsAuthorisation):
    """The merchant has removed Folio from the store, so there are no tokens; installing it again brings new ones."""

    code = "uninstalled"


def replace(store: Store, tokens: oauth.Tokens) -> None:
    """Keeps the pair of a fresh authorisation of STORE; a refresh that is under way cannot overwrite it."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        _save(store, tokens)
        change_status(store, Store.Status.ACTIVE)


def are_refused(store: Store) -> bool:
    """Tell whether the platform refuses the tokens that `store` has; where no call has met that yet, make one.

    The caller holds the lock on the store's credential. Raises AccountsUnreachable and JumpsellerError where the
    platform does not tell.
    """
    store.refresh_from_db(fields=["status"])
    if store.status == Store.Status.UNINSTALLED or not Credential.objects.filter(store=store).exists():
        return False
    if store.status == Store.Status.NEEDS_AUTHORISATION:
        return True
    if settings.JUMPSELLER_AUTHORISATION_ENDS_TOKENS:
        # They may be refused because of the authorisation itself.
        return False
    try:
        call(store, lambda client: client.store_info())
    except (NeedsAuthorisation, Forbidden):
        return True
    return False


def change_status(store: Store, status: Store.Status) -> bool:
    """Makes STATUS the store's, since now; tells whether it was another one."""
    store.status = status
    others = Store.objects.filter(pk=store.pk).exclude(status=status)
    return bool(others.update(status=status, status_since=timezone.now()))


def _save(store: Store, tokens: oauth.Tokens) -> None:
    """An answer without a refresh token keeps the one there is."""
    values = {"access_token": tokens.access_token, "expires_at": tokens.expires_at}
    if tokens.refresh_token:
        values["refresh_token"] = tokens.refresh_token
    Credential.objects.update_or_create(store=store, defaults=values)


def call(store: Store, ask: Callable[[Client], Answer]) -> Answer:
    """Returns what ASK gets from the platform; a token refused before its time is refreshed once and ASK repeated.

    Raises NeedsAuthorisation, Uninstalled, AccountsUnreachable, LockBusy, and whatever ASK raises but Unauthorised.
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
    """A scope is missing, or Folio was removed: is it still installed?"""
    now = timezone.now()
    is_long_ago = Q(finished_at__isnull=True) | Q(finished_at__lte=now - _PAUSE)
    Installation.objects.filter(is_long_ago, store=store, state=Installation.State.DUE).update(due_at=now)


def _recover(store: Store) -> None:
    """Tokens that Jumpseller accepts again end a lack of authorisation."""
    lacking = Store.Status.NEEDS_AUTHORISATION
    if store.status == lacking and Store.objects.filter(pk=store.pk, status=lacking).exists():
        change_status(store, Store.Status.ACTIVE)
        work.wake(store.pk)


def _access_token(store: Store, *, refused: str = "") -> str:
    credential = Credential.objects.filter(store=store).first()
    if credential is None:
        raise _give_up(store, "")
    if _is_good(credential, refused):
        return credential.access_token
    return _refreshed(store, refused)


def _is_good(credential: Credential, refused: str) -> bool:
    return credential.access_token != refused and credential.expires_at > timezone.now() + _MARGIN


def _refreshed(store: Store, refused: str) -> str:
    """One worker refreshes, the others wait and then find the new pair: a rotated token is never used twice."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.filter(store=store).first()
        if credential is None:
            raise _give_up(store, "")
        if _is_good(credential, refused):
            return credential.access_token
        try:
            tokens = oauth.refresh(credential.refresh_token)
        except oauth.ExchangeRefused:
            raise _give_up(store, credential.access_token) from None
        _save(store, tokens)
        return tokens.access_token


def _give_up(store: Store, refused: str) -> NeedsAuthorisation:
    """Notes that Jumpseller no longer accepts the pair with the access token REFUSED (empty: that there is none).

    A pair that replaced it in the meantime was not refused, so the merchant is not asked for yet another one.
    """
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.filter(store=store).first()
        status = Store.objects.values_list("status", flat=True).get(pk=store.pk)
        if credential is None and status == Store.Status.UNINSTALLED:
            return Uninstalled("Folio is not installed in this store any more: install it again in Jumpseller.")
        if (credential.access_token if credential else "") == refused:
            change_status(store, Store.Status.NEEDS_AUTHORISATION)
    return NeedsAuthorisation("Jumpseller no longer accepts Folio's access: open Folio in Jumpseller and authorise it.")
