"""Folio's processes web, worker, beat and sandbox, with a separate database and Redis."""

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from playwright.sync_api import Page

from config.local import stack
from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.sandbox import Json, Sandbox
from config.local.servers import free_port
from tests import migrated
from tests.stack.browsing import BLOCKING, Browsers, browsers

_stores = itertools.count(1)
PATIENCE = 45.0
OTHER: Json = {"document_type": 1, "external_id": "x", "public_id": "B 1/ñ", "url": "https://other.example/1"}


@dataclass
class World:
    """The running stack with a store for the test, where Folio is installed."""

    stack: stack.Stack
    sandbox: Sandbox
    merchant: Merchant
    database: psycopg.Connection[Any]

    @property
    def store(self) -> str:
        return self.merchant.store

    def newcomer(self, **details: Any) -> "World":
        """Return the world of another store without Folio; `details` are the sandbox's of a store."""
        code = f"store-{next(_stores)}"
        self.sandbox.create_store(code, currency="CLP", country="CL", timezone="America/Santiago", **details)
        return World(self.stack, self.sandbox, Merchant(folio=self.stack.folio, store=code), self.database)

    def neighbour(self) -> "World":
        """Install Folio in another store of the same stack and return its world."""
        merchant = _installed(self.sandbox, self.stack)
        return World(self.stack, self.sandbox, merchant, self.database)

    def sell(self, template: str = "clp-sample-giftcard-with-iva", **options: Any) -> int:
        """Create an order, by default a paid one of CLP 10,000, and return its id."""
        options.setdefault("status", "paid")
        placed = self.sandbox.create_order(self.store, template=template, assign_id=True, **options)
        return int(placed["order"]["id"])

    def attach(self, order_id: int, document: Json) -> None:
        """Attach a document of another App to the order."""
        headers = {"Authorization": f"Bearer {self.sandbox.install(self.store)['access_token']}"}
        path = f"{self.sandbox.api_url}/orders/{order_id}/documents.json"
        posted = self.sandbox.session.post(path, json={"document": document}, headers=headers, timeout=30)
        posted.raise_for_status()

    def documents(self, order_id: int) -> list[Json]:
        return list(self.sandbox.order(self.store, order_id)["documents"])

    def wait_for_documents(self, order_id: int, count: int) -> list[Json]:
        wait_until(lambda: len(self.documents(order_id)) >= count, seconds=PATIENCE, what=f"{count} documents")
        return self.documents(order_id)

    def count(self, table: str, condition: str = "true") -> int:
        """Return the number of rows of the test's store."""
        of_store = "store_id = (SELECT id FROM stores_store WHERE code = %s)"
        query = f"SELECT count(*) FROM {table} WHERE {of_store} AND {condition}"
        (found,) = self.database.execute(query, [self.store]).fetchone() or (0,)
        return int(found)

    def settle(self) -> None:
        """Return when no webhook, delivery or order link of the store is pending."""
        self.sandbox.wait_until_quiet(PATIENCE)
        due = "state IN ('due', 'claimed')"
        wait_until(
            lambda: not self.count("intake_delivery", due) and not self.count("invoices_posting", due),
            seconds=PATIENCE,
            what="all work to be done",
        )

    def assert_one_document(self, order_id: int) -> None:
        """Assert that the order has one invoice, one number, and one link at the platform, which opens."""
        assert self.count("invoices_invoice", f"order_id = {order_id}") == 1
        (document,) = self.documents(order_id)
        assert self.merchant.download(f"{document['url']}.pdf").startswith(b"%PDF-")


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stack.Stack]:
    """Yield the stack, with short intervals of sweeps, retries and webhook retries."""
    folder = tmp_path_factory.mktemp("stack")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    urls = {"DATABASE_URL": migrated.copy_to(f"folio_stack_{worker}"), "REDIS_URL": _other_redis(worker)}
    quick = {"SWEEP_EVERY_SECONDS": "1", "RETRY_BASE_SECONDS": "0.2", "RING_AGAIN_SECONDS": "2"}
    quick |= {"RECONCILE_EVERY_SECONDS": "3", "JUMPSELLER_LONGEST_WRITE_SECONDS": "1"}
    quick["SANDBOX_WEBHOOK_TIME_SCALE"] = "0.0005"
    quick["PROVIDER_LONGEST_WRITE_SECONDS"] = "6"
    # Endpoints of merchants listen there.
    quick["PROVIDER_LOCAL_ADDRESSES"] = ",".join(f"127.0.0.1:{free_port()}" for _ in range(2))
    wired = stack.with_sandbox(Path(folder), urls, ports=(0, 0), store_code="first-store", **quick)
    with stack.running(wired, "sandbox", "web", "worker", "beat") as started:
        yield started


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browsers]:
    """Yield the browsers of all tests of the stack; Django's models cannot be used while they run."""
    with browsers() as started:
        yield started


@pytest.fixture(params=[[], [BLOCKING]], ids=["third-party cookies allowed", "third-party cookies blocked"])
def page(request: pytest.FixtureRequest, chromium: Browsers) -> Iterator[Page]:
    with chromium.page(*request.param) as made:
        yield made


@pytest.fixture
def world(running: stack.Stack) -> Iterator[World]:
    """Return a separate store for each test, installed through the real OAuth flow."""
    sandbox = Sandbox(running.sandbox, running.folio)
    sandbox.faults()
    sandbox.set_limits(per_second=500, per_minute=20_000)
    merchant = _installed(sandbox, running)
    with psycopg.connect(running.environment["DATABASE_URL"], autocommit=True) as database:
        yield World(running, sandbox, merchant, database)
        _put_to_rest(database)
    sandbox.faults()
    running.check()


def _installed(sandbox: Sandbox, running: stack.Stack) -> Merchant:
    code = f"store-{next(_stores)}"
    sandbox.create_store(code, currency="CLP", country="CL", timezone="America/Santiago")
    merchant = Merchant(folio=running.folio, store=code)
    merchant.install()
    merchant.start()
    return merchant


def _put_to_rest(database: psycopg.Connection[Any]) -> None:
    """Have nothing looked for in the stores of tests that are over: each look is work, every few seconds."""
    for table in ("automation_reconciliation", "automation_reposting"):
        database.execute(f"UPDATE {table} SET state = 'due', due_at = now() + interval '1 day'")


@pytest.fixture
def broker(running: stack.Stack) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(running.environment["REDIS_URL"]) as client:
        yield client


def _other_redis(worker: str) -> str:
    parts = urlsplit(os.environ["REDIS_URL"])
    return urlunsplit(parts._replace(path=f"/{1 + int(worker.removeprefix('gw'))}"))
