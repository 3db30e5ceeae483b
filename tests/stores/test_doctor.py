"""Checks of Jumpseller, with a real sandbox and with servers that answer otherwise."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.test import RequestFactory
from pytest_django import Settings

from apps.core.diagnosis import Level
from apps.stores import doctor, frames
from config.local.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox
from config.local.servers import free_port
from tests.factories import make_store
from tests.sandbox.launching import start_sandbox

OK, WARNING, ERROR = Level.OK, Level.WARNING, Level.ERROR


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with start_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, settings: Settings) -> Sandbox:
    settings.JUMPSELLER_API_URL, settings.JUMPSELLER_ACCOUNTS_URL = running.api_url, running.base_url
    settings.JUMPSELLER_CLIENT_ID, settings.JUMPSELLER_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    settings.APP_URL = running.app_url
    return running


@contextmanager
def answering(settings: Settings, status: int, body: bytes = b"", date: str = "") -> Iterator[None]:
    """Point Jumpseller's addresses to a server with one answer to all requests; `date` replaces its clock."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def date_time_string(self, timestamp: float | None = None) -> str:
            return date or super().date_time_string(timestamp)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        settings.JUMPSELLER_API_URL = settings.JUMPSELLER_ACCOUNTS_URL = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def away(settings: Settings) -> None:
    settings.JUMPSELLER_API_URL = settings.JUMPSELLER_ACCOUNTS_URL = f"http://127.0.0.1:{free_port()}"


def test_the_platform_answers(sandbox: Sandbox) -> None:
    assert doctor.platform().level is OK


def test_a_platform_that_is_away_is_named(away: None) -> None:
    assert "does not answer" in doctor.platform().text
    assert "does not answer" in doctor.app_credentials().text


@pytest.mark.parametrize("status", [200, 301, 404, 503])
def test_an_address_that_is_not_the_api_is_named(status: int, settings: Settings) -> None:
    with answering(settings, status):
        found = doctor.platform()
    assert found.level is ERROR
    assert f"answers {status}" in found.text


def test_client_id_and_secret_are_tried_without_using_any_code(sandbox: Sandbox) -> None:
    assert doctor.app_credentials().level is OK


@pytest.mark.parametrize("name", ["JUMPSELLER_CLIENT_ID", "JUMPSELLER_CLIENT_SECRET"])
def test_a_wrong_client_id_or_secret_is_told_and_not_shown(name: str, sandbox: Sandbox, settings: Settings) -> None:
    setattr(settings, name, "hunter2")
    found = doctor.app_credentials()
    assert found.level is ERROR
    assert "hunter2" not in found.text + found.mend


@pytest.mark.parametrize(
    ("status", "body", "level"),
    [
        (400, b'{"error": "invalid_grant"}', OK),
        (401, b'{"error": "invalid_client"}', ERROR),
        (400, b'{"error": "unauthorized_client"}', ERROR),
        (400, b'{"error": "invalid_request"}', WARNING),
        (500, b"<html>", WARNING),
        (200, b"[]", WARNING),
    ],
)
def test_what_tells_nothing_is_no_fault(status: int, body: bytes, level: Level, settings: Settings) -> None:
    with answering(settings, status, body):
        assert doctor.app_credentials().level is level


@pytest.mark.django_db
def test_the_clock_is_compared_with_the_platforms_and_the_databases(sandbox: Sandbox) -> None:
    assert doctor.clock().text == "The clock agrees with that of PostgreSQL and Jumpseller."


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["Thu, 01 Jan 2026 00:00:00 GMT", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_clock_that_is_off_is_named(date: str, settings: Settings) -> None:
    with answering(settings, 401, date=date):
        found = doctor.clock()
    assert found.level is ERROR
    assert "that of Jumpseller" in found.text


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["yesterday", "Thu, 01 Jan 2026 00:00:00 -0000"])
def test_a_platform_that_tells_no_time_leaves_the_database(date: str, settings: Settings) -> None:
    with answering(settings, 401, date=date):
        assert doctor.clock().text == "The clock agrees with that of PostgreSQL."


@pytest.mark.django_db
def test_without_the_platform_the_clock_is_compared_with_the_database(away: None) -> None:
    assert doctor.clock().text == "The clock agrees with that of PostgreSQL."


@pytest.mark.django_db
def test_secrets_that_no_key_opens_are_counted(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.TOKEN_ENCRYPTION_KEYS = [old]
    make_store()
    make_store("beta")
    assert doctor.stored_secrets().level is OK
    settings.TOKEN_ENCRYPTION_KEYS = [new]
    lost = doctor.stored_secrets()
    assert lost.level is ERROR
    assert lost.text.endswith(" and others.")
    settings.TOKEN_ENCRYPTION_KEYS = [new, old]
    assert doctor.stored_secrets().level is OK


def test_a_page_that_was_kept_from_framing_folio_is_named(
    rf: RequestFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("_KEY", "_KEY_WITHOUT_SESSION"):
        monkeypatch.setattr(frames, key, f"test:doctor:{key}:{uuid4()}")
    settings.JUMPSELLER_ADMIN_ORIGINS = ["https://{store}.jumpseller.com"]
    assert doctor.frames().level is OK
    asked = rf.get("/", headers={"Sec-Fetch-Dest": "iframe", "Referer": "https://admin.example/apps"})
    frames.note_refused_frame(asked, None)
    found = doctor.frames()
    assert found.level is WARNING
    assert "https://admin.example" in found.text
    assert "JUMPSELLER_ADMIN_ORIGINS" in found.mend
