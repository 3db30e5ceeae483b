"""A slow or endless response does not block a worker: the call ends as unreachable."""

import gzip
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from apps.core.http import bounded_response
from apps.jumpseller.client import Client, Unreachable

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def _server(pieces: Iterable[bytes]) -> Iterator[str]:
    """Answer one request with `pieces` in turn."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                for piece in pieces:
                    connection.sendall(piece)

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


def _dripping(first: bytes, drop: bytes) -> Iterator[bytes]:
    yield first
    for _ in range(100):
        time.sleep(0.1)
        yield drop


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (HEAD + b"Content-Length: 1000\r\n\r\n", b" "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    ],
)
def test_a_dripping_answer_ends(first: bytes, drop: bytes, settings: Any) -> None:
    settings.JUMPSELLER_LONGEST_ANSWER = 0.5
    started = time.monotonic()
    with _server(_dripping(first, drop)) as settings.JUMPSELLER_API_URL, pytest.raises(Unreachable):
        Client("token").store_info()
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("is_packed", [False, True])
def test_an_answer_larger_than_expected_is_not_read_to_its_end(
    is_packed: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_response, "LARGEST", 100_000)
    body = b" " * 1_000_000
    packed = gzip.compress(body) if is_packed else body
    head = HEAD + (b"Content-Encoding: gzip\r\n" if is_packed else b"") + b"Content-Length: %d\r\n\r\n" % len(packed)
    with _server([head, packed]) as settings.JUMPSELLER_API_URL, pytest.raises(Unreachable, match="TooLarge"):
        Client("token").store_info()


def test_a_usual_answer_is_read_whole(settings: Any) -> None:
    body = b'{"store": {"code": "%s"}}' % (b"x" * 200_000)
    head = HEAD + b"Content-Length: %d\r\n\r\n" % len(body)
    with _server([head, body]) as settings.JUMPSELLER_API_URL:
        assert len(Client("token").store_info()["code"]) == 200_000
