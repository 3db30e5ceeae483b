"""Orders of stores on every issuer while providers fail and workers die: python -m tests.soak.providers [ORDERS].

Providers fail at one call in ten, do their work at one in twenty and answer nothing, and workers are killed. One order
in ten is cancelled. At the end each order has its one document, or the document and its credit note; what the
providers keep is what Folio has recorded; and a question was asked only where the provider can neither be searched nor
recognises a repeat, as often as the tables show. The exit status is 1, with a line for each finding, if one of these
fails.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import psycopg

from config.local import stack
from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.sandbox import Sandbox
from config.local.servers import free_port, servers
from tests.providers.endpoint.running import Fault, Running, answering, closing_connection, running_endpoint
from tests.soak.ledger import Ledger
from tests.soak.recovery import check_series
from tests.soak.shops import KINDS, Shop, answer_vouchers

# Of all calls.
_SHARES = {
    "error_500": 0.03,
    "error_500_after": 0.01,
    "limited": 0.02,
    "timeout_before": 0.02,
    "html_200": 0.01,
    "broken_json": 0.01,
    "timeout_after": 0.05,
}
_PLATFORM = (
    {"kind": "webhook_drop", "probability": 0.1},
    {"kind": "webhook_duplicate", "probability": 0.2},
    {"kind": "error_500", "probability": 0.02},
    {"kind": "timeout_after_success", "probability": 0.01, "seconds": 1},
)
_AT_ENDPOINT: Mapping[str, Fault] = {
    "error_500": answering(500),
    "error_500_after": answering(500, does=True),
    "limited": answering(429, Retry_After="7"),
    "timeout_before": closing_connection(does=False),
    "html_200": answering(200, "<html>", does=True),
    "broken_json": answering(200, '{"url": ', does=True),
    "timeout_after": closing_connection(does=True),
}
_QUICK = {
    "SWEEP_EVERY_SECONDS": "2",
    "RECONCILE_EVERY_SECONDS": "20",
    "RETRY_BASE_SECONDS": "2",
    "SANDBOX_WEBHOOK_TIME_SCALE": "0.05",
    "JUMPSELLER_LONGEST_WRITE_SECONDS": "5",
    "PROVIDER_LONGEST_WRITE_SECONDS": "5",
}
# Seconds.
_BETWEEN_KILLS = (8.0, 16.0)
_PATIENCE, _TURN = 1500.0, 2.0


class Faults:
    """Faults of the providers of `shops`, by their `shares` of all calls."""

    def __init__(self, shops: Iterable[Shop], shares: Mapping[str, float]) -> None:
        self._shops, self._shares = list(shops), shares
        self._at_endpoints = Counter[str]()

    def begin(self) -> None:
        for shop in self._shops:
            if shop.endpoint:
                shop.endpoint.fault = self._strike
            for name, share in self._shares.items() if shop.has_stand_in else ():
                shop.stand_in.fault(name, times=None, key=shop.key, probability=share)

    def end(self) -> None:
        for shop in self._shops:
            if shop.endpoint:
                shop.endpoint.fault = None
            if shop.has_stand_in:
                shop.stand_in.clear_faults(shop.key)

    def struck(self) -> Counter[str]:
        """Return how often each fault has occurred."""
        calls = [call for shop in self._shops if shop.has_stand_in for call in shop.stand_in.calls(shop.key)]
        return self._at_endpoints + Counter(name for call in calls for name in call["faults"])

    def calls(self) -> int:
        """Return how many calls the providers have got."""
        at_endpoints = sum(len(shop.endpoint.seen) for shop in self._shops if shop.endpoint)
        return at_endpoints + sum(len(shop.stand_in.calls(shop.key)) for shop in self._shops if shop.has_stand_in)

    def _strike(self, handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
        names = [*self._shares, ""]
        (name,) = random.choices(names, [*self._shares.values(), 1 - sum(self._shares.values())])
        if name:
            self._at_endpoints[name] += 1
            _AT_ENDPOINT[name](handler, usual)
        else:
            usual()


def main(orders: int) -> int:
    """Run the soak with so many `orders` and return the exit status."""
    with ExitStack() as entered:
        folder = Path(entered.enter_context(tempfile.TemporaryDirectory(prefix="folio-providers-")))
        urls = entered.enter_context(servers(folder))
        endpoints = [entered.enter_context(_endpoint(folder / f"endpoint-{place}")) for place in range(len(KINDS))]
        local = ",".join(each.host for each in endpoints)
        quick = _QUICK | {"PROVIDER_LOCAL_ADDRESSES": local}
        wired = stack.with_sandbox(folder, urls, ports=(0, 0), store_code="first-store", **quick)
        running = entered.enter_context(stack.running(wired, "sandbox", "web", "worker", "beat"))
        database = entered.enter_context(psycopg.connect(urls["DATABASE_URL"], autocommit=True))
        findings = list(_soak(running, Ledger(database, Counter(), Counter()), endpoints, orders))
    for finding in findings:
        print("FOUND", finding)
    print("nothing found" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0


@contextmanager
def _endpoint(folder: Path) -> Iterator[Running]:
    folder.mkdir(parents=True)
    with running_endpoint(folder, free_port()) as running:
        yield running


def _soak(running: stack.Stack, ledger: Ledger, endpoints: list[Running], orders: int) -> Iterator[str]:
    sandbox = Sandbox(running.sandbox, running.folio)
    shops = []
    for place, (kind, endpoint) in enumerate(zip(KINDS, endpoints, strict=True)):
        merchant = Merchant(folio=running.folio, store=f"soak-{place}")
        shops.append(Shop(kind, merchant, sandbox, endpoint if kind.provider == "endpoint" else None))
    work = Work(running, ledger, shops)
    work.open()
    faults = Faults(shops, _SHARES)
    faults.begin()
    sandbox.faults(*_PLATFORM)
    work.sell(orders)
    work.settle_under_kills()
    work.cancel()
    work.settle_under_kills()
    sandbox.faults()
    faults.end()
    work.settle()
    work.report(faults)
    yield from ledger.findings(shops, work.cancelled)
    yield from check_series(running)


class Work:
    """The orders of `shops`, and the workers that die over them."""

    def __init__(self, running: stack.Stack, ledger: Ledger, shops: list[Shop]) -> None:
        self.running, self.ledger, self.shops = running, ledger, shops
        self.cancelled: set[tuple[str, int]] = set()
        self.kills = 0
        self._started = time.monotonic()

    def open(self) -> None:
        """Install Folio in each shop."""
        self.shops[0].sandbox.set_limits(per_second=500, per_minute=20_000)
        for shop in self.shops:
            shop.open()
        answer_vouchers(self.shops, lambda met, what: wait_until(met, seconds=_PATIENCE, what=what))

    def sell(self, orders: int) -> None:
        """Sell until so many `orders` are sold, in the shops by turns."""
        self._started = time.monotonic()
        first = sum(len(shop.sold) for shop in self.shops)
        for number in range(first, orders):
            self.shops[number % len(self.shops)].sell()
            if number % 50 == 49:
                self._kill()
        self._say(f"{orders} orders sold over {len(self.shops)} stores")

    def cancel(self) -> None:
        """Cancel one order in ten of those that have their document."""
        self.cancelled = {sale for place, sale in enumerate(sorted(self.ledger.done(self.shops))) if place % 10 == 0}
        for sale in sorted(self.cancelled):
            self.shops[0].sandbox.cancel(*sale)
        self._say(f"{len(self.cancelled)} orders cancelled")

    def settle_under_kills(self) -> None:
        """Kill the worker every few seconds until nine in ten of the documents that are due are at the platform.

        A worker that has brought none there yet lives on: on a busy machine its start takes as long.
        """
        due, made = 0.9 * self._due(), -1
        while self._made() < due and time.monotonic() - self._started < _PATIENCE / 2:
            time.sleep(random.uniform(*_BETWEEN_KILLS))
            if self._made() > made:
                self._kill()
                made = self._made()
            self.ledger.answer_questions(self.shops)

    def settle(self) -> None:
        """Return when all documents are at the platform, or patience has ended."""
        while self._made() < self._due() and time.monotonic() - self._started < _PATIENCE:
            time.sleep(_TURN)
            self.running.check()
            self.ledger.answer_questions(self.shops)

    def report(self, faults: Faults) -> None:
        """Print what was done, and what went wrong meanwhile."""
        self._say(f"{self._made()} of {self._due()} documents at the platform, {self.kills} workers killed")
        struck = faults.struck()
        told = ", ".join(f"{count} {name}" for name, count in sorted(struck.items()))
        print(f"{faults.calls()} calls to providers, {struck.total()} of them with a fault: {told}")
        there, absent = self.ledger.there.total(), self.ledger.absent.total()
        print(f"{there + absent} questions: {there} documents were there, {absent} were not")
        kept = Counter(shop.kind.provider for shop in self.shops for _ in shop.documents())
        print("kept by providers: " + ", ".join(f"{count} {name}" for name, count in sorted(kept.items())))

    def _due(self) -> int:
        return sum(len(shop.sold) for shop in self.shops) + len(self.cancelled)

    def _made(self) -> int:
        done = self.ledger.done(self.shops)
        return len(done) + sum(self.ledger.count(self._shop(code), order) > 1 for code, order in self.cancelled & done)

    def _shop(self, code: str) -> Shop:
        return next(shop for shop in self.shops if shop.code == code)

    def _kill(self) -> None:
        self.running.kill("worker")
        self.running.start("worker")
        self.kills += 1

    def _say(self, text: str) -> None:
        print(f"{time.monotonic() - self._started:5.0f} s: {text}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", stack.DEVELOPMENT)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
