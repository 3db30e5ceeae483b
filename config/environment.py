"""Environment variables: each missing or invalid one is recorded, and start-up stops with one line for each.

A reader returns a harmless placeholder for a variable that it refuses, so that the others are read, too; callers call
`require_sound` before they use the settings.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

PROJECT = Path(__file__).resolve().parent.parent
DOTENV = PROJECT / ".env"
# Written by `make run` for other commands while it runs: the addresses of the servers that it started.
RUNNING_SERVERS = PROJECT / "var" / "run" / "servers.env"
DEFAULT_PORT = 8000
_assumed: dict[str, str] = {}
_refused: dict[str, str] = {}
# Seconds after which a database host that does not respond counts as unreachable. The server keeps the plans of some
# statements (`apps.core.postgresql.base.Prepared`); a pooler of transactions must know prepared statements (PgBouncer
# does since 1.21).
_DATABASE_OPTIONS = {"connect_timeout": 10, "server_side_binding": True, "prepare_threshold": 3}
# RFC 5321, 6409 and 8314.
_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 587, "smtp+ssl": 465}
_MAIL_ADDRESS = re.compile(r"[^@\s<>,]+@[^@\s<>,]+")
# Text that is safe in a header. A wildcard would admit the shops of all merchants.
_ORIGIN = re.compile(r"https?://(?:\{store\}\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?")


def load_dotenv(path: Path) -> None:
    """Add the variables of the file `path`, if it exists; variables of the environment take precedence."""
    if path.is_file():
        environ.Env.read_env(path)


def assume(values: dict[str, str]) -> None:
    """Use `values` for the variables that the environment does not set; for development only."""
    _assumed.update(values)


def refuse(name: str, what: str, hint: str) -> None:
    """Record that the variable `name` stops start-up: the reason `what`, the remedy `hint`. The first record stays."""
    _refused.setdefault(name, f"{name} {what}: {hint}.")


def require_sound() -> None:
    """Raise ImproperlyConfigured with a line for each variable that was refused since the process started."""
    if _refused:
        raise ImproperlyConfigured("\n".join(_refused.values()))


def text(name: str, *, hint: str, default: str | None = None) -> str:
    """Return the variable `name` without surrounding space; empty counts as not set."""
    value = os.environ.get(name, "").strip() or _assumed.get(name, default)
    if value is None:
        refuse(name, "is not set", hint)
    return value or ""


def names(name: str, *, hint: str, default: str | None = None) -> list[str]:
    """Return the comma-separated items of the variable `name`, at least one."""
    items = [item.strip() for item in text(name, hint=hint, default=default).split(",")]
    found = [item for item in items if item]
    if not found:
        refuse(name, "names nothing", hint)
    return found


def pairs(name: str, *, hint: str) -> dict[str, str]:
    """Return the comma-separated pairs “left=right” of the variable `name`; none if it is not set."""
    items = [item.strip().partition("=") for item in text(name, hint=hint, default="").split(",") if item.strip()]
    if not all(left and right for left, _, right in items):
        refuse(name, "holds something that is no pair", hint)
    return {left.strip(): right.strip() for left, _, right in items}


def hosts(name: str, *, serving: str, hint: str) -> list[str]:
    """Return host names in the form of Django's `ALLOWED_HOSTS`; by default the host of the address `serving`."""
    host = urlsplit(serving).hostname or ""
    found = names(name, hint=hint, default=host or "localhost")
    if host and not validate_host(f"[{host}]" if ":" in host else host, found):
        refuse(name, f"lacks {host}, the host of APP_URL", hint)
    return found


def origin(name: str, *, hint: str, default: str | None = None) -> str:
    """Return an http(s) address without a trailing slash."""
    value = text(name, hint=hint, default=default).rstrip("/")
    if not _is_address(value):
        refuse(name, "is not an http(s) address", hint)
        return ""
    return value


def origins(name: str, *, hint: str, default: str | None = None) -> list[str]:
    """Return comma-separated http(s) origins; the first label of a host may be the placeholder `{store}`."""
    values = names(name, hint=hint, default=default)
    if not all(_ORIGIN.fullmatch(value) for value in values):
        refuse(name, "holds something that is not an origin", hint)
    return values


def seconds(name: str, *, hint: str, default: str | None = None) -> float:
    """Return a number of seconds above zero."""
    try:
        value = float(text(name, hint=hint, default=default))
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        refuse(name, "is not a number of seconds above zero", hint)
        return 1.0
    return value


def count(name: str, *, hint: str, default: str | None = None) -> int:
    """Return a whole number above zero."""
    value = text(name, hint=hint, default=default)
    if not re.fullmatch(r"[0-9]{1,9}", value) or not int(value):
        refuse(name, "is not a whole number above zero", hint)
        return 1
    return int(value)


