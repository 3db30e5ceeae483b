"""A small App for the sandbox to call: it accepts webhooks and gives configured answers."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Received:
    """A received webhook; `headers` have lower-case names."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def event(self) -> str:
        """Return the event in its header."""
        return self.headers["jumpseller-event"]


@dataclass
class Receiver:
    """Receiver of webhooks: the received ones, the answers to GET and POST, and the duration of a POST."""

    url: str
    get_status: int = 200
    post_status: int = 200
    post_seconds: float = 0.0
    post_body: bytes = b""
    received: list[Received] = field(default_factory=list)
    gets: list[str] = field(default_factory=list)

    def events(self) -> list[str]:
        """Return the received events, in the order of their arrival."""
        return [webhook.event for webhook in self.received]


@contextlib.contextmanager
def receive() -> Iterator[Receiver]:
    """Run a Receiver on a free port of this machine until the context ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            receiver.gets.append(self.path)
            self._answer(receiver.get_status)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(self.path, headers, body))
            time.sleep(receiver.post_seconds)
            self._answer(receiver.post_status, receiver.post_body)

        def _answer(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", receiver.url + "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        yield receiver
        server.shutdown()
