"""The merchant's session: one browser partition, one store. Its validity is that of its sign-in.

A sign-in opens up to two sessions, one in the window and one in the frame, and the keys of both change during use. So
it is the sign-in that expires and that is ended, whichever keys exist.
"""

import hashlib
import time
from datetime import timedelta

from django.contrib.sessions.backends.base import UpdateError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from apps.stores.models import SignIn, Store

# Maximum duration of a sign-in, regardless of use.
LONGEST = timedelta(hours=8)
_KEY_LIFE = timedelta(minutes=30)
# How long a replaced key remains valid: other tabs send it at the same moment, and an answer may get lost.
_GRACE = timedelta(minutes=1)
_SIGN_IN, _KEY_SINCE, _REPLACED = "sign_in", "key_since", "replaced"


def open_for(request: HttpRequest, sign_in: SignIn) -> None:
    """Start a fresh session that shows the store of `sign_in` only."""
    request.session.flush()
    request.session[_SIGN_IN] = sign_in.pk
    request.session[_KEY_SINCE] = time.time()


def store_of(request: HttpRequest) -> Store | None:
    """Return the store whose merchant is signed in, or None. Depend on the session only, never on the URL or a form."""
    open_ones = _sign_in(request).filter(returned_at__gt=timezone.now() - LONGEST)
    sign_in = open_ones.select_related("store").first()
    return sign_in.store if sign_in else None


def renew_key(request: HttpRequest) -> None:
    """Replace the key of an open session that is older than `_KEY_LIFE`.

    The old key is flagged as replaced. It expires after one minute and cannot be renewed.
    """
    old = request.session
    if _REPLACED in old or time.time() - old[_KEY_SINCE] < _KEY_LIFE.total_seconds():
        return
    fresh = type(old)()
    fresh.update(dict(old.items()) | {_KEY_SINCE: time.time()})
    old[_REPLACED] = True
    old.set_expiry(_GRACE)
    try:
        old.save()
    except UpdateError:
        # The session was ended in the meantime.
        return
    request.session = fresh


def end(request: HttpRequest) -> None:
    """End the session and the other one of the same sign-in."""
    _sign_in(request).update(ended_at=timezone.now())
    request.session.flush()


def end_all(store: Store) -> None:
    """End every session of `store`, including those that an earlier sign-in could still open."""
    SignIn.objects.filter(store=store, ended_at__isnull=True).update(ended_at=timezone.now())


def digest(request: HttpRequest) -> str:
    """Return an identifier of the sign-in of `request` that grants no access."""
    return hashlib.sha256(f"sign-in {request.session.get(_SIGN_IN)}".encode()).hexdigest()


def _sign_in(request: HttpRequest) -> QuerySet[SignIn]:
    """Return the sign-in of the session, unless it was ended."""
    return SignIn.objects.filter(pk=request.session.get(_SIGN_IN) or 0, ended_at__isnull=True)
