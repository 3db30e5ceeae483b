"""Documents issued per second, beside the bare INSERTs of the same rows and the same counter's UPDATE."""

import hashlib
import json
import multiprocessing
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.types.json import Json

from apps.core.http import exact_json
from apps.invoices.issuing import issue
from apps.invoices.models import Invoice, InvoiceLine, InvoiceTax, Posting, Rendering, Seal
from apps.orders import snapshots
from apps.orders.models import OrderSnapshot
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.bench.drafting import order
from tests.bench.spread import spread

_ROUNDS, _SECONDS, _LINES = 3, 2.0, 3
_processes = multiprocessing.get_context("fork")

Work = Callable[[Store], Callable[[], None]]


def measure(urls: dict[str, str]) -> None:
    """Print the table."""
    stores = [_store(index) for index in range(8)]
    for store in stores:
        _folio(store)()
    print(f"Issuing, {_LINES} lines a document, median of {_ROUNDS} rounds of {_SECONDS:.0f} s")
    print(f"  {'connections':<14}{'series':<8}{'bare':>10}{'min–max':>14}{'Folio':>10}{'min–max':>14}{'ratio':>8}")
    for workers in (1, 2, 8):
        for series in sorted({1, workers}):
            used = [stores[index % series] for index in range(workers)]
            rounds = [(_rate(used, _bare(urls)), _rate(used, _folio)) for _ in range(_ROUNDS)]
            bares, folios = zip(*rounds, strict=True)
            bare, folio = median(bares), median(folios)
            print(
                f"  {workers:<14}{series:<8}{bare:>8,.0f}/s{spread(bares):>14}"
                f"{folio:>8,.0f}/s{spread(folios):>14}{folio / bare:>8.2f}"
            )


def _store(index: int) -> Store:
    described = {"name": "Bench", "currency": "EUR", "country": "PT", "time_zone": "Europe/Lisbon"}
    store = Store.objects.create(code=f"bench-{index}", **described)
    InvoicingSettings.objects.create(store=store, seller_name="Bench")
    return store


def _rate(stores: list[Store], work: Work) -> float:
    """Return documents per second by one process for each of `stores`."""
    connections.close_all()
    counts = _processes.SimpleQueue()
    started = [_processes.Process(target=_work, args=(store, work, counts)) for store in stores]
    for process in started:
        process.start()
    total: int = sum(counts.get() for _ in started)
    for process in started:
        process.join()
    return total / _SECONDS


def _work(store: Store, work: Work, counts: Any) -> None:
    one, count = work(store), 0
    end = time.perf_counter() + _SECONDS
    while time.perf_counter() < end:
        one()
        count += 1
    counts.put(count)


def _folio(store: Store) -> Callable[[], None]:
    document = exact_json.parse_json(order(_LINES))
    data, invoicing_settings = read_order(document).data, InvoicingSettings.objects.get(store=store)
    if data is None:
        raise RuntimeError("The bench's order cannot be read.")

    def one() -> None:
        order_id = _fresh_id()
        snapshot = snapshots.freeze_order(store, document | {"id": order_id})
        issue.issue_invoice(
            store=store,
            invoicing_settings=invoicing_settings,
            order=replace(data, order_id=order_id),
            snapshot=snapshot,
        )

    return one


def _bare(urls: dict[str, str]) -> Work:
    """Insert the same rows by psycopg alone: the cost of PostgreSQL and its triggers."""

    def work(store: Store) -> Callable[[], None]:
        pattern = Invoice.objects.filter(store=store).latest("pk")
        tables = (InvoiceLine, InvoiceTax, Seal, Rendering, Posting)
        rows = [(model, _values(model, invoice=pattern)) for model in tables]
        invoice = _values(Invoice, pk=pattern.pk)[0]
        evidence = _values(OrderSnapshot, pk=pattern.snapshot_id)[0]
        wire = psycopg.connect(urls["DATABASE_URL"])

        def one() -> None:
            order_id = _fresh_id()
            snapshot_id = _insert(wire, OrderSnapshot, [evidence | {"order_id": order_id}])
            wire.commit()
            with wire.transaction():
                _insert_copy(wire, invoice | {"order_id": order_id, "snapshot_id": snapshot_id}, rows)

        return one

    return work


def _insert_copy(wire: "psycopg.Connection[Any]", pattern: dict[str, Any], rows: list[Any]) -> None:
    taken = "UPDATE invoices_series SET next_number = next_number + 1 WHERE id = %s RETURNING next_number - 1"
    (sequence,) = wire.execute(taken, [pattern["series_id"]]).fetchone() or (0,)
    sealed = "SELECT sha256 FROM invoices_seal WHERE series_id = %s AND sequence = %s"
    (previous,) = wire.execute(sealed, [pattern["series_id"], sequence - 1]).fetchone() or ("",)
    fresh = {"sequence": sequence, "number": f"F-{sequence:06d}", "uid": uuid.uuid4()}
    invoice_id = _insert(wire, Invoice, [pattern | fresh | {"token": secrets.token_urlsafe(24)}])
    for model, values in rows:
        changes: dict[str, Any] = {"invoice_id": invoice_id}
        if model is Seal:
            body = json.dumps(json.loads(values[0]["body"]) | {"sequence": sequence})
            sealed_parts = hashlib.sha256(body.encode()).hexdigest(), values[0]["personal_sha256"]
            digest = hashlib.sha256("\n".join((previous, *sealed_parts)).encode()).hexdigest()
            changes |= {"sequence": sequence, "body": body, "previous": previous, "sha256": digest}
        _insert(wire, model, [row | changes for row in values])


def _insert(wire: "psycopg.Connection[Any]", model: Any, rows: list[dict[str, Any]]) -> int:
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(rows[0])))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES {} RETURNING id").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, rows[0])),
        sql.SQL(", ").join([row] * len(rows)),
    )
    (row_id,) = wire.execute(statement, [value for row in rows for value in row.values()]).fetchone() or (0,)
    return int(row_id)


def _values(model: Any, **which: Any) -> list[dict[str, Any]]:
    """Return the rows of `model` as columns, without their ids."""
    rows = [dict(row) for row in model._default_manager.filter(**which).values()]
    for row in rows:
        del row["id"]
        row.update({name: Json(value) for name, value in row.items() if isinstance(value, list)})
    return rows


def _fresh_id() -> int:
    return 1 + secrets.randbelow(2**58)
