"""Start-up: what is missing or odd stops it with the variable's name and a hint, and shows no secret."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from config.environment import PROJECT

_GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "s" * 60,
    "TOKEN_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "APP_URL": "https://folio.example",
    "ALLOWED_HOSTS": "folio.example",
    "DATABASE_URL": "postgres://folio@localhost/folio",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+tls://folio@localhost:587",
    "JUMPSELLER_CLIENT_ID": "id",
    "JUMPSELLER_CLIENT_SECRET": "secret",
    "JUMPSELLER_APP_CODE": "folio",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    wanted = _GOOD | changes
    environment = {"PATH": os.environ["PATH"]} | {name: value for name, value in wanted.items() if value is not None}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def test_a_complete_environment_starts() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize("name", sorted(_GOOD.keys() - {"DJANGO_SETTINGS_MODULE"}))
def test_what_is_missing_is_named(name: str) -> None:
    started = start(**{name: None})
    assert started.returncode != 0
    assert f"{name} is not set" in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", " "),
        ("TOKEN_ENCRYPTION_KEYS", "not-a-key-but-secret"),
        ("APP_URL", "folio.example"),
        ("DATABASE_URL", "sqlite:///secret.db"),
        ("REDIS_URL", "http://secret"),
        ("JUMPSELLER_API_URL", "ftp://secret"),
        ("JUMPSELLER_DOCUMENT_TYPE", "secret"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://a.example/path"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://*.jumpseller.com"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://jumpseller.com;script-src"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://{shop}.jumpseller.com"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://a{store}.jumpseller.com"),
        ("JUMPSELLER_ADMIN_ORIGINS", "https://{store}"),
        ("RETRY_BASE_SECONDS", "soon"),
        ("MAILS_PER_STORE_AND_HOUR", "0"),
        ("MAILS_PER_STORE_AND_HOUR", "1.5 secret"),
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
    assert started.returncode != 0
    assert name in started.stderr.splitlines()[-1]
    assert "secret" not in started.stderr.splitlines()[-1].replace("JUMPSELLER_CLIENT_SECRET", "")


@pytest.mark.parametrize(
    ("settings", "address", "name"),
    [
        ("production", "https://folio.example", "__Host-sessionid"),
        ("development", "http://localhost:8000", "sessionid"),
    ],
)
def test_over_https_no_other_host_can_set_the_session_cookie(settings: str, address: str, name: str) -> None:
    environment = _GOOD | {"PATH": os.environ["PATH"], "APP_URL": address}
    shown = f"from config.settings.{settings} import SESSION_COOKIE_NAME; print(SESSION_COOKIE_NAME)"
    command = [sys.executable, "-c", shown]
    printed = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == name
