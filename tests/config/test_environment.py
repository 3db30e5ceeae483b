"""Start-up: what is missing or odd stops it with the variable's name and a hint, and shows no secret."""

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
    "JUMPSELLER_CLIENT_ID": "id",
    "JUMPSELLER_CLIENT_SECRET": "secret-of-the-page",
    "JUMPSELLER_APP_CODE": "folio",
}
_OPTIONAL = {"ALLOWED_HOSTS", "EMAIL_URL"}
_NEEDED = sorted(_GOOD.keys() - _OPTIONAL - {"DJANGO_SETTINGS_MODULE"})
_PUBLISHED_KEY = DEVELOPMENT["TOKEN_ENCRYPTION_KEYS"]
_KEY_OF_WORDS = base64.urlsafe_b64encode(b"the key of this shop, 2026 and 7").decode()
_KEY_OF_ZEROS = base64.urlsafe_b64encode(bytes(31) + b"\xff").decode()


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    wanted = _GOOD | changes
    environment = {"PATH": os.environ["PATH"]} | {name: value for name, value in wanted.items() if value is not None}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def refused(started: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the names of the variables that stopped start-up, each of which has one line and a way to mend it."""
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


@pytest.mark.parametrize("name", _NEEDED)
def test_what_is_missing_is_named_alone(name: str) -> None:
    assert refused(start(**{name: None})) == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN_ENCRYPTION_KEYS", "not-a-key-but-secret"),
        ("TOKEN_ENCRYPTION_KEYS", ","),
        ("APP_URL", "folio.example"),
        ("APP_URL", "https://[secret"),
        ("ALLOWED_HOSTS", "secret.example"),
        ("ALLOWED_HOSTS", " , "),
        ("DATABASE_URL", "sqlite:///secret.db"),
        ("DATABASE_URL", "postgres://folio@localhost:secret/folio"),
        ("REDIS_URL", "http://secret"),
        ("JUMPSELLER_API_URL", "ftp://secret"),
        ("JUMPSELLER_DOCUMENT_TYPE", "secret"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://a.example/path"),
        ("RETRY_BASE_SECONDS", "soon"),
        ("EMAIL_URL", "secret"),
        ("EMAIL_URL", "http://secret"),
        ("EMAIL_URL", "smtp+tls://"),
        ("EMAIL_URL", "smtp://host:secret"),
        ("EMAIL_URL", "filemail://"),
        ("DEFAULT_FROM_EMAIL", "Folio <secret>"),
    ],
)
def test_what_is_odd_is_named_and_not_shown(name: str, value: str) -> None:
    started = start(**{name: value})
    assert refused(started) == [name]
    assert "secret" not in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", DEVELOPMENT["SECRET_KEY"]),
        ("SECRET_KEY", "change-me"),
        ("SECRET_KEY", secrets.token_urlsafe(48)[:49]),
        ("SECRET_KEY", "abcd" * 20),
        ("TOKEN_ENCRYPTION_KEYS", _PUBLISHED_KEY),
        ("TOKEN_ENCRYPTION_KEYS", f"{_GOOD['TOKEN_ENCRYPTION_KEYS']},{_PUBLISHED_KEY}"),
        ("TOKEN_ENCRYPTION_KEYS", _KEY_OF_WORDS),
        ("TOKEN_ENCRYPTION_KEYS", _KEY_OF_ZEROS),
        ("APP_URL", "http://folio.example"),
        ("JUMPSELLER_API_URL", "http://api.jumpseller.com/v1"),
        ("JUMPSELLER_ACCOUNTS_URL", "http://accounts.jumpseller.com"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://shop.example,http://other.example"),
        ("JUMPSELLER_CLIENT_ID", DEVELOPMENT["JUMPSELLER_CLIENT_ID"]),
        ("JUMPSELLER_CLIENT_SECRET", DEVELOPMENT["JUMPSELLER_CLIENT_SECRET"]),
        ("DATABASE_URL", "postgres://folio:folio@localhost:5432/folio"),
        ("DATABASE_URL", "postgres://shop:change-me@localhost/folio"),
        ("DATABASE_URL", "postgres://bookkeeper:bookkeeper@localhost/folio"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "folio.example,*"),
        ("ALLOWED_HOSTS", "folio.example,."),
    ],
)
def test_production_refuses_what_is_published_weak_or_plain(name: str, value: str) -> None:
    started = start(**{name: value})
    assert refused(started) == [name]
    # The text of a wildcard or an address may stand in the hint; no secret does.
    assert len(value) < 16 or value not in started.stderr


def test_several_faults_are_told_together() -> None:
    started = start(SECRET_KEY="change-me", APP_URL="http://folio.example", ALLOWED_HOSTS="*", REDIS_URL=None)
    assert sorted(refused(started)) == ["ALLOWED_HOSTS", "APP_URL", "REDIS_URL", "SECRET_KEY"]


def test_development_takes_all_of_its_own_values() -> None:
    nothing: dict[str, str | None] = dict.fromkeys(_GOOD)
    assert start(**nothing | {"DJANGO_SETTINGS_MODULE": "config.settings.development"}).returncode == 0
