"""An endpoint for Folio: ENDPOINT_SECRET=… python endpoint.py 8300, behind a proxy that speaks https."""

import base64
import hashlib
import hmac
import json
import os
import sqlite3
import sys
from contextlib import closing
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Endpoint(BaseHTTPRequestHandler):
    secret = os.environ.get("ENDPOINT_SECRET", "")
    file = os.environ.get("ENDPOINT_FILE", "documents.sqlite3")
    pages = os.environ.get("ENDPOINT_PAGES", "https://billing.example/documents")

    def do_GET(self) -> None:
        """Tell who answers: Folio asks when a merchant connects."""
        self.answer(*((200, {"name": "Example Billing"}) if self.is_signed(b"") else (401, {"message": "Unsigned"})))

    def do_POST(self) -> None:
        """Answer an order."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.is_signed(body):
            self.answer(*self.made(body))
        else:
            self.answer(401, {"message": "The signature is not that of our secret."})

    def made(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """Return the answer to the order in `body`: one document for each key, or why there is none."""
        order = json.loads(body, parse_float=Decimal)["order"]
        with closing(sqlite3.connect(self.file)) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS documents (number INTEGER PRIMARY KEY, key UNIQUE, body)")
            problem = self.problem(order, database)
            if problem:
                return 422, {"message": problem}
            row = (self.headers["Idempotency-Key"], body.decode())  # the same key: the same document
            database.execute("INSERT OR IGNORE INTO documents (key, body) VALUES (?, ?)", row)
            number = database.execute("SELECT number FROM documents WHERE key = ?", row[:1]).fetchone()[0]
        return 200, {"url": f"{self.pages}/{number}", "public_id": f"EX-{number}", "message": "Done"}

    def problem(self, order: dict[str, Any], database: sqlite3.Connection) -> str | None:
        """Return why `order` gets no document, None if it gets one."""
        if sum(line["gross"] for line in order["document"]["lines"]) != order["total"]:
            return "The lines do not come to the total."
        if order["status"] == "canceled":
            credited = order["document"]["credits"].removeprefix("EX-")
            found = database.execute("SELECT 1 FROM documents WHERE number = ?", (credited,)).fetchone()
            return None if found else f"There is no document EX-{credited}."
        return None

    def is_signed(self, body: bytes) -> bool:
        """Tell whether `body` is signed with our secret; compare in constant time."""
        expected = base64.b64encode(hmac.digest(self.secret.encode(), body, hashlib.sha256))
        return hmac.compare_digest(expected, self.headers.get("Jumpseller-Hmac-Sha256", "").encode())

    def answer(self, status: int, said: dict[str, Any]) -> None:
        """Answer with `said` as JSON."""
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Endpoint).serve_forever()
