"""Authorization codes and tokens. A refresh token is valid once; its use also revokes its access token."""

import secrets
import time
from dataclasses import dataclass, field

CODE_SECONDS = 600
ACCESS_SECONDS = 3600


class InvalidGrantError(Exception):
    """A code or refresh token that is unknown, used, expired, or not for this redirect address."""


@dataclass(frozen=True)
class Code:
    """A merchant's authorisation, until the App exchanges it for tokens."""

    store_code: str
    scopes: frozenset[str]
    redirect_uri: str
    expires_at: float
    text: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass
class Grant:
    """An access token, its refresh token, and their scopes. Times are seconds since the epoch."""

    store_code: str
    scopes: frozenset[str]
    access_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    refresh_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    created_at: float = field(default_factory=time.time)
    expires_at: float = field(default_factory=lambda: time.time() + ACCESS_SECONDS)

    @property
    def expired(self) -> bool:
        """Tell whether the access token has expired; the refresh token stays valid."""
        return time.time() >= self.expires_at


_codes: dict[str, Code] = {}
_by_access: dict[str, Grant] = {}
_by_refresh: dict[str, Grant] = {}


def issue_code(store_code: str, scopes: frozenset[str], redirect_uri: str) -> str:
    """Return a code that is valid for one exchange within ten minutes."""
    code = Code(store_code, scopes, redirect_uri, expires_at=time.time() + CODE_SECONDS)
    _codes[code.text] = code
    return code.text


def exchange_code(text: str, redirect_uri: str) -> Grant:
    """Return the grant for the code `text`. Raise InvalidGrantError."""
    code = _codes.pop(text, None)
    if code is None or code.redirect_uri != redirect_uri or time.time() >= code.expires_at:
        raise InvalidGrantError
    return _keep(Grant(code.store_code, code.scopes))


def refresh(refresh_token: str) -> Grant:
    """Return a new grant and revoke the old one. Raise InvalidGrantError."""
    old = _by_refresh.get(refresh_token)
    if old is None:
        raise InvalidGrantError
    _forget(old)
    return _keep(Grant(old.store_code, old.scopes))


def find(access_token: str) -> Grant | None:
    """Return the grant of `access_token`, expired or not."""
    return _by_access.get(access_token)


def expire_all() -> None:
    """Expire every current access token; the refresh tokens stay valid."""
    for grant in _by_access.values():
        grant.expires_at = 0.0


def revoke_store(store_code: str) -> None:
    """Revoke every code and token of the store, as an uninstallation does."""
    for grant in [grant for grant in _by_access.values() if grant.store_code == store_code]:
        _forget(grant)
    for code in [code for code in _codes.values() if code.store_code == store_code]:
        del _codes[code.text]


def _keep(grant: Grant) -> Grant:
    _by_access[grant.access_token] = grant
    _by_refresh[grant.refresh_token] = grant
    return grant


def _forget(grant: Grant) -> None:
    del _by_access[grant.access_token]
    del _by_refresh[grant.refresh_token]
