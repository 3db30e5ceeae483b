"""Start-up: a missing or invalid variable stops it with its name and a hint, and no secret is shown."""

import base64
import os
import secrets
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from config.environment import PROJECT
from config.published import DEVELOPMENT

_GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "TOKEN_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "APP_URL": "https://folio.example",
    "ALLOWED_HOSTS": "folio.example",
    "DATABASE_URL": "postgres://folio@localhost/folio",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+tls://folio@localhost:587",
    "SECURITY_CONTACT": "security@folio.example, https://folio.example/report",
    "JUMPSELLER_CLIENT_ID": "id",
    "JUMPSELLER_CLIENT_SECRET": "secret-of-the-page",
    "JUMPSELLER_APP_CODE": "folio",
}
_OPTIONAL = {"ALLOWED_HOSTS", "EMAIL_URL", "SECURITY_CONTACT"}
_NEEDED = sorted(_GOOD.keys() - _OPTIONAL - {"DJANGO_SETTINGS_MODULE"})
_PUBLISHED_KEY = DEVELOPMENT["TOKEN_ENCRYPTION_KEYS"]
_KEY_OF_WORDS = base64.urlsafe_b64encode(b"the key of this shop, 2026 and 7").decode()
_KEY_OF_ZEROS = base64.urlsafe_b64encode(bytes(31) + b"\xff").decode()
_ODD = {
    "TOKEN_ENCRYPTION_KEYS": ["not-a-key-but-secret", ","],
    "ALLOWED_HOSTS": ["secret.example", " , "],
    "DATABASE_URL": [
        "sqlite:///secret.db",
        "postgres://folio@localhost:secret/folio",
        "postgres://folio:12/secret@localhost/folio",
        "postgres://folio:p@12/secret@localhost/folio",
    ],
    "REDIS_URL": ["http://secret", "secret", "redis://:12/secret@localhost:6379/0", "redis://:12?secret@localhost"],
    "JUMPSELLER_API_URL": ["ftp://secret", "https://[secret", "https://folio:secret@api.example/v1"],
    "JUMPSELLER_DOCUMENT_TYPE": ["secret"],
    "JUMPSELLER_ADMIN_ORIGINS": [
        "https://a.example/path",
        "https://*.jumpseller.com",
        "https://jumpseller.com;script-src",
        "https://{shop}.jumpseller.com",
        "https://a{store}.jumpseller.com",
        "https://{store}",
    ],
    "MAILS_PER_STORE_AND_HOUR": ["0", "1.5 secret"],
    "RETRY_BASE_SECONDS": ["soon", "-1", "inf"],
    "EMAIL_URL": [
        "secret",
        "http://secret",
        "smtp+tls://",
        "smtp://host:secret",
        "smtp://folio:12/secret@host",
        "filemail://",
    ],
    "DEFAULT_FROM_EMAIL": ["Folio <secret>", "secret"],
    "SECURITY_CONTACT": ["secret", "http://secret.example/report", "https://secret.example,sec ret@folio.example"],
}
_ODD_ADDRESSES = ["secret.example", "https://[secret", "https://folio:secret@folio.example", "https://a:secret"]
_WEAK = {
    "SECRET_KEY": [
        DEVELOPMENT["SECRET_KEY"],
        "change-me",
        secrets.token_urlsafe(48)[:49],
        "abcd" * 20,
    ],
    "TOKEN_ENCRYPTION_KEYS": [
        _PUBLISHED_KEY,
        f"{_GOOD['TOKEN_ENCRYPTION_KEYS']},{_PUBLISHED_KEY}",
        _KEY_OF_WORDS,
        _KEY_OF_ZEROS,
    ],
    "APP_URL": ["http://folio.example"],
    "JUMPSELLER_API_URL": ["http://api.jumpseller.com/v1"],
    "JUMPSELLER_ACCOUNTS_URL": ["http://accounts.jumpseller.com"],
    "JUMPSELLER_ADMIN_ORIGINS": ["https://shop.example,http://other.example", "http://shop.example"],
    "JUMPSELLER_CLIENT_ID": [DEVELOPMENT["JUMPSELLER_CLIENT_ID"]],
    "JUMPSELLER_CLIENT_SECRET": [DEVELOPMENT["JUMPSELLER_CLIENT_SECRET"], "change-me"],
    "DATABASE_URL": [
        "postgres://folio:folio@localhost:5432/folio",
        "postgres://shop:change-me@localhost/folio",
        "postgres://bookkeeper:bookkeeper@localhost/folio",
    ],
    "ALLOWED_HOSTS": ["*", "folio.example,*", "folio.example,*.example", "folio.example,."],
}


def rounds(values: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return environments that combine the first value of each variable, then the second of each, and so on."""
    most = max(map(len, values.values()))
    return [{name: tried[turn] for name, tried in values.items() if turn < len(tried)} for turn in range(most)]


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    wanted = _GOOD | changes
    environment = {"PATH": os.environ["PATH"]} | {name: value for name, value in wanted.items() if value is not None}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def refused(started: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the names of the variables that stopped start-up, each of which has one line and a hint."""
    assert started.returncode == 2
    lines = started.stderr.splitlines()
    assert all(": " in line and line.endswith(".") for line in lines)
    return [line.split()[0] for line in lines]


def test_a_complete_environment_starts() -> None:
    assert start().returncode == 0


def test_mail_and_hosts_can_be_left_out() -> None:
    assert start(**dict.fromkeys(_OPTIONAL)).returncode == 0
    assert start(**dict.fromkeys(_OPTIONAL, "")).returncode == 0


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_all_that_is_missing_is_named_at_once_in_a_line_each(empty: str | None) -> None:
    started = start(**dict.fromkeys(_NEEDED, empty))
    assert sorted(refused(started)) == _NEEDED
    assert all(" is not set: " in line for line in started.stderr.splitlines())


def test_what_is_missing_alone_is_named_alone() -> None:
    assert refused(start(JUMPSELLER_CLIENT_SECRET=None)) == ["JUMPSELLER_CLIENT_SECRET"]


@pytest.mark.parametrize("values", [*rounds(_ODD), *({"APP_URL": address} for address in _ODD_ADDRESSES)])
def test_what_is_odd_is_named_and_not_shown(values: dict[str, str]) -> None:
    started = start(**values)
    assert sorted(refused(started)) == sorted(values)
    assert "secret" not in started.stderr


@pytest.mark.parametrize("values", rounds(_WEAK))
def test_production_refuses_what_is_published_weak_or_plain(values: dict[str, str]) -> None:
    started = start(**values)
    assert sorted(refused(started)) == sorted(values)
    # A hint may contain `*` or https; secrets are too long to be contained in one by chance.
    assert not [value for value in values.values() if len(value) > 16 and value in started.stderr]


def test_development_takes_all_of_its_own_values() -> None:
    nothing: dict[str, str | None] = dict.fromkeys(_GOOD)
    assert start(**nothing | {"DJANGO_SETTINGS_MODULE": "config.settings.development"}).returncode == 0


@pytest.mark.parametrize(
    ("settings", "address", "name"),
    [
        ("production", "https://folio.example", "__Host-sessionid"),
        ("development", "http://localhost:8000", "sessionid"),
    ],
)
def test_over_https_no_other_host_can_set_the_session_cookie(settings: str, address: str, name: str) -> None:
    environment = _GOOD | {"PATH": os.environ["PATH"], "APP_URL": address, "ALLOWED_HOSTS": ""}
    shown = f"from config.settings.{settings} import SESSION_COOKIE_NAME; print(SESSION_COOKIE_NAME)"
    command = [sys.executable, "-c", shown]
    printed = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == name
