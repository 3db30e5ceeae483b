"""Reading the environment: what is missing or odd stops start-up with the variable's name and a hint."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parent.parent
_env = environ.Env()
_assumed: dict[str, str] = {}
_REQUIRED: str | environ.NoValue = environ.Env.NOTSET
# RFC 5321, 6409 and 8314.
_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 587, "smtp+ssl": 465}
# What may stand in a header as it is. A wildcard would let the shops of all merchants in.
_ORIGIN = re.compile(r"https?://(?:\{store\}\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?")


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
    """Return comma-separated http(s) origins; the first label of a host may be the placeholder `{store}`."""
    values = names(name, hint=hint, default=default)
    for value in values:
        if not _ORIGIN.fullmatch(value):
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


def count(name: str, *, hint: str, default: str | environ.NoValue = _REQUIRED) -> int:
    """Return a whole number above zero."""
    value = text(name, hint=hint, default=default).strip()
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise ImproperlyConfigured(f"{name} is not a whole number above zero: {hint}")
    return int(value)


def choice(name: str, values: set[str], *, hint: str, default: str) -> str:
    """Returns the variable NAME, which is one of VALUES."""
    value = text(name, hint=hint, default=default)
    if value not in values:
        raise ImproperlyConfigured(f"{name} is none of {', '.join(sorted(values))}: {hint}")
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


def mail_server(name: str, *, hint: str) -> dict[str, Any]:
    """Returns Django's settings for the mail server of the variable NAME.

    Its scheme is one of smtp, smtp+tls (also smtps; STARTTLS), smtp+ssl, filemail (with a folder), consolemail.
    """
    value = server_url(name, {*_MAIL_PORTS, "filemail", "consolemail"}, hint=hint)
    try:
        parts = urlsplit(value)
        read: dict[str, Any] = environ.Env.email_url_config(value)
        port = parts.port or _MAIL_PORTS.get(parts.scheme)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a URL: {hint}") from None
    if parts.scheme == "filemail":
        read["EMAIL_FILE_PATH"] = unquote(parts.path).rstrip("/")
    if not (parts.hostname if port else read["EMAIL_FILE_PATH"] or parts.scheme == "consolemail"):
        raise ImproperlyConfigured(f"{name} names no {'host' if port else 'folder'}: {hint}")
    if port:
        read |= {"EMAIL_PORT": port, "EMAIL_BACKEND": "apps.core.smtp.EmailBackend"}
    return read


def mail_address(name: str, *, hint: str, default: str) -> str:
    """Returns a bare e-mail address."""
    value = text(name, hint=hint, default=default)
    if not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", value):
        raise ImproperlyConfigured(f"{name} is not an e-mail address: {hint}")
    return value
