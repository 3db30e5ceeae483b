"""For how long a write may still be carried out at the platform, on real connections."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytest_django import Settings

from apps.jumpseller.client import Client, Unreachable
from apps.jumpseller.documents import Document
from config.local.servers import free_port

_LONGEST = 60.0


@contextmanager
def _platform(answer: bytes) -> Iterator[str]:
    """Take one request, answer it with `answer`, and close the connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


@pytest.fixture(autouse=True)
def _limits(settings: Settings) -> None:
    settings.JUMPSELLER_LONGEST_WRITE_SECONDS = _LONGEST


def read() -> None:
    Client("token").documents(1)


def write() -> None:
    Client("token").create_document(1, Document(document_type=1, external_id="x", public_id="F-1", url="https://x"))


def busy_for(call: Callable[[], None]) -> float:
    with pytest.raises(Unreachable) as raised:
        call()
    return raised.value.busy_for


def answered(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize("answer", [b"", answered("504 Gateway Timeout"), answered("502 Bad Gateway")])
def test_the_platform_may_be_busy_with_a_write_that_it_did_not_answer(settings: Settings, answer: bytes) -> None:
    with _platform(answer) as settings.JUMPSELLER_API_URL:
        assert _LONGEST - 10 < busy_for(write) < _LONGEST


@pytest.mark.parametrize("answer", [answered("500 Oops"), answered("503 Busy"), answered("200 OK")])
def test_a_write_that_was_answered_has_ended(settings: Settings, answer: bytes) -> None:
    with _platform(answer) as settings.JUMPSELLER_API_URL:
        assert busy_for(write) == 0


@pytest.mark.parametrize("answer", [b"", answered("504 Gateway Timeout"), answered("500 Oops")])
def test_a_read_leaves_nothing_behind(settings: Settings, answer: bytes) -> None:
    with _platform(answer) as settings.JUMPSELLER_API_URL:
        assert busy_for(read) == 0


def test_a_write_without_a_connection_was_not_sent(settings: Settings) -> None:
    settings.JUMPSELLER_API_URL = f"http://127.0.0.1:{free_port()}"
    assert busy_for(write) == 0


def test_the_time_that_a_write_was_waited_for_counts(settings: Settings) -> None:
    settings.JUMPSELLER_TIMEOUT = (5.0, 0.5)
    settings.JUMPSELLER_LONGEST_WRITE_SECONDS = 0.4
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.JUMPSELLER_API_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert busy_for(write) == 0
