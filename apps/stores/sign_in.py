"""Sign-in: a completed OAuth exchange is the only proof of a store that Jumpseller provides.

It starts in a window of its own and is bound to that browser by a cookie; its `state` is valid once. A frame that waits
for it passes a challenge (SHA-256 of a secret only the frame knows) and gets, through the window, a one-time code that
is useless without the secret.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.core.errors import FolioError
from apps.stores.models import SignIn, Store

TRIP = timedelta(minutes=10)
CODE = timedelta(minutes=1)


class UnknownState(FolioError):
    """The callback's state was never issued, was used already, expired, or belongs to another browser."""

    code = "unknown_state"


class UnknownCode(FolioError):
    """The one-time code was never issued, was used already, expired, or does not match the frame's secret."""

    code = "unknown_code"


@dataclass(frozen=True, slots=True, repr=False)
class Trip:
    """The start of a sign-in: `state` is sent through Jumpseller, `browser_secret` stays in the browser's cookie."""

    state: str
    browser_secret: str


def begin_sign_in(*, frame_challenge: str = "") -> Trip:
    """Start a sign-in; `frame_challenge` is the hex SHA-256 of the waiting frame's secret, if a frame waits."""
    trip = Trip(state=secrets.token_urlsafe(32), browser_secret=secrets.token_urlsafe(32))
    SignIn.objects.create(
        state_digest=_digest(trip.state),
        browser_digest=_digest(trip.browser_secret),
        frame_challenge=frame_challenge,
    )
    return trip


def accept_return(*, state: str, browser_secret: str) -> SignIn:
    """Accept the callback's `state`, once, and return its sign-in. Raise UnknownState."""
    now = timezone.now()
    taken = SignIn.objects.filter(
        state_digest=_digest(state),
        browser_digest=_digest(browser_secret),
        returned_at__isnull=True,
        started_at__gt=now - TRIP,
    ).update(returned_at=now)
    if not taken:
        raise UnknownState("This sign-in has run out or was used already. Open Folio in Jumpseller and start again.")
    return SignIn.objects.get(state_digest=_digest(state))


def give_code(sign_in: SignIn, store: Store) -> str:
    """Complete the sign-in with `store` and return the one-time code for the waiting frame, if any."""
    code = secrets.token_urlsafe(32)
    sign_in.store = store
    sign_in.code_digest = _digest(code)
    sign_in.save(update_fields=["store", "code_digest"])
    return code


@transaction.atomic
def trade_code(*, code: str, frame_secret: str) -> SignIn:
    """Return the sign-in of `code`, once, to the frame that knows `frame_secret`. Raise UnknownCode."""
    now = timezone.now()
    trip = (
        SignIn.objects.select_for_update()
        .filter(code_digest=_digest(code), traded_at__isnull=True, returned_at__gt=now - CODE)
        .first()
    )
    if trip is None or trip.store is None or trip.frame_challenge != _digest(frame_secret):
        raise UnknownCode("This sign-in code has run out or was used already. Please sign in again.")
    trip.traded_at = now
    trip.save(update_fields=["traded_at"])
    return trip


def forget_old_sign_ins() -> None:
    """Delete sign-ins that started more than a day ago."""
    SignIn.objects.filter(started_at__lt=timezone.now() - timedelta(days=1)).delete()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
