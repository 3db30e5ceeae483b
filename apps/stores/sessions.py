"""The merchant's session: one browser partition, one store. It is worth as much as the sign-in that it comes from.

A sign-in opens up to two sessions, the window's and the frame's, and the keys of both change while they are used. So it
is the sign-in that runs out and that is ended, whatever keys there are.
"""

import hashlib
import time
from datetime import timedelta

from django.contrib.sessions.backends.base import UpdateError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from apps.stores.models import SignIn, Store

# However much it is used.
LONGEST = timedelta(hours=8)
_KEY_LIFE = timedelta(minutes=30)
# How long a replaced key still opens: other tabs ask with it at the same moment, and an answer may get lost.
_GRACE = timedelta(minutes=1)
_SIGN_IN, _KEY_SINCE, _REPLACED = "sign_in", "key_since", "replaced"


def open_for(request: HttpRequest, sign_in: SignIn) -> None:
    """Starts a fresh session that shows the store of SIGN_IN and nothing else."""
    request.session.flush()
    request.session[_SIGN_IN] = sign_in.pk
    request.session[_KEY_SINCE] = time.time()


def store_of(request: HttpRequest) -> Store | None:
    """Returns the store whose merchant is signed in, or None. Nothing in the address or the form is asked."""
    open_ones = _sign_in(request).filter(returned_at__gt=timezone.now() - LONGEST)
    sign_in = open_ones.select_related("store").first()
    return sign_in.store if sign_in else None


def renew_key(request: HttpRequest) -> None:
    """Carries an open session that has had its key for a while on under another one.

    The replaced key knows that it is: it ends soon whatever is kept under it, and leads to no other key.
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
        # It was ended at this moment.
        return
    request.session = fresh


def end(request: HttpRequest) -> None:
    """Ends the session and the other one of the same sign-in."""
    _sign_in(request).update(ended_at=timezone.now())
    request.session.flush()


def end_all(store: Store) -> None:
    """Ends every session of STORE, also those that a sign-in of before now would still open."""
    SignIn.objects.filter(store=store, ended_at__isnull=True).update(ended_at=timezone.now())


def digest(request: HttpRequest) -> str:
    """Returns what tells the sign-in of REQUEST's session from others and opens nothing."""
    return hashlib.sha256(f"sign-in {request.session.get(_SIGN_IN)}".encode()).hexdigest()


def _sign_in(request: HttpRequest) -> QuerySet[SignIn]:
    """The sign-in of the session, unless it was ended."""
    return SignIn.objects.filter(pk=request.session.get(_SIGN_IN) or 0, ended_at__isnull=True)
