"""Checks of the connection between Folio and Jumpseller: the API, the App's credentials, the clock, stored secrets."""

from datetime import datetime
from email.utils import parsedate_to_datetime

import requests
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.core import encryption
from apps.core.diagnosis import Finding, Stage, check, fault, sound, warning
from apps.stores.frames import refused_frames

# Seconds: the timeout of one call, and the tolerated difference of clocks (the Date header counts whole seconds, and
# the call takes time).
_ONE_CALL = 10.0
_ALLOWED_DRIFT = 30.0
_MOST_NAMED = 3


@check("platform")
def platform() -> Finding:
    """Check that the API answers. Without a token it refuses the call, which proves that it answers."""
    url = settings.JUMPSELLER_API_URL
    answer = _asked()
    if isinstance(answer, requests.RequestException):
        return fault(
            f"Jumpseller's API does not answer at {url} ({type(answer).__name__}).",
            mend="let this machine reach it, or correct JUMPSELLER_API_URL",
        )
    if answer.status_code not in {401, 403}:
        return fault(
            f"{url} answers {answer.status_code} to a call without a token, which Jumpseller's API refuses.",
            mend="correct JUMPSELLER_API_URL, or try later",
        )
    return sound(f"Jumpseller's API answers at {url}.")


@check("app credentials")
def app_credentials() -> Finding:
    """Check the client id and secret: if they are valid, the server refuses only the code (RFC 6749, 5.2).

    The platform documents no error bodies, so any other answer is only a warning.
    """
    url = settings.JUMPSELLER_ACCOUNTS_URL
    form = {
        "grant_type": "authorization_code",
        "code": "doctor",
        "redirect_uri": f"{settings.APP_URL}/oauth/callback",
        "client_id": settings.JUMPSELLER_CLIENT_ID,
        "client_secret": settings.JUMPSELLER_CLIENT_SECRET,
    }
    try:
        answer = requests.post(f"{url}/oauth/token", data=form, timeout=_ONE_CALL, allow_redirects=False)
    except requests.RequestException as error:
        return fault(
            f"Jumpseller's accounts server does not answer at {url} ({type(error).__name__}).",
            mend="let this machine reach it, or correct JUMPSELLER_ACCOUNTS_URL",
        )
    told = _error_in(answer)
    if told == "invalid_grant":
        return sound(f"The accounts server at {url} knows client id and secret.")
    if told in {"invalid_client", "unauthorized_client"}:
        return fault(
            "The accounts server does not know this client id and secret.",
            mend="copy JUMPSELLER_CLIENT_ID and JUMPSELLER_CLIENT_SECRET anew from the App's page",
        )
    return warning(
        f"The accounts server at {url} answers {answer.status_code} and does not tell whether it knows the App.",
        mend="install Folio in a test store to find out",
    )


@check("clock")
def clock() -> Finding:
    """Compare this machine's clock with those of the platform and the database.

    Documents carry dates, and sessions and tokens expire.
    """
    others = {"PostgreSQL": _clock_of_database(), "Jumpseller": _clock_of_platform()}
    apart = {name: abs((timezone.now() - there).total_seconds()) for name, there in others.items() if there}
    name = max(apart, key=apart.__getitem__)
    if apart[name] > _ALLOWED_DRIFT:
        return fault(
            f"This machine's clock and that of {name} are {apart[name]:.0f} s apart.",
            mend="have every machine keep time with NTP",
        )
    return sound(f"The clock agrees with that of {' and '.join(apart)}.")


@check("stored secrets", stage=Stage.UP)
def stored_secrets() -> Finding:
    """Check that the keys decrypt every token in the database."""
    lost = encryption.undecryptable()
    if lost:
        more = " and others" if len(lost) > _MOST_NAMED else ""
        return fault(
            f"No key in TOKEN_ENCRYPTION_KEYS opens {', '.join(lost[:_MOST_NAMED])}{more}.",
            mend="put the old key back behind the others; where it is lost, the stores must install Folio again",
        )
    return sound("The keys open every stored secret.")


@check("frames", stage=Stage.UP)
def frames() -> Finding:
    """Warn of pages that were refused to frame Folio: one may be Jumpseller's admin, whose origin is unknown."""
    refused = refused_frames()
    if not refused:
        return sound("No page was kept from showing Folio in a frame lately.")
    named = ", ".join(f"{each.origin} ({each.stores} stores)" for each in refused[:_MOST_NAMED])
    return warning(
        f"Pages that may not show Folio in a frame tried to: {named}.",
        mend="add one to JUMPSELLER_ADMIN_ORIGINS only if the address bar of the admin shows it, else it is an attack",
    )


def _asked() -> requests.Response | requests.RequestException:
    url = f"{settings.JUMPSELLER_API_URL}/store/info.json"
    try:
        return requests.get(url, timeout=_ONE_CALL, allow_redirects=False)
    except requests.RequestException as error:
        return error


def _error_in(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    return str(body.get("error", "")) if isinstance(body, dict) else ""


def _clock_of_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    return now  # type: ignore[no-any-return]


def _clock_of_platform() -> datetime | None:
    """Return the moment in the Date header (RFC 9110, 6.6.1) of an API response, or None without a valid one."""
    answer = _asked()
    try:
        told = parsedate_to_datetime(answer.headers["Date"]) if isinstance(answer, requests.Response) else None
    except (LookupError, ValueError):
        return None
    return told if told is None or told.tzinfo else None
