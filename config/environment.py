"""Reading the environment: what is missing or odd stops start-up with the variable's name and a hint."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parent.parent
_env = environ.Env()
_assumed: dict[str, str] = {}
_REQUIRED: str | environ.NoValue = environ.Env.NOTSET


def load_dotenv(path: Path) -> None:
    """Adds the variables of an `.env` file, if there is one; what the environment sets already wins."""
    if path.is_file():
        environ.Env.read_env(path)


def assume(values: dict[str, str]) -> None:
    """Takes VALUES for the variables that the environment does not set; for development only."""
    _assumed.update(values)


def text(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> str:
    """Returns the variable NAME, which may not be empty."""
    try:
        value: str = _env.str(name, default=_assumed.get(name, default))
    except ImproperlyConfigured:
        raise ImproperlyConfigured(f"{name} is not set: {hint}") from None
    if not value.strip():
        raise ImproperlyConfigured(f"{name} is empty: {hint}")
    return value


def names(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> list[str]:
    """Returns the comma-separated items of the variable NAME, at least one."""
    items = text(name, hint=hint, default=default).split(",")
    return [item.strip() for item in items if item.strip()]


def origin(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> str:
    """Returns an http(s) address without a trailing slash."""
    value = text(name, hint=hint, default=default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is not an http(s) address: {hint}")
    return value


def origins(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> list[str]:
    """Returns comma-separated http(s) origins; a host may start with `*.` as in CSP."""
    values = names(name, hint=hint, default=default)
    for value in values:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise ImproperlyConfigured(f"{name} holds something that is not an origin: {hint}")
    return values


def seconds(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> float:
    """Returns a number of seconds above zero."""
    try:
        value = float(text(name, hint=hint, default=default))
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ImproperlyConfigured(f"{name} is not a number of seconds above zero: {hint}")
    return value


def fernet_keys(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> list[str]:
    """Returns Fernet keys, newest first; the value itself never appears in an error."""
    keys = names(name, hint=hint, default=default)
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        raise ImproperlyConfigured(f"{name} holds something that is not a Fernet key: {hint}") from None
    return keys


def server_url(name: str, schemes: set[str], *, hint: str, default: str | environ.NoValue = _REQUIRED) -> str:
    """Returns the URL of a server (database, broker, mail) whose scheme is one of SCHEMES."""
    value = text(name, hint=hint, default=default)
    if urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"{name} does not start with one of {', '.join(sorted(schemes))}: {hint}")
    return value
