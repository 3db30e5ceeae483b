"""The store's way into the platform: a client whose access token is good, refreshed by one worker at a time."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

from apps.core.errors import FolioError
from apps.core.locking import Subject, advisory_lock
from apps.jumpseller import oauth
from apps.jumpseller.client import Client, Unauthorised
from apps.jumpseller.pacing import Pace
from apps.stores.models import Credential, Store

Answer = TypeVar("Answer")
_MARGIN = timedelta(minutes=2)


class NeedsAuthorisation(FolioError):
    """Jumpseller no longer accepts the store's tokens: the merchant must open Folio and authorise it again."""

    code = "needs_authorisation"


def replace(store: Store, tokens: oauth.Tokens) -> None:
    """Keeps the pair of a fresh authorisation of STORE; a refresh that is under way cannot overwrite it."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        _save(store, tokens)


def _save(store: Store, tokens: oauth.Tokens) -> None:
    """An answer without a refresh token keeps the one there is. Tokens that are good end a lack of authorisation."""
    values = {"access_token": tokens.access_token, "expires_at": tokens.expires_at}
    if tokens.refresh_token:
        values["refresh_token"] = tokens.refresh_token
    Credential.objects.update_or_create(store=store, defaults=values)
    Store.objects.filter(pk=store.pk).update(status=Store.Status.ACTIVE)


def call(store: Store, ask: Callable[[Client], Answer]) -> Answer:
    """Returns what ASK gets from the platform; a token refused before its time is refreshed once and ASK repeated.

    Raises NeedsAuthorisation, AccountsUnreachable, and whatever ASK raises but Unauthorised.
    """
    token, pace = _access_token(store), Pace(store.pk)
    try:
        return ask(Client(token, pace))
    except Unauthorised:
        pass
    try:
        return ask(Client(_access_token(store, refused=token), pace))
    except Unauthorised:
        raise _give_up(store) from None


def _access_token(store: Store, *, refused: str = "") -> str:
    credential = Credential.objects.filter(store=store).first()
    if credential is None:
        raise _give_up(store)
    if _is_good(credential, refused):
        return credential.access_token
    return _refreshed(store, refused)


def _is_good(credential: Credential, refused: str) -> bool:
    return credential.access_token != refused and credential.expires_at > timezone.now() + _MARGIN


def _refreshed(store: Store, refused: str) -> str:
    """One worker refreshes, the others wait and then find the new pair: a rotated token is never used twice."""
    with advisory_lock(Subject.CREDENTIAL, store.pk):
        credential = Credential.objects.get(store=store)
        if _is_good(credential, refused):
            return credential.access_token
        try:
            tokens = oauth.refresh(credential.refresh_token)
        except oauth.ExchangeRefused:
            raise _give_up(store) from None
        _save(store, tokens)
        return tokens.access_token


def _give_up(store: Store) -> NeedsAuthorisation:
    Store.objects.filter(pk=store.pk).update(status=Store.Status.NEEDS_AUTHORISATION)
    return NeedsAuthorisation("Jumpseller no longer accepts Folio's access: open Folio in Jumpseller and authorise it.")
