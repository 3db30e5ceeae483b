"""Orders of many stores under all kinds of faults: python -m tests.soak [ORDERS] [STORES].

First each fault of the machine alone, with the product's own intervals: a table says how long the orders waited that it
met (`tests.soak.recovery`). Then many orders while webhooks are lost and duplicated, calls fail and workers are killed.
At the end every order has one document at the platform, the numbers have no gap and no repeat, and neither logs nor
database show a secret. The exit status is 1, with a line for each finding, if one of these fails. With 0 ORDERS
only the table is made.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import django

from config.local import stack
from config.local.merchant import Merchant
from config.local.sandbox import Sandbox
from config.local.servers import servers
from tests.soak.recovery import recoveries

_FAULTS = (
    {"kind": "webhook_drop", "probability": 0.3},
    {"kind": "webhook_duplicate", "probability": 0.2},
    {"kind": "error_500", "probability": 0.05},
    {"kind": "error_429", "probability": 0.02},
    {"kind": "timeout_after_success", "probability": 0.03, "seconds": 1},
)
# Seconds.
_BETWEEN_KILLS = (4.0, 9.0)
_PATIENCE = 1500.0
_EMAIL = "ana.soak@buyer.example"


def main(orders: int, stores: int) -> int:
    """Run the soak with so many `orders` of so many `stores` and return the exit status."""
    with tempfile.TemporaryDirectory(prefix="folio-faults-") as name:
        findings = list(recoveries(Path(name)))
    if orders:
        findings += _load(orders, stores)
    for finding in findings:
        print("FOUND", finding)
    print("nothing found" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0


def _load(orders: int, stores: int) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="folio-soak-") as name, servers(Path(name)) as urls:
        quick = {"SWEEP_EVERY_SECONDS": "2", "RECONCILE_EVERY_SECONDS": "20", "RETRY_BASE_SECONDS": "2"}
        quick |= {"SANDBOX_WEBHOOK_TIME_SCALE": "0.05", "JUMPSELLER_LONGEST_WRITE_SECONDS": "5"}
        wired = stack.with_sandbox(Path(name), urls, ports=(0, 0), store_code="first-store", **quick)
        os.environ |= wired.environment
        with stack.running(wired, "sandbox", "web", "worker", "beat") as running:
            django.setup()
            return list(_soak(running, orders, [f"soak-{number}" for number in range(stores)]))


def _soak(running: stack.Stack, orders: int, codes: list[str]) -> Iterator[str]:
    sandbox = Sandbox(running.sandbox, running.folio)
    for code in codes:
        sandbox.create_store(code, currency="CLP", country="CL", timezone="America/Santiago")
        merchant = Merchant(folio=running.folio, store=code)
        merchant.install()
        merchant.start()
    sandbox.faults(*_FAULTS)
    started = time.monotonic()
    sold = _sell(running, sandbox, orders, codes)
    print(f"{orders} orders sold over {len(codes)} stores in {time.monotonic() - started:.0f} s")
    kills = _work_under_kills(running, len(sold), started)
    sandbox.faults()
    yield from _settled(running, sandbox, sold, started, kills)
    yield from _numbers(running)
    yield from _secrets(running, sandbox, codes)


def _sell(running: stack.Stack, sandbox: Sandbox, orders: int, codes: list[str]) -> list[tuple[str, int]]:
    sold = []
    for number in range(orders):
        code = codes[number % len(codes)]
        placed = sandbox.create_order(code, template="clp-sample-giftcard-with-iva", assign_id=True, quiet=True)
        order_id = int(placed["order"]["id"])
        sandbox.change_order(code, order_id, {"customer": {"email": _EMAIL}}, quiet=True)
        sandbox.pay(code, order_id)
        sold.append((code, order_id))
        if number % 200 == 199:
            _kill(running)
    return sold


def _work_under_kills(running: stack.Stack, wanted: int, started: float) -> int:
    kills = 0
    while _posted() < wanted * 0.9 and time.monotonic() - started < _PATIENCE / 2:
        time.sleep(random.uniform(*_BETWEEN_KILLS))
        _kill(running)
        kills += 1
    return kills


def _kill(running: stack.Stack) -> None:
    running.kill("worker")
    running.start("worker")


def _posted() -> int:
    from apps.invoices.models import Posting  # noqa: PLC0415  needs Django set up

    return Posting.objects.filter(state=Posting.State.DONE).count()


def _settled(
    running: stack.Stack, sandbox: Sandbox, sold: list[tuple[str, int]], started: float, kills: int
) -> Iterator[str]:
    while _posted() < len(sold) and time.monotonic() - started < _PATIENCE:
        time.sleep(1)
        running.check()
    print(f"{_posted()} documents posted after {time.monotonic() - started:.0f} s, {kills} workers killed meanwhile")
    for code, order_id in sold:
        documents = sandbox.order(code, order_id)["documents"]
        if len(documents) != 1:
            yield f"order {order_id} of {code} has {len(documents)} documents at the platform"


def _numbers(running: stack.Stack) -> Iterator[str]:
    from apps.invoices.models import Invoice, Series  # noqa: PLC0415  needs Django set up

    for series in Series.objects.all():
        numbers = list(Invoice.objects.filter(series=series).order_by("pk").values_list("number", flat=True))
        expected = [f"{series.prefix}{place:06}" for place in range(1, len(numbers) + 1)]
        if numbers != expected:
            yield f"series {series.prefix} of store {series.store_id}: {len(numbers)} numbers with gaps or repeats"
    print(running.manage("check_series").strip().splitlines()[-1])


def _secrets(running: stack.Stack, sandbox: Sandbox, codes: list[str]) -> Iterator[str]:
    from django.db import connection  # noqa: PLC0415  needs Django set up

    from apps.stores.models import Credential  # noqa: PLC0415  needs Django set up

    secrets = [str(sandbox.store(code)["hooks_token"]) for code in codes]
    for credential in Credential.objects.all():
        secrets += [credential.access_token, credential.refresh_token]
    logs = "".join((running.folder / f"{name}.log").read_text() for name in ("web", "worker", "beat"))
    print(f"{len(secrets)} secrets looked for in {len(logs):,} characters of logs and in every table")
    if _EMAIL in logs:
        yield "a buyer's e-mail is in the logs"
    if any(secret in logs for secret in secrets):
        yield "a secret is in the logs"
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            dump = "\n".join(row for (row,) in cursor.fetchall())
        if any(secret in dump or secret.encode().hex() in dump for secret in secrets):
            yield f"a secret is in the table {table}"


if __name__ == "__main__":
    chosen = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(chosen + [2000, 20][len(chosen) :])))
