"""Bodies that are too long are refused by their length: they are not read and not written to disk."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.core.web.body_limits import MeasuredBodies
from apps.intake.models import Delivery
from apps.jumpseller.signatures import sign
from apps.stores.models import Store
from config.local.processes import Process, wait_until
from config.local.servers import free_port
from tests.factories import make_store

_MULTIPART = "multipart/form-data; boundary=b"
_MIB = 2**20


class _Unread(BytesIO):
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("The body was read.")


def announce(client: Client, path: str, length: str, content_type: str = _MULTIPART) -> int:
    """Post to `path` a body with the announced `length` in bytes, and return the status."""
    body: dict[str, Any] = {"wsgi.input": _Unread(), "CONTENT_LENGTH": length, "CONTENT_TYPE": content_type}
    return client.generic("POST", path, HTTP_ORIGIN=settings.APP_URL, **body).status_code


@pytest.mark.parametrize(
    ("path", "most", "status"),
    [
        ("/session", _MIB, 413),
        ("/admin/login/", _MIB, 413),
        ("/admin/stores/store/", _MIB, 413),
        ("/webhooks/jumpseller", _MIB, 413),
        ("/invoices", _MIB, 413),
        # Without a session the answer is the sign-in page.
        ("/start/on", _MIB, 403),
        ("/start/paper", 4 * _MIB, 403),
        ("/settings", 4 * _MIB, 403),
        ("/settings/preview", 4 * _MIB, 403),
    ],
)
def test_a_body_above_its_views_limit_is_refused_unread(db: None, path: str, most: int, status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    for content_type in (_MULTIPART, "application/json", "application/x-www-form-urlencoded", ""):
        assert announce(client, path, str(most + 1), content_type) == status
    for odd in ("200000000", "9" * 400, "9" * 5000, "-1", "1e9", "²"):
        assert announce(client, path, odd) == status


@pytest.mark.parametrize(("path", "most"), [("/admin/login/", _MIB), ("/settings", 4 * _MIB)])
def test_a_body_within_the_limit_is_read(store: Store, path: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.stores.sessions.store_of", lambda _: store)
    with pytest.raises(AssertionError, match="was read"):
        announce(Client(), path, str(most))


def test_a_session_is_opened_without_reading_files(db: None) -> None:
    assert announce(Client(), "/session", "1000") == 415


def test_a_form_of_a_signed_in_merchant_that_is_too_large_is_answered_in_the_frame(
    store: Store, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.stores.sessions.store_of", lambda _: store)
    answer = client.post("/settings", {"logo_file": BytesIO(b"x" * 5 * _MIB)})
    assert answer.status_code == 413
    assert "2 MB" in answer.content.decode()
    assert "frame-ancestors 'none'" not in answer["Content-Security-Policy"]


# --- Bodies of unknown length ---------------------------------------------------------------------------------------
def _seen(environ: dict[str, object]) -> tuple[object, list[str]]:
    """Return the body that the application behind MeasuredBodies reads, or None, and the statuses sent before it."""
    read: list[object] = []
    statuses: list[str] = []

    def application(inner: dict[str, object], _: object) -> list[bytes]:
        read.append((inner.get("CONTENT_LENGTH"), inner["wsgi.input"].read()))  # type: ignore[attr-defined]
        return []

    MeasuredBodies(application)(environ, lambda status, *_: statuses.append(status))  # type: ignore[arg-type]
    return (read[0] if read else None), statuses


@pytest.mark.parametrize("size", [0, 1, _MIB])
def test_a_body_of_unknown_length_gets_its_length(size: int) -> None:
    given = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"x" * size)}
    assert _seen(given) == ((str(size), b"x" * size), [])


def test_a_body_of_unknown_length_is_read_as_far_as_its_limit() -> None:
    body = BytesIO(b"x" * 50 * _MIB)
    assert _seen({"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": body}) == (None, ["413 Content Too Large"])
    assert body.tell() == _MIB + 1


# --- On a real gunicorn ---------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of gunicorn's temporary files."""
    return tmp_path_factory.mktemp("spool")


