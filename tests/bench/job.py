"""The whole job, from webhook to posted document, by Folio's real processes, beside the bare job of one plain loop.

Both meet the same platform, which answers at once. CPU time, statements, transactions, sessions, messages and calls
are divided by the orders.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.utils import timezone

from apps.jumpseller.signatures import sign
from apps.stores.models import Store
from config.local import stack
from config.local.processes import wait_until
from config.local.servers import free_port
from tests import factories
from tests.bench.costs import StatementLog, counters, cpu_seconds, server_pids
from tests.bench.orders import order
from tests.bench.spread import spread

_ROUNDS, _ORDERS, _COUNTED, _SINGLE = 3, 100, 40, 10
_AIMS = (
    "2.5 × the CPU of the bare job, 25 statements, 5 transactions, 3 calls,",
    "three webhooks 1.2 × one, 150 ms for one order",
)
_PATIENCE = 300.0
_STORES = 10
# Orders of other tables have lower ids.
_order_ids = count(50_000_001)


@dataclass
class Round:
    """The seconds of a number of orders, and the CPU seconds by process."""

    orders: int
    seconds: float
    cpu: dict[str, float]

    @property
    def milliseconds(self) -> float:
        """Return the CPU milliseconds of one order."""
        return 1000 * sum(self.cpu.values()) / self.orders

    @property
    def rate(self) -> float:
        """Return the orders per second."""
        return self.orders / self.seconds


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table, with the aims beside the results."""
    with running_platform() as platform, running_folio(folder, urls, platform) as running:
        stores = [factories.make_store(f"job-{number}") for number in range(_STORES)]
        job = Job(running, platform, urls, server_pids(urls, folder / "postgresql"))
        for store in stores:
            job.take([store], 4)
        kinds: dict[str, Callable[[], Round]] = {
            "the bare job": lambda: job.bare(stores[0], folder),
            "Folio, 1 store": lambda: job.take(stores[:1], _ORDERS),
            "Folio, 10 stores": lambda: job.take(stores, _ORDERS),
            "Folio, three webhooks": lambda: job.take(stores, _ORDERS, webhooks=3),
        }
        rounds: dict[str, list[Round]] = {name: [] for name in kinds}
        for _ in range(_ROUNDS):
            for name, kind in kinds.items():
                rounds[name].append(kind())
        _print(rounds)
        job.print_counts(stores, folder / "postgresql" / "log")
        taken = [1000 * job.take(stores[:1], 1, pause=0.002).seconds for _ in range(_SINGLE)]
        print(f"  one order alone: {median(taken):.0f} ms from its webhook to its document ({spread(taken)})")


def _print(rounds: dict[str, list[Round]]) -> None:
    print(f"The whole job, medians of {_ROUNDS} rounds of {_ORDERS} orders; the aims:")
    for aims in _AIMS:
        print(f"  {aims}")
    print(f"  {'':<24}{'orders':>9}{'min–max':>10}{'CPU':>10}{'min–max':>12}{'ratio':>7}")
    bare = median(each.milliseconds for each in rounds["the bare job"])
    for name, found in rounds.items():
        cpu = [each.milliseconds for each in found]
        parts = {part: median(1000 * each.cpu[part] / each.orders for each in found) for part in found[0].cpu}
        print(
            f"  {name:<24}{median(each.rate for each in found):>7.1f}/s{spread((e.rate for e in found), '.0f'):>10}"
            f"{median(cpu):>7.1f} ms{spread(cpu, '.0f'):>12}{median(cpu) / bare:>7.1f}"
        )
        print("    ms: " + ", ".join(f"{part} {value:.1f}" for part, value in parts.items()))


