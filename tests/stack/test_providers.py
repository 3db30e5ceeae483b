"""Stores on every issuer over real processes: one document each, whatever fails and whenever the worker dies.

The short form of `make soak PROVIDERS=1`, and a kill at each step of a submission. What the providers keep is compared
with what Folio has recorded.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

import psycopg
import pytest

from config.local import stack
from config.local.merchant import Merchant
from config.local.processes import Process, wait_until
from config.local.provider_scenario import CHILE, PORTUGAL
from config.local.sandbox import Sandbox
from tests.providers.endpoint.running import answering, closing_connection, running_endpoint
from tests.soak.ledger import Ledger
from tests.soak.shops import KEYED, UNKEYED, Shop, answer_vouchers
from tests.stack.conftest import PATIENCE
from tests.stack.holds import STEPS, end_leases, holding

_WORK = (
    "intake_delivery",
    "invoices_submission",
    "invoices_rendering",
    "invoices_posting",
    "invoices_authoritycheck",
)
# The work is done, and its answer never ends; or the work is done when the worker is dead.
_CALLS = {
    "openfactura": (
        ("slow_drip", "POST", "*/dte/document"),
        ("slow_drip", "GET", "*/json"),
        ("late", "POST", "*/dte/document"),
    ),
    "invoicexpress": (
        ("slow_drip", "GET", "*/invoices.json"),
        ("slow_drip", "POST", "*/invoice_receipts.json"),
        ("slow_drip", "GET", "*/invoice_receipts/*"),
        ("slow_drip", "PUT", "*/change-state.json"),
        ("late", "PUT", "*/change-state.json"),
        ("late", "POST", "*/invoice_receipts.json"),
    ),
}
_ONCE = ("error_500", "timeout_before", "timeout_after", "broken_json")


@dataclass
class Shops:
    """A shop of each kind of provider in the running stack."""

    running: stack.Stack
    ledger: Ledger
    named: dict[str, Shop]

    @property
    def database(self) -> "psycopg.Connection[Any]":
        return self.ledger.database

    def settle(self) -> None:
        """Return when each order has its document at the platform; the merchants answer what they are asked."""
        sold = {(shop.code, order_id) for shop in self.named.values() for order_id in shop.sold}

        def is_done() -> bool:
            self.ledger.answer_questions(self.named.values())
            return sold <= self.ledger.done(self.named.values())

        wait_until(is_done, seconds=2 * PATIENCE, what=f"the documents of {len(sold)} orders")

    def findings(self) -> list[str]:
        return list(self.ledger.findings(self.named.values(), set()))


@pytest.fixture(scope="module")
def shops(running: stack.Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shops]:
    sandbox = Sandbox(running.sandbox, running.folio)
    sandbox.set_limits(per_second=500, per_minute=20_000)
    ports = [int(each.rpartition(":")[2]) for each in running.environment["PROVIDER_LOCAL_ADDRESSES"].split(",")]
    with ExitStack() as entered:
        folders = [tmp_path_factory.mktemp("endpoint") for _ in ports]
        keyed, unkeyed = (
            entered.enter_context(running_endpoint(folder, port)) for folder, port in zip(folders, ports, strict=True)
        )
        kinds = {"openfactura": CHILE, "invoicexpress": PORTUGAL, "keyed": KEYED, "unkeyed": UNKEYED}
        named = {
            name: Shop(kind, Merchant(folio=running.folio, store=f"soak-{name}"), sandbox)
            for name, kind in kinds.items()
        }
        named["keyed"].endpoint, named["unkeyed"].endpoint = keyed, unkeyed
        for shop in named.values():
            shop.open()
        answer_vouchers(named.values(), lambda met, what: wait_until(met, seconds=PATIENCE, what=what))
        database = entered.enter_context(psycopg.connect(running.environment["DATABASE_URL"], autocommit=True))
        yield Shops(running, Ledger(database, Counter(), Counter()), named)


def test_orders_of_every_issuer_get_one_document_while_providers_fail(shops: Shops) -> None:
    """Each fault strikes once at each provider, and the worker is killed once."""
    left = {name: _fail_once(shop) for name, shop in shops.named.items()}
    for _ in range(3):
        for shop in shops.named.values():
            shop.sell()
    shops.running.kill("worker")
    shops.running.start("worker")
    end_leases(shops.database, _WORK)
    shops.settle()
    assert shops.findings() == []
    assert {name: count() for name, count in left.items()} == dict.fromkeys(left, 0)


def _fail_once(shop: Shop) -> Callable[[], int]:
    """Have each fault strike once at the shop's provider; return a function that tells how many have not yet."""
    if shop.endpoint is None:
        for name in _ONCE:
            shop.stand_in.fault(name, key=shop.key, method="POST")
        return lambda: sum(fault["key"] == shop.key for fault in shop.stand_in.faults())
    endpoint = shop.endpoint
    faults = [
        answering(500),
        closing_connection(does=False),
        closing_connection(does=True),
        answering(200, '{"url": ', does=True),
    ]

    def strike(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
        fault = faults.pop() if faults else None
        fault(handler, usual) if fault else usual()

    endpoint.fault = strike
    return lambda: len(faults)


def test_a_worker_killed_at_any_step_leaves_one_document_or_one_question(shops: Shops) -> None:
    """Each order is at another step when the one worker of all is killed."""
    before = (shops.ledger.there["soak-unkeyed"], shops.ledger.absent["soak-unkeyed"])
    over = Event()
    _exchange_worker(shops.running, processes="30")
    with holding(shops.database) as holds:
        for name in ("openfactura", "invoicexpress", "unkeyed"):
            shop = shops.named[name]
            for step, is_undone in (*((step, True) for step in STEPS), ("it counts as sent", False)):
                order_id = shop.place()
                holds.hold(shop.code, order_id, step, is_undone=is_undone)
                shop.sandbox.pay(shop.code, order_id)
        wait_until(holds.are_reached, seconds=PATIENCE, what="each step that is held")
        for name in ("keyed", "unkeyed"):
            _hang_at_endpoint(shops.named[name], over)
        for name, calls in _CALLS.items():
            for fault, method, path in calls:
                _hang_at_stand_in(shops.named[name], fault, method, path)
        assert holds.are_reached()
        shops.running.kill("worker")
        holds.let_go()
    over.set()
    end_leases(shops.database, _WORK)
    shops.running.start("worker")
    shops.settle()
    assert shops.findings() == []
    there, absent = (shops.ledger.there["soak-unkeyed"], shops.ledger.absent["soak-unkeyed"])
    # It was made and not recorded: four orders. It counts as sent and never left: one.
    assert (there - before[0], absent - before[1]) == (4, 1)


def _exchange_worker(running: stack.Stack, *, processes: str) -> None:
    """Start a worker that can be at as many steps at once, in place of the usual one."""
    running.kill("worker")
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", processes]
    log = running.folder / "worker.log"
    running.processes["worker"] = Process("worker", command, running.environment, log)


def _hang_at_endpoint(shop: Shop, over: Event) -> None:
    """Sell two orders whose requests wait until it is `over`: one after the work, one before it."""
    for is_made in (True, False):
        entered = Event()
        assert shop.endpoint
        shop.endpoint.fault = _hanging(entered, over, is_made=is_made)
        shop.sell()
        assert entered.wait(PATIENCE)
        shop.endpoint.fault = None


def _hanging(entered: Event, over: Event, *, is_made: bool) -> Callable[..., None]:
    work = closing_connection(does=True)

    def fault(handler: BaseHTTPRequestHandler, usual: Callable[[], None]) -> None:
        if is_made:
            work(handler, usual)
        entered.set()
        over.wait(2 * PATIENCE)
        if not is_made:
            work(handler, usual)

    return fault


def _hang_at_stand_in(shop: Shop, fault: str, method: str, path: str) -> None:
    """Sell an order whose call with `method` to `path` meets the `fault`, and return when it has."""
    shop.stand_in.fault(fault, key=shop.key, method=method, path=path)
    shop.sell()
    wait_until(lambda: not shop.stand_in.faults(), seconds=PATIENCE, what=f"{fault} of {method} {path}")
