"""OAuth2 against Jumpseller's accounts server: authorization code and refresh (Jumpseller's OAuth 2 page)."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from django.conf import settings
from django.utils import timezone
from oauthlib.oauth2 import OAuth2Error
from requests_oauthlib import OAuth2Session

from apps.core.errors import FolioError

_LIFETIME_SECONDS = 3600
# RFC 6749, 5.2: the error codes that refuse this merchant. Any other failure does not depend on the merchant: a 500, a
# page of HTML, or a wrong client secret of Folio.
_REFUSALS = {"invalid_grant", "access_denied"}


class ExchangeRefused(FolioError):
    """The accounts server refused the code or the refresh token: the merchant must authorise again."""

    code = "exchange_refused"


class AccountsUnreachable(FolioError):
    """The accounts server did not answer, or answered without tokens."""

    code = "accounts_unreachable"


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """A pair of tokens; `expires_at` is aware. The refresh token is empty where the answer has none."""

    access_token: str
    refresh_token: str
    expires_at: datetime


def authorize_url(state: str) -> str:
    """Return the address of the page where the merchant authorises Folio."""
    session = _oauth()
    session.scope = settings.JUMPSELLER_SCOPES.split()
    url, _ = session.authorization_url(f"{settings.JUMPSELLER_ACCOUNTS_URL}/oauth/authorize", state=state)
    return str(url)


def exchange_code(code: str) -> Tokens:
    """Exchange the `code` of a callback for tokens. Raise ExchangeRefused, AccountsUnreachable."""
    return _fetch(
        lambda session, url: session.fetch_token(
            url,
            code=code,
            client_secret=settings.JUMPSELLER_CLIENT_SECRET,
            include_client_id=True,
            timeout=settings.JUMPSELLER_TIMEOUT,
        )
    )


def refresh_tokens(refresh_token: str) -> Tokens:
    """Exchange `refresh_token` for a new pair; the old token is then invalid. Raise as `exchange_code`."""
    return _fetch(
        lambda session, url: session.refresh_token(
            url,
            refresh_token=refresh_token,
            client_id=settings.JUMPSELLER_CLIENT_ID,
            client_secret=settings.JUMPSELLER_CLIENT_SECRET,
            timeout=settings.JUMPSELLER_TIMEOUT,
        )
    )


def _oauth() -> OAuth2Session:
    if settings.JUMPSELLER_ACCOUNTS_URL.startswith("http://"):
        # Only a local sandbox is called over plain http; oauthlib requires this setting for it.
        os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    return OAuth2Session(settings.JUMPSELLER_CLIENT_ID, redirect_uri=f"{settings.APP_URL}/oauth/callback")


def _fetch(call: Callable[[OAuth2Session, str], Any]) -> Tokens:
    try:
        return _tokens(call(_oauth(), f"{settings.JUMPSELLER_ACCOUNTS_URL}/oauth/token"))
    except OAuth2Error as error:
        if error.error in _REFUSALS:
            raise ExchangeRefused(f"Jumpseller refused the authorisation ({error.error}).") from None
        reason = error.error or type(error).__name__
    except (requests.RequestException, ArithmeticError, LookupError, TypeError, ValueError) as error:
        reason = type(error).__name__
    raise AccountsUnreachable(f"Jumpseller's accounts server did not answer with tokens ({reason}).")


def _tokens(answer: dict[str, Any]) -> Tokens:
    if not answer["access_token"]:
        raise ValueError("no access token")
    return Tokens(
        access_token=str(answer["access_token"]),
        refresh_token=str(answer.get("refresh_token") or ""),
        expires_at=timezone.now() + timedelta(seconds=float(answer.get("expires_in") or _LIFETIME_SECONDS)),
    )
