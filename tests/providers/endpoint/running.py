"""The example of `docs/examples/endpoint.py`, running, with faults: the stand-in of a merchant's endpoint."""

import importlib.util
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from apps.providers.http import Exchange, Http
from apps.providers.public_address import public_session
from config.environment import PROJECT

SECRET = "a secret of the account that nobody guesses"
STORE = "kinbote"
EXAMPLE = PROJECT / "docs" / "examples" / "endpoint.py"

Fault = Callable[[BaseHTTPRequestHandler, Callable[[], None]], None]
"""Answers a request in place of the endpoint; it is given what the endpoint would do."""


@dataclass
class Running:
    """A running endpoint. `fault` answers the next requests, if it is set; `seen` are the headers of all."""

    url: str
    host: str
    file: Path
    seen: list[Mapping[str, str]] = field(default_factory=list)
    kept: list[Exchange] = field(default_factory=list)
    fault: Fault | None = None

    @property
    def credentials(self) -> dict[str, str]:
        """Return what a merchant fills in for this endpoint."""
        return {"address": self.url, "store_code": STORE, "secret": SECRET}

    def http(self) -> Http:
        """Return HTTP that may reach this endpoint, though its address is not public."""
        return Http(keep=self.kept.append, secrets=[SECRET], session=public_session(allowed={self.host}))

    def orders(self) -> list[dict[str, Any]]:
        """Return the orders that became documents, in the order of their numbers."""
        return list(self.documents().values())

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return the orders that became documents by their numbers."""
        if not self.file.exists():
            return {}
        with closing(sqlite3.connect(self.file)) as database:
            rows = database.execute("SELECT number, body FROM documents ORDER BY number").fetchall()
        return {f"EX-{number}": json.loads(body)["order"] for number, body in rows}


@contextmanager
def running_endpoint(folder: Path, port: int = 0) -> Iterator[Running]:
    """Run the example on loopback at `port`, 0 for any, with its documents in `folder`."""
    example = _example()
    server = ThreadingHTTPServer(("127.0.0.1", port), _faulty(example))
    host = f"127.0.0.1:{server.server_address[1]}"
    running = Running(url=f"http://{host}/invoices", host=host, file=folder / "documents.sqlite3")
    vars(server)["running"] = running
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _example() -> type[BaseHTTPRequestHandler]:
    spec = importlib.util.spec_from_file_location("example_endpoint", EXAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[BaseHTTPRequestHandler] = module.Endpoint
    return found


def _faulty(example: Any) -> type[BaseHTTPRequestHandler]:
    class Faulty(example):  # type: ignore[misc]
        secret = SECRET

        def do_GET(self) -> None:  # noqa: N802  the library names it
            """Answer as the example does, or with the fault."""
            self._strike(super().do_GET)

        def do_POST(self) -> None:  # noqa: N802  the library names it
            """Answer as the example does, or with the fault."""
            self._strike(super().do_POST)

        def _strike(self, usual: Callable[[], None]) -> None:
            running: Running = vars(self.server)["running"]
            self.file = running.file
            running.seen.append(dict(self.headers.items()))
            if running.fault:
                running.fault(self, usual)
            else:
                usual()

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    return Faulty


def answering(status: int, body: str = "", *, does: bool = False, **headers: str) -> Fault:
    """Return the fault that answers with `status` and `body`; with `does` the endpoint has made the document."""

    def fault(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
        _done(handler, usual) if does else _read(handler)
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return fault


def closing_connection(*, does: bool) -> Fault:
    """Return the fault that closes the connection without an answer, before or after the work."""

    def fault(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
        _done(handler, usual) if does else _read(handler)
        handler.close_connection = True

    return fault


def dripping(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
    """Do the work, then answer a byte at a time."""
    _done(handler, usual)
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
        time.sleep(0.05)


def flooding(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
    """Do the work, then answer 50 MB."""
    _done(handler, usual)
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        try:
            handler.wfile.write(b" " * 1024 * 1024)
        except OSError:
            return


def _done(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
    """Do what the endpoint does and answer nothing of it."""
    vars(handler)["answer"] = lambda status, said: None
    usual()


def _read(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
