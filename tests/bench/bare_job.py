"""The bare job: one plain loop, without a framework, from a kept webhook to a posted document.

As a program, `python -m tests.bench.bare_job`, it reads its task as JSON from the standard input, works it off, and
prints the seconds and the CPU seconds of its own process. Every order takes the statements that no design can leave
out: the webhook is claimed, the order is read and kept, its document takes the next number of a locked series, all rows
that the database demands are inserted, the PDF is drawn by hand on reportlab's canvas and written to a file, its seal
is inserted, the document is posted, and all of it is noted as done.
"""

import hashlib
import json
import secrets
import sys
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Json

from tests.bench import by_hand
from tests.bench.paper import paper

_LINES = 3
_JSON = {"Content-Type": "application/json"}
_CLAIM = "UPDATE intake_delivery SET state = 'claimed', attempts = attempts + 1 WHERE id = %s RETURNING order_id"
_TAKE = "UPDATE invoices_series SET next_number = next_number + 1 WHERE id = %s RETURNING next_number - 1"
_LATEST = """SELECT sha256 FROM (
SELECT sha256, sequence, 0 AS place FROM invoices_seal WHERE series_id = %(series)s AND sequence = %(sequence)s
UNION ALL SELECT sha256, after_sequence, place FROM invoices_renditionseal
WHERE series_id = %(series)s AND after_sequence = %(sequence)s) AS links ORDER BY place DESC LIMIT 1"""
_DONE = "UPDATE invoices_posting SET state = 'done', attempts = 1, finished_at = now() WHERE invoice_id = %s"
_FINISHED = "UPDATE intake_delivery SET state = 'done', finished_at = now() WHERE id = %s"


@dataclass
class Pattern:
    """The rows of one document, as Folio has inserted them: columns by table, without ids."""

    snapshot: dict[str, Any]
    record: dict[str, Any]
    invoice: dict[str, Any]
    belonging: dict[str, list[dict[str, Any]]]
    seal: dict[str, Any]
    rendition: dict[str, Any]
    rendition_seal: dict[str, Any]

    @classmethod
    def of(cls, connection: "psycopg.Connection[Any]", order_id: int) -> "Pattern":
        """Return the rows of the document of the order `order_id`."""
        invoice = _row(connection, "invoices_invoice", order_id=order_id)
        invoice_id = invoice.pop("id")
        tables = ("invoices_invoiceline", "invoices_invoicetax", "invoices_posting")
        rendition = _row(connection, "invoices_rendition", invoice_id=invoice_id)
        return cls(
            snapshot=_without_id(_row(connection, "orders_ordersnapshot", order_id=order_id)),
            record=_without_id(_row(connection, "automation_orderrecord", order_id=order_id)),
            invoice=invoice,
            belonging={table: list(_rows(connection, table, invoice_id=invoice_id)) for table in tables},
            seal=_without_id(_row(connection, "invoices_seal", invoice_id=invoice_id)),
            rendition_seal=_without_id(_row(connection, "invoices_renditionseal", rendition_id=rendition.pop("id"))),
            rendition=rendition,
        )


@dataclass
class _Made:
    """An inserted document."""

    id: int
    number: str
    sequence: int
    token: str
    seal: str


