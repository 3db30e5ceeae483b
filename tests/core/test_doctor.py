"""Each check of the installation with its subject broken; worker, beat and web in tests/stack/test_doctor.py."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import redis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from pytest_django import Settings

from apps.core import doctor, heartbeat
from apps.core.diagnosis import Level
from config.environment import PROJECT
from config.local.servers import free_port
from tests import mail_server, migrated, tls
from tests.sandbox.receiving import receive

OK, WARNING, ERROR = Level.OK, Level.WARNING, Level.ERROR


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.development"} | environment
    whole = [sys.executable, "manage.py", *command]
    return subprocess.run(whole, cwd=PROJECT, env=variables, capture_output=True, text=True, check=False)


def test_with_everything_away_each_line_says_how_to_mend_it_and_shows_no_secret(tmp_path: Path) -> None:
    nothing_here = free_port()
    (tmp_path / "file").touch()
    examined = manage(
        "doctor",
        DATABASE_URL=f"postgres://folio:hunter2@127.0.0.1:{nothing_here}/folio",
        REDIS_URL=f"redis://:hunter2@127.0.0.1:{nothing_here}/0",
        MEDIA_ROOT=str(tmp_path / "file" / "media"),
        EMAIL_URL=f"smtp://folio:hunter2@127.0.0.1:{nothing_here}",
        APP_URL=f"http://localhost:{nothing_here}",
        JUMPSELLER_API_URL=f"http://127.0.0.1:{nothing_here}/v1",
        JUMPSELLER_ACCOUNTS_URL=f"http://127.0.0.1:{nothing_here}",
        JUMPSELLER_CLIENT_SECRET="hunter2",
    )
    assert examined.returncode == 2
    lines = examined.stdout.splitlines()
    levels = {line[8:].split(":")[0]: line.split()[0] for line in lines}
    assert levels.pop("settings") == "warning"
    assert levels.pop("static files") == "ok"
    assert levels.pop("security contact") == "ok"
    assert set(levels) >= {"database", "database role", "migrations", "broker", "worker", "beat", "storage", "mail"}
    assert set(levels) >= {"public address", "platform", "app credentials", "clock", "stored secrets"}
    assert set(levels.values()) == {"error"}
    assert all(" To mend: " in line for line in lines if not line.startswith("ok"))
    assert "hunter2" not in examined.stdout + examined.stderr
    assert "Traceback" not in examined.stderr


def test_a_role_without_privileges_is_not_warned_about() -> None:
    """That it can migrate is told by tests/golden/test_golden.py."""
    with migrated.owned(f"folio_plain_{os.getpid()}") as url:
        examined = manage("doctor", "--stage", "before", DATABASE_URL=url)
    assert "ok      database role: The role folio_plain" in examined.stdout


@pytest.mark.django_db
def test_a_superuser_is_warned_about() -> None:
    found = doctor.role()
    assert found.level is WARNING
    assert "is a superuser" in found.text


@pytest.mark.django_db
def test_a_database_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.database().level is OK
    monkeypatch.setattr(doctor, "_OLDEST_POSTGRESQL", 9_000_000)
    assert (doctor.database().level, doctor.database().mend) == (ERROR, "use PostgreSQL 15 or newer")


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_counted() -> None:
    assert doctor.migrations().level is OK
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        missing = cursor.rowcount
    assert doctor.migrations().text == f"{missing} migrations are not applied."


def test_files_that_are_not_collected_are_noticed(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert doctor.static_files().level is ERROR
    (tmp_path / "staticfiles.json").touch()
    assert doctor.static_files().level is OK


def test_a_broker_that_takes_no_writes_is_named(settings: Settings) -> None:
    assert doctor.broker().level is OK
    parts = urlsplit(settings.REDIS_URL)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.execute_command("ACL", "SETUSER", "reader", "on", ">hunter2", "~*", "+@read", "+@connection")
        try:
            for password, told in (("hunter2", "takes no writes"), ("hunter3", "refuses the password")):
                settings.REDIS_URL = urlunsplit(parts._replace(netloc=f"reader:{password}@{parts.netloc}"))
                found = doctor.broker()
                assert found.level is ERROR
                assert told in found.text
                assert password not in found.text
        finally:
            client.execute_command("ACL", "DELUSER", "reader")


def test_beat_is_heard_for_as_long_as_it_may_be_silent(settings: Settings) -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete("folio-beat")
        assert doctor.beat().level is ERROR
        heartbeat.write_heartbeat(sender="intake.sweep")
        assert doctor.beat().level is OK
        assert 0 < client.ttl("folio-beat") <= heartbeat.longest_pause() + 1
        client.delete("folio-beat")


def test_storage_leaves_nothing_behind(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert doctor.storage().level is OK
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_storage_that_takes_nothing_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    assert doctor.storage().level is ERROR


def test_mail_is_examined_without_a_mail(settings: Settings) -> None:
    with mail_server.running(settings) as server:
        assert doctor.mail().level is OK
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "folio", "hunter2"
        refused = doctor.mail()
        assert (refused.level, server.taken) == (ERROR, [])
        assert "hunter2" not in refused.text
    mail_server.use(settings, free_port())
    assert "ConnectionRefusedError" in doctor.mail().text


@pytest.mark.parametrize("backend", [doctor._NO_SERVER, doctor._CONSOLE, doctor._FILES])
def test_mail_that_nobody_gets_is_warned_about(backend: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = backend
    assert doctor.mail().level is WARNING


class Quiet(WSGIRequestHandler):
    """Request handler without log output."""

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture
def web(settings: Settings) -> Iterator[int]:
    """Yield the port on which Folio serves as in production, behind a proxy with TLS."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


@contextmanager
def public(settings: Settings, web: int, pem: Path, *, tells_scheme: bool = True) -> Iterator[None]:
    with tls.proxy(web, pem, tells_scheme=tells_scheme) as port:
        settings.APP_URL = f"https://localhost:{port}"
        yield


def test_the_public_address_is_tried_through_the_proxy(
    settings: Settings, web: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = tls.certificate(tmp_path)
    with public(settings, web, pem):
        assert "no certificate that this machine trusts" in doctor.public_address().text
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
        assert doctor.public_address().level is OK
    with public(settings, web, pem, tells_scheme=False):
        assert "X-Forwarded-Proto" in doctor.public_address().mend
    with public(settings, free_port(), pem):
        assert "answers 502" in doctor.public_address().text


def test_a_public_address_that_leads_elsewhere_is_named(settings: Settings) -> None:
    with receive() as elsewhere:
        settings.APP_URL = elsewhere.url
        assert "not as Folio does" in doctor.public_address().text
    assert "does not answer" in doctor.public_address().text


@pytest.mark.parametrize(
    ("contacts", "address", "level"),
    [
        (["mailto:security@folio.example"], "https://folio.example", OK),
        ([], "https://folio.example", WARNING),
        ([], "http://localhost:8000", OK),
    ],
)
def test_a_public_installation_without_a_security_contact_is_warned_about(
    settings: Settings, contacts: list[str], address: str, level: Level
) -> None:
    settings.SECURITY_CONTACT, settings.APP_URL = contacts, address
    assert doctor.security_contact().level == level
