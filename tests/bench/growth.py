"""What grows with the number of documents: an issued document, the sweeps, the home page and the list of documents.

Each stage adds a store with so many documents to all those before, so tables and store grow at once. GROWTH names
other stages, such as 1000,100000.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import override_settings

from apps.core import queue
from apps.core.http import exact_json
from apps.core.work import Work
from apps.invoices.issuing import issue
from apps.orders import snapshots
from apps.orders.reading import read_order
from apps.stores.models import InvoicingSettings, Store
from tests.bench import drafting, filling
from tests.bench.lists import signed_in

_STAGES, _ROUNDS = "1000,100000,1000000", 15
_LIMIT = 2.0
Step = Callable[[], object]


def measure() -> None:
    """Print the table: milliseconds at each stage, and the last as a ratio to the first."""
    stages = [int(each) for each in (os.environ.get("GROWTH") or _STAGES).split(",")]
    taken: dict[str, list[float]] = {}
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
        for count in stages:
            store = filled(count)
            connection.cursor().execute("VACUUM ANALYZE")
            for name, step in steps(store).items():
                taken.setdefault(name, []).append(1000 * median(_times(step)))
    print(f"Growth, median of {_ROUNDS} rounds in ms by documents; the aim: at most {_LIMIT:.0f} × the first")
    print(f"  {'':<28}" + "".join(f"{count:>12,}" for count in stages) + f"{'ratio':>8}")
    for name, each in taken.items():
        print(f"  {name:<28}" + "".join(f"{one:>12.1f}" for one in each) + f"{each[-1] / each[0]:>8.2f}")


def filled(count: int) -> Store:
    """Return a new store with `count` documents."""
    store = filling.make_store(f"growth-{count}")
    filling.fill(store, count)
    return store


def steps(store: Store) -> dict[str, Step]:
    """Return what is measured in `store`, by name."""
    browser = signed_in(store)
    pages: dict[str, Step] = {
        "home": lambda: browser.get("/"),
        "documents": lambda: browser.get("/documents"),
        "documents, oldest first": lambda: browser.get("/documents?sort=oldest"),
        "documents, open": lambda: browser.get("/documents?state=open"),
    }
    return {"an issued document": _issuing(store), "all sweeps": _sweep} | pages


@contextmanager
def counted_blocks() -> Iterator[list[int]]:
    """Yield a list that gets, for each SELECT of the block, the number of blocks of 8 kB that it reads."""
    blocks: list[int] = []

    def explain(execute: Callable[..., Any], statement: str, values: Any, many: bool, context: Any) -> Any:
        if statement.lstrip().startswith("SELECT"):
            with psycopg.ClientCursor(connection.connection) as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
                plan = (cursor.fetchone() or [[{}]])[0][0]["Plan"]
            blocks.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
        return execute(statement, values, many, context)

    with connection.execute_wrapper(explain):
        yield blocks


def _issuing(store: Store) -> Step:
    """Return the issue of a test document, whose series is empty and whose tables are those of all documents."""
    document = exact_json.parse_json(drafting.order(3))
    data, invoicing_settings = read_order(document).data, InvoicingSettings.objects.get(store=store)
    if data is None:
        raise RuntimeError("The bench's order cannot be read.")
    snapshot = snapshots.freeze_order(store, document)
    return lambda: issue.issue_test_document(
        store=store, invoicing_settings=invoicing_settings, order=data, snapshot=snapshot
    )


def _sweep() -> None:
    queue.were_messages_lost()
    for kind in Work.__subclasses__():
        kind.sweep()


def _times(step: Step) -> list[float]:
    step()
    taken = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return taken