def port(name: str) -> int:
    """Return the TCP port in the variable `name`."""
    hint = f"the port of 127.0.0.1 that `make run` serves on, {DEFAULT_PORT} if not set"
    value = text(name, hint=hint, default=str(DEFAULT_PORT))
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 0 < int(value) < 65536:
        refuse(name, "is not a port between 1 and 65535", hint)
        return DEFAULT_PORT
    return int(value)


def choice(name: str, values: set[str], *, hint: str, default: str) -> str:
    """Return the variable `name`, which is one of `values`."""
    value = text(name, hint=hint, default=default)
    if value not in values:
        refuse(name, f"is none of {', '.join(sorted(values))}", hint)
    return value


def fernet_keys(name: str, *, hint: str, default: str | None = None) -> list[str]:
    """Return Fernet keys, newest first; the value itself never appears in an error."""
    keys = names(name, hint=hint, default=default)
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        refuse(name, "holds something that is not a Fernet key", hint)
        return []
    return keys


def server_url(name: str, schemes: set[str], *, hint: str, default: str | None = None) -> str:
    """Return the URL of a server (database, broker, mail) whose scheme is one of `schemes`."""
    value = text(name, hint=hint, default=default)
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        scheme = ""
    if scheme not in schemes:
        refuse(name, f"does not start with one of {', '.join(sorted(schemes))}", hint)
        return ""
    if _has_split_password(value):
        refuse(name, "holds an @ behind its host", "write / ? # @ in a password or an option as %2F %3F %23 %40")
        return ""
    return value


def database(name: str, *, hint: str) -> dict[str, Any]:
    """Return Django's settings for the PostgreSQL database of the variable `name`."""
    value = server_url(name, {"postgres", "postgresql"}, hint=hint)
    try:
        read: dict[str, Any] = environ.Env.db_url_config(value) if value else {}
    except ValueError:
        refuse(name, "is not a URL", hint)
        return {}
    return read | {"ENGINE": "apps.core.postgresql", "OPTIONS": _DATABASE_OPTIONS | read.get("OPTIONS", {})}


def mail_server(name: str, *, hint: str) -> dict[str, Any]:
    """Return Django's settings for the mail server of the variable `name`; without one every mail is refused.

    Its scheme is one of smtp, smtp+tls (also smtps; STARTTLS), smtp+ssl, filemail (with a folder), consolemail.
    """
    if not text(name, hint=hint, default=""):
        return {"EMAIL_BACKEND": "apps.core.smtp.NoServer"}
    value = server_url(name, {*_MAIL_PORTS, "filemail", "consolemail"}, hint=hint)
    try:
        parts = urlsplit(value)
        number = parts.port or _MAIL_PORTS.get(parts.scheme)
        read: dict[str, Any] = environ.Env.email_url_config(value) if value else {}
    except ValueError:
        refuse(name, "is not a URL", hint)
        return {}
    if parts.scheme == "filemail":
        read["EMAIL_FILE_PATH"] = unquote(parts.path).rstrip("/")
    if not (parts.hostname if number else read.get("EMAIL_FILE_PATH") or parts.scheme == "consolemail"):
        refuse(name, f"names no {'host' if number else 'folder'}", hint)
    if number:
        read |= {"EMAIL_PORT": number, "EMAIL_BACKEND": "apps.core.smtp.EmailBackend"}
    return read


def mail_address(name: str, *, hint: str, default: str) -> str:
    """Return a bare e-mail address."""
    value = text(name, hint=hint, default=default)
    if not _MAIL_ADDRESS.fullmatch(value):
        refuse(name, "is not an e-mail address", hint)
    return value


def contacts(name: str, *, hint: str) -> list[str]:
    """Return comma-separated contacts, none by default: e-mail addresses as mailto: URIs, https addresses as given."""
    found = []
    for item in text(name, hint=hint, default="").split(","):
        value = item.strip().removeprefix("mailto:")
        if _MAIL_ADDRESS.fullmatch(value):
            found.append(f"mailto:{value}")
        elif value.startswith("https://") and _is_address(value) and not re.search(r"\s", value):
            found.append(value)
        elif value:
            refuse(name, "holds something that is neither an e-mail address nor an https address", hint)
    return found


def _is_address(value: str) -> bool:
    """Tell whether `value` is an http(s) address that may be public: it contains no user and no password."""
    try:
        parts = urlsplit(value)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and is_whole and not set("@?#") & set(value)


def _has_split_password(value: str) -> bool:
    """Tell whether a character in the password of the URL `value` ends its host, so that the rest is taken for a name.

    Such a name is shown: the doctor prints the name of a database. The path of a folder or socket, which follows no
    host, may contain an @.
    """
    host, *behind = re.split(r"[/?#]", value.partition("://")[2], maxsplit=1)
    return bool(host) and "@" in "".join(behind)