@pytest.fixture(scope="module")
def started(django_db_setup: None, spool: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Yield the port of a gunicorn on the database of the tests."""
    port = free_port()
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + str(connection.settings_dict["NAME"])).geturl()
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database, "TMPDIR": str(spool)}
    options = ["--threads", "4", "--worker-class", "gthread", "--bind", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, "config.wsgi:application"]
    process = Process("gunicorn", command, environment, tmp_path_factory.mktemp("gunicorn") / "log")

    def answers() -> bool:
        process.check()
        with suppress(OSError):
            return b"200 OK" in exchange(port, b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return False

    try:
        wait_until(answers, seconds=60, what="gunicorn")
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def gunicorn(transactional_db: None, started: int) -> int:
    """Return the port of the gunicorn, which sees what the test commits."""
    return started


def exchange(port: int, head: bytes, body: bytes = b"") -> bytes:
    """Send `head` and as much of `body` as is accepted, and return the beginning of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(head)
        with suppress(ConnectionError):
            client.sendall(body)
        return client.recv(65536)


def head(path: str, *lines: str, content_type: str = _MULTIPART) -> bytes:
    """Return the head of a POST to `path` with the further `lines`."""
    fixed = (f"POST {path} HTTP/1.1", "Host: localhost", f"Origin: {settings.APP_URL}", f"Content-Type: {content_type}")
    return "\r\n".join((*fixed, *lines, "", "")).encode()


_FILE = b'--b\r\nContent-Disposition: form-data; name="x"; filename="x"\r\n\r\n' + b"x" * 3 * _MIB


def test_gunicorn_answers_before_the_body_is_there_and_nothing_is_on_the_disk(gunicorn: int, spool: Path) -> None:
    anonymous = exchange(gunicorn, b"GET /admin/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    (cookie,) = [line for line in anonymous.decode().splitlines() if line.startswith("Set-Cookie: sessionid=")]
    session = "Cookie: " + cookie.removeprefix("Set-Cookie: ").split(";")[0]
    for path in ("/session", "/settings", "/settings/preview", "/start/paper", "/admin/login/", "/d/x/check"):
        answer = exchange(gunicorn, head(path, session, "Content-Length: 200000000"), _FILE)
        assert answer.split()[1] in (b"403", b"413", b"404"), path
        # gunicorn has a file of its own there as a heartbeat of each worker; it has no name.
        assert list(spool.iterdir()) == []


def test_gunicorn_refuses_chunks_without_an_end_while_they_come(gunicorn: int, spool: Path) -> None:
    chunks = b"c800000\r\n" + _FILE
    for path in ("/session", "/settings", "/webhooks/jumpseller"):
        answer = exchange(gunicorn, head(path, "Transfer-Encoding: chunked"), chunks)
        assert answer.split()[1] == b"413", path
        assert list(spool.iterdir()) == []


def test_a_webhook_in_chunks_is_taken(gunicorn: int) -> None:
    make_store()
    body = json.dumps({"order": {"id": 77, "products": [], "note": "x" * 100_000}}).encode()
    signed = (
        "Jumpseller-Store-Code: alpha",
        "Jumpseller-Event: order_paid",
        f"Jumpseller-Hmac-Sha256: {sign(body, 'hooks-alpha')}",
    )
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:5], body[5:70_000], body[70_000:]))
    start = head("/webhooks/jumpseller", "Transfer-Encoding: chunked", *signed, content_type="application/json")
    assert exchange(gunicorn, start, chunks + b"0\r\n\r\n").split()[1] == b"200"
    assert bytes(Delivery.objects.get().body) == body


def test_gunicorn_does_not_read_beyond_the_length_that_was_announced(gunicorn: int, spool: Path) -> None:
    start = head("/session", "Content-Length: 10", content_type="application/x-www-form-urlencoded")
    assert exchange(gunicorn, start, b"code=12345" + b"x" * 3 * _MIB).split()[1] == b"403"
    assert list(spool.iterdir()) == []