class BareJob:
    """The job's connections: one to PostgreSQL, one to the platform."""

    def __init__(self, database: str, platform: tuple[str, int], media: Path, pattern_of: int) -> None:
        self._database = psycopg.connect(database, prepare_threshold=1)
        self._platform = HTTPConnection(*platform)
        self._media, self._data = media, paper(_LINES)
        media.mkdir(parents=True, exist_ok=True)
        self._pattern = Pattern.of(self._database, pattern_of)
        self._database.commit()

    def work_off(self, delivery_id: int) -> None:
        """Bring the order of the delivery `delivery_id` to its posted document."""
        (order_id,) = self._database.execute(_CLAIM, [delivery_id]).fetchone() or (0,)
        self._database.commit()
        order = self._call("GET", f"/v1/orders/{order_id}.json")
        made = self._issue(order_id, order)
        self._render(made)
        document = {"document": {"external_id": made.token, "public_id": made.number, "url": made.token}}
        self._call("POST", f"/v1/orders/{order_id}/documents.json", json.dumps(document))
        self._call("GET", f"/v1/orders/{order_id}/documents.json")
        self._database.execute(_DONE, [made.id])
        self._database.execute(_FINISHED, [delivery_id])
        self._database.commit()

    def _call(self, method: str, path: str, body: str = "") -> Any:
        self._platform.request(method, path, body or None, _JSON)
        return json.loads(self._platform.getresponse().read())

    def _issue(self, order_id: int, order: Any) -> "_Made":
        pattern, body = self._pattern, json.dumps(order["order"], sort_keys=True)
        with self._database.transaction():
            kept = {"order_id": order_id, "body": body, "sha256": _hash(body)}
            snapshot_id = self._insert("orders_ordersnapshot", [pattern.snapshot | kept])
            self._insert(
                "automation_orderrecord", [pattern.record | {"order_id": order_id, "snapshot_id": snapshot_id}]
            )
            (sequence,) = self._database.execute(_TAKE, [pattern.invoice["series_id"]]).fetchone() or (0,)
            previous = self._latest(sequence - 1)
            number, token = f"B-{sequence:08d}", secrets.token_urlsafe(24)
            fresh = {"order_id": order_id, "snapshot_id": snapshot_id, "sequence": sequence, "number": number}
            invoice = pattern.invoice | fresh | {"uid": uuid.uuid4(), "token": token}
            invoice_id = self._insert("invoices_invoice", [invoice])
            for table, rows in pattern.belonging.items():
                self._insert(table, [row | {"invoice_id": invoice_id} for row in rows])
            seal = self._seal(invoice_id, sequence, previous)
        return _Made(invoice_id, number, sequence, token, seal)

    def _seal(self, invoice_id: int, sequence: int, previous: str) -> str:
        pattern = self._pattern.seal
        body = json.dumps(json.loads(pattern["body"]) | {"sequence": sequence})
        digest = _hash(f"{previous}\n{_hash(body)}\n{pattern['personal_sha256']}")
        link = {"invoice_id": invoice_id, "sequence": sequence, "body": body, "previous": previous, "sha256": digest}
        self._insert("invoices_seal", [pattern | link])
        return digest

    def _render(self, made: "_Made") -> None:
        content = by_hand.draw(replace(self._data, number=made.number))
        path, digest = self._media / f"{made.number}.pdf", hashlib.sha256(content).hexdigest()
        path.write_bytes(content)
        stored = {"invoice_id": made.id, "path": path.name, "size": len(content), "sha256": digest}
        series = self._pattern.invoice["series_id"]
        with self._database.transaction():
            locked = "SELECT next_number - 1 FROM invoices_series WHERE id = %s FOR UPDATE"
            (newest,) = self._database.execute(locked, [series]).fetchone() or (0,)
            rendition_id = self._insert("invoices_rendition", [self._pattern.rendition | stored])
            facts = {"sequence": made.sequence, "number": made.number, "seal": made.seal, "pdf_sha256": digest}
            body = json.dumps(json.loads(self._pattern.rendition_seal["body"]) | facts | {"size": len(content)})
            previous = self._latest(newest)
            link = {"rendition_id": rendition_id, "after_sequence": newest, "place": 1, "previous": previous}
            sealed = {"body": body, "sha256": _hash(f"{previous}\n{body}")}
            self._insert("invoices_renditionseal", [self._pattern.rendition_seal | link | sealed])

    def _latest(self, sequence: int) -> str:
        asked = {"series": self._pattern.invoice["series_id"], "sequence": sequence}
        found = self._database.execute(_LATEST, asked).fetchone()
        return str(found[0]) if found else ""

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> int:
        row = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(rows[0])))
        statement = sql.SQL("INSERT INTO {} ({}) VALUES {} RETURNING id").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, rows[0])),
            sql.SQL(", ").join([row] * len(rows)),
        )
        values = [value for row in rows for value in row.values()]
        (row_id,) = self._database.execute(statement, values).fetchone() or (0,)
        return int(row_id)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(connection: "psycopg.Connection[Any]", table: str, **which: Any) -> Iterable[dict[str, Any]]:
    ((column, value),) = which.items()
    statement = sql.SQL("SELECT * FROM {} WHERE {} = %s ORDER BY id").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    cursor = connection.execute(statement, [value])
    names = [each.name for each in cursor.description or ()]
    for found in cursor.fetchall():
        row = dict(zip(names, found, strict=True))
        yield {
            name: Json(cell) if isinstance(cell, list | dict) else cell for name, cell in row.items() if name != "id"
        }


def _row(connection: "psycopg.Connection[Any]", table: str, **which: Any) -> dict[str, Any]:
    ((column, value),) = which.items()
    statement = sql.SQL("SELECT id FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    (row_id,) = connection.execute(statement, [value]).fetchone() or (0,)
    return {"id": row_id} | next(iter(_rows(connection, table, **which)))


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def main() -> None:
    """Work off the deliveries of the task on the standard input."""
    task = json.load(sys.stdin)
    job = BareJob(task["database"], tuple(task["platform"]), Path(task["media"]), task["pattern_of"])
    for delivery_id in task["warm_up"]:
        job.work_off(delivery_id)
    start, cpu = time.perf_counter(), time.process_time()
    for delivery_id in task["deliveries"]:
        job.work_off(delivery_id)
    done = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main()
