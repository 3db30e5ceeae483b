"""What a fault leaves behind: how long the orders waited that it met, and whether each has its one document."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.local.processes import ProcessEnded, wait_until
from config.local.stack import Stack
from tests.soak.faults import MAILING, POSTING, Fault, machine_faults, platform_faults
from tests.soak.machine import Machine, Sale, machine

# Seconds.
_PATIENCE = 240.0
_LASTS, _STEP = 6.0, 120.0
_ORDERS = _STORES = 20
_HEADING = f"{'fault':32} {'waiting':>10} {'first s':>8} {'last s':>8} {'new s':>8}"


@dataclass(frozen=True)
class Recovery:
    """The outcome of one fault. The figures are seconds since its end, or since the moment of one that does not last.

    `waits` are those of the orders that were not done by then, in rising order; `new_order` is how long an order took
    that was sold when all of them were done.
    """

    name: str
    sold: list[Sale]
    waits: list[float]
    new_order: float

    def row(self) -> str:
        """Return the row of the table."""
        first, last = (f"{self.waits[place]:.1f}" if self.waits else "-" for place in (0, -1))
        return f"{self.name:32} {len(self.waits):3} of {len(self.sold):3} {first:>8} {last:>8} {self.new_order:8.1f}"


def recoveries(folder: Path) -> Iterator[str]:
    """Try each fault on a machine in `folder`, print the table, and yield what is wrong."""
    with machine(folder, stores=_STORES, SANDBOX_WEBHOOK_TIME_SCALE="1") as tried:
        print(_HEADING)
        for fault in (*machine_faults(step=_STEP), *platform_faults()):
            recovery = undergo(tried, fault, orders=_ORDERS, seconds=_LASTS)
            print(f"{recovery.row()}   load {os.getloadavg()[0]:.1f}", flush=True)
            yield from findings(tried, recovery)
            yield from damages(tried)


def damages(tried: Machine) -> Iterator[str]:
    """Yield the lines of `check_series` unless it is content."""
    yield from check_series(tried.stack)


def check_series(running: Stack) -> Iterator[str]:
    """Yield the lines of `check_series` unless it is content."""
    try:
        running.manage("check_series")
    except ProcessEnded as error:
        yield str(error)


def undergo(machine: Machine, fault: Fault, *, orders: int, seconds: float, end_leases: bool = False) -> Recovery:
    """Sell so many `orders`, let the `fault` happen, and sell as many more while it lasts, for `seconds`.

    With `end_leases`, the claims that it leaves behind end with it, so that a test need not wait for them.
    """
    before, during = machine.prepare(orders), machine.prepare(orders if fault.lasts else 0)
    machine.pay(before)
    fault.begin(machine)
    since = time.monotonic()
    if fault.lasts:
        machine.pay(during)
        time.sleep(max(0.0, seconds - (time.monotonic() - since)))
    fault.end(machine)
    since = time.monotonic() if fault.lasts else since
    if end_leases:
        machine.end_leases()
    sold = before + during
    waits = _waits(machine, fault, sold, since)
    return Recovery(fault.name, sold, waits, _new_order(machine))


def _waits(machine: Machine, fault: Fault, sold: list[Sale], since: float) -> list[float]:
    waiting, waits = set(sold) - machine.done(fault.table), list[float]()
    while waiting and time.monotonic() - since < _PATIENCE:
        time.sleep(0.1)
        now_done = waiting & machine.done(fault.table)
        waits += [time.monotonic() - since] * len(now_done)
        waiting -= now_done
    return waits


def _new_order(machine: Machine) -> float:
    sales = machine.prepare(1)
    started = time.monotonic()
    machine.pay(sales)
    wait_until(lambda: set(sales) <= machine.done(), seconds=_PATIENCE, what="a new order's document")
    return time.monotonic() - started


def findings(machine: Machine, recovery: Recovery) -> Iterator[str]:
    """Yield what is wrong with the orders of `recovery`: each has one invoice and one link that opens, and one mail.

    A mail that may have been sent is not sent again, so there may be none.
    """
    missing, invoiced = set(recovery.sold) - machine.done(POSTING), machine.invoiced()
    for sale in recovery.sold:
        documents = machine.sandbox.order(*sale)["documents"]
        counts = (invoiced.count(sale), len(documents))
        if sale in missing or counts != (1, 1):
            yield f"{recovery.name}: order {sale} has {counts[0]} invoices and {counts[1]} links"
        elif not machine.merchants[sale[0]].download(f"{documents[0]['url']}.pdf").startswith(b"%PDF-"):
            yield f"{recovery.name}: the link of order {sale} opens no PDF"
        if machine.mails_to(sale) > 1:
            yield f"{recovery.name}: order {sale} was mailed {machine.mails_to(sale)} times"
    yield from _unmailed(machine, recovery)


def _unmailed(machine: Machine, recovery: Recovery) -> Iterator[str]:
    """Yield what is recorded as mailed and did not arrive."""
    for sale in set(recovery.sold) & machine.done(MAILING):
        if not machine.mails_to(sale):
            yield f"{recovery.name}: the mail for order {sale} did not arrive"
