"""Authorization codes and tokens. A refresh token works once; with it dies the access token it came with."""

import secrets
import time
from dataclasses import dataclass, field

CODE_SECONDS = 600
ACCESS_SECONDS = 3600


class InvalidGrantError(Exception):
    """A code or refresh token that is unknown, used, too old, or not for this redirect address."""


@dataclass(frozen=True)
class Code:
    """What a merchant agreed to, until the App fetches its tokens."""

    store_code: str
    scopes: frozenset[str]
    redirect_uri: str
    expires_at: float
    text: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass
class Grant:
    """An access token, the refresh token beside it, and what they allow. Times are seconds since the epoch."""

    store_code: str
    scopes: frozenset[str]
    access_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    refresh_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    created_at: float = field(default_factory=time.time)
    expires_at: float = field(default_factory=lambda: time.time() + ACCESS_SECONDS)

    @property
    def expired(self) -> bool:
        """Whether the access token is too old; the refresh token lives on."""
        return time.time() >= self.expires_at


_codes: dict[str, Code] = {}
_by_access: dict[str, Grant] = {}
_by_refresh: dict[str, Grant] = {}


def issue_code(store_code: str, scopes: frozenset[str], redirect_uri: str) -> str:
    """Returns a code that is good for one exchange within ten minutes."""
    code = Code(store_code, scopes, redirect_uri, expires_at=time.time() + CODE_SECONDS)
    _codes[code.text] = code
    return code.text


def exchange_code(text: str, redirect_uri: str) -> Grant:
    """Returns the grant that the code TEXT stands for. Raises InvalidGrantError."""
    code = _codes.pop(text, None)
    if code is None or code.redirect_uri != redirect_uri or time.time() >= code.expires_at:
        raise InvalidGrantError
    return _keep(Grant(code.store_code, code.scopes))


def refresh(refresh_token: str) -> Grant:
    """Returns a new grant and ends the old one. Raises InvalidGrantError."""
    old = _by_refresh.get(refresh_token)
    if old is None:
        raise InvalidGrantError
    _forget(old)
    return _keep(Grant(old.store_code, old.scopes))


def find(access_token: str) -> Grant | None:
    """Returns the grant of ACCESS_TOKEN, expired or not."""
    return _by_access.get(access_token)


def expire_all() -> None:
    """Lets every access token of now run out; the refresh tokens stay good."""
    for grant in _by_access.values():
        grant.expires_at = 0.0


def revoke_store(store_code: str) -> None:
    """Ends every code and token of the store, as uninstalling does."""
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