@dataclass
class Job:
    """Folio's processes, the platform and the servers that they use."""

    running: stack.Stack
    platform: tuple[str, int]
    urls: dict[str, str]
    servers: dict[str, int]

    def take(self, stores: Sequence[Store], orders: int, *, webhooks: int = 1, pause: float = 0.05) -> Round:
        """Send `webhooks` for each of so many `orders` of `stores` and wait until all have their documents."""
        roots = self.servers | {name: process.pid for name, process in self.running.processes.items()}
        before, cpu, start = self._documents(), cpu_seconds(roots), time.perf_counter()
        self._send(stores, orders, webhooks)
        while self._documents() < before + orders:
            if time.perf_counter() > start + _PATIENCE:
                raise TimeoutError(f"{self._documents() - before} of {orders} orders have documents.")
            time.sleep(pause)
        seconds = time.perf_counter() - start
        if orders > 1:
            self._settle()
        after = cpu_seconds(roots)
        return Round(orders, seconds, {name: after[name] - cpu[name] for name in roots})

    def bare(self, store: Store, folder: Path) -> Round:
        """Return the round of the bare job over deliveries that were stored for it."""
        with psycopg.connect(self.urls["DATABASE_URL"], autocommit=True) as connection:
            (pattern,) = connection.execute(
                "SELECT order_id FROM invoices_invoice WHERE store_id = %s ORDER BY id LIMIT 1", [store.pk]
            ).fetchone() or (0,)
            deliveries = [_store_delivery(connection, store) for _ in range(_ORDERS + 10)]
        task = {
            "database": self.urls["DATABASE_URL"],
            "platform": self.platform,
            "media": str(folder / "bare"),
            "pattern_of": pattern,
            "warm_up": deliveries[:10],
            "deliveries": deliveries[10:],
        }
        cpu = cpu_seconds(self.servers)
        command = [sys.executable, "-m", "tests.bench.bare_job"]
        done = subprocess.run(command, input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True)
        found, after = json.loads(done.stdout), cpu_seconds(self.servers)
        servers = {name: (after[name] - cpu[name]) * _ORDERS / len(deliveries) for name in self.servers}
        return Round(_ORDERS, found["seconds"], servers | {"script": found["cpu"]})

    def print_counts(self, stores: Sequence[Store], log: Path) -> None:
        """Print what a round costs in statements, transactions, sessions, messages and calls."""
        before, calls = counters(self.urls), self._count("calls")
        with StatementLog(self.urls, log) as statements:
            self.take(stores, _COUNTED)
            found = statements.statements()
        after = counters(self.urls)
        numbers = {name: (after[name] - before[name]) / _COUNTED for name in before}
        numbers["statements"] = len(found) / _COUNTED
        numbers["calls"] = (self._count("calls") - calls) / _COUNTED
        print("  an order: " + ", ".join(f"{value:.1f} {name}" for name, value in numbers.items()))

    def _send(self, stores: Sequence[Store], orders: int, webhooks: int) -> None:
        address = urlsplit(self.running.folio)
        connection = HTTPConnection(str(address.hostname), address.port or 80)
        for number in range(orders):
            store, body = stores[number % len(stores)], order(next(_order_ids))
            for place in range(webhooks):
                connection.request("POST", "/webhooks/jumpseller", body, _headers(store, body, place))
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"The webhook was answered with {answer.status}.")

    def _settle(self) -> None:
        """Return when nothing of an order is at work: the last steps still close their rows."""
        open_rows = "SELECT FROM {} WHERE state IN ('due', 'claimed') AND due_at < now() + interval '10 minutes'"
        tables = ("intake_delivery", "invoices_posting", "invoices_submission", "invoices_authoritycheck")
        with psycopg.connect(self.urls["DATABASE_URL"], autocommit=True) as connection:
            statement = " UNION ALL ".join(open_rows.format(table) for table in tables)
            wait_until(
                lambda: connection.execute(statement).fetchone() is None,
                seconds=_PATIENCE,
                what="all work to be done",
            )

    def _documents(self) -> int:
        return self._count("documents")

    def _count(self, name: str) -> int:
        connection = HTTPConnection(*self.platform)
        connection.request("GET", "/counts")
        return int(json.loads(connection.getresponse().read())[name])


def _headers(store: Store, body: bytes, place: int) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "Jumpseller-Store-Code": store.code,
        "Jumpseller-Event": ("order_paid", "order_updated", "order_created")[place],
        "Jumpseller-Triggered-At": timezone.now().isoformat(),
        "Jumpseller-Hmac-Sha256": sign(body, store.hooks_token),
    }


def _store_delivery(connection: "psycopg.Connection[Any]", store: Store) -> int:
    """Insert a delivery that Folio's own workers leave alone for an hour; return its id."""
    order_id = next(_order_ids)
    statement = """INSERT INTO intake_delivery (store_id, event, body, headers, fingerprint, order_id, state, attempts,
        due_at, error, received_at) VALUES (%s, 'order_paid', %s, '{}', %s, %s, 'due', 0, now() + interval '1 hour', '',
        now()) RETURNING id"""
    values = [store.pk, order(order_id), f"{order_id:064d}", order_id]
    (row_id,) = connection.execute(statement, values).fetchone() or (0,)
    return int(row_id)


@contextmanager
def running_platform() -> Iterator[tuple[str, int]]:
    """Run the platform that answers at once during the block, and yield its host and port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.stand_in", str(port)])
    try:
        wait_until(lambda: _answers(port), seconds=20, what="the platform to answer")
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/counts")
        return connection.getresponse().status == 200
    except OSError:
        return False


@contextmanager
def running_folio(folder: Path, urls: dict[str, str], platform: tuple[str, int], **more: str) -> Iterator[stack.Stack]:
    """Run web, worker and beat, which call `platform`, during the block; `more` are environment variables."""
    address = f"http://{platform[0]}:{platform[1]}"
    calls = {"JUMPSELLER_API_URL": f"{address}/v1", "JUMPSELLER_ACCOUNTS_URL": address} | more
    wired = stack.with_sandbox(folder / "job", urls, store_code="job", ports=(0, 0), **calls)
    with stack.running(wired, "web", "worker", "beat") as running:
        yield running
