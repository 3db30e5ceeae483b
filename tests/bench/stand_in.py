"""A platform that answers at once: python -m tests.bench.stand_in PORT.

It costs far less than the sandbox, so that measured processes get the cores. It serves an order for every id, keeps the
documents that are posted, and counts its calls.
"""

import asyncio
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from tests.bench import provider
from tests.bench.orders import order

_LINE = re.compile(rb"(GET|POST) (\S+) HTTP/1.1\r\n")
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_ORDER = re.compile(r"/v1/orders/(\d+)\.json")
# The budget is larger than any round needs.
_START = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nJumpseller-PerSecondRateLimit-Limit: 9999\r\n"
    b"Jumpseller-PerMinuteRateLimit-Limit: 9999\r\nContent-Length: %d\r\n\r\n"
)
_DOCUMENTS = re.compile(r"/v1/orders/(\d+)/documents\.json")


class _Platform:
    def __init__(self) -> None:
        self._documents: dict[int, list[Any]] = defaultdict(list)
        self._before, self._after = order(0).split(b'"id": 0', 1)
        self._calls = 0
        self._provider = provider.Provider()

    def answer(self, method: str, path: str, body: bytes) -> bytes:
        if path == "/counts":
            posted = sum(map(len, self._documents.values()))
            return json.dumps({"calls": self._calls, "documents": posted}).encode()
        self._calls += 1
        if path.startswith(provider.PATH):
            return self._provider.answer(method, path, body)
        path = path.split("?")[0]
        if found := _ORDER.fullmatch(path):
            return b'%s"id": %d%s' % (self._before, int(found[1]), self._after)
        if found := _DOCUMENTS.fullmatch(path):
            return self._answer_documents(method, int(found[1]), body)
        return b"[]" if path == "/v1/orders.json" else b"{}"

    def _answer_documents(self, method: str, order_id: int, body: bytes) -> bytes:
        if method == "GET":
            return json.dumps(self._documents[order_id]).encode()
        self._documents[order_id].append(json.loads(body))
        return body


def _serve(platform: _Platform) -> Callable[..., Any]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                body = await reader.readexactly(int(length[1])) if length else b""
                line = _LINE.match(head)
                answer = platform.answer(line[1].decode(), line[2].decode(), body) if line else b"{}"
                start = _START % len(answer)
                writer.write(start + answer)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            writer.close()

    return serve


async def _main(port: int) -> None:
    server = await asyncio.start_server(_serve(_Platform()), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
