"""Resident memory of web and worker while orders pass through them: flat, whatever their number.

The variable ORDERS sets how many; the default takes minutes, and the aim is for 20,000.
"""

import os
from pathlib import Path

import psutil

from tests import factories
from tests.bench import job
from tests.bench.costs import server_pids

_ORDERS, _STORES, _AT_ONCE = 3000, 10, 100
_MARKS = (10, 50, 100)
_LIMIT = 1.1


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table: megabytes after each share of the orders."""
    orders = int(os.environ.get("ORDERS") or _ORDERS)
    with job.running_platform() as platform, job.running_folio(folder, urls, platform) as running:
        stores = [factories.make_store(f"memory-{number}") for number in range(_STORES)]
        whole = job.Job(running, platform, urls, server_pids(urls, folder / "postgresql"))
        marks, done = dict[int, dict[str, float]](), 0
        for mark in _MARKS:
            while done < orders * mark // 100:
                batch = min(_AT_ONCE, orders * mark // 100 - done)
                whole.take(stores, batch)
                done += batch
            marks[mark] = {name: _resident(running.processes[name].pid) for name in ("web", "worker")}
    _print(orders, marks)


def _resident(pid: int) -> float:
    """Return the resident megabytes of the process `pid` and its children; pages that they share count for each."""
    root = psutil.Process(pid)
    pages: int = sum(each.memory_info().rss for each in (root, *root.children(recursive=True)))
    return pages / 2**20


def _print(orders: int, marks: dict[int, dict[str, float]]) -> None:
    print(f"Resident memory, MB, while {orders:,} orders pass; the aim: at the end at most {_LIMIT} × that at 10 %")
    print(f"  {'process':<10}" + "".join(f"{f'{mark} %':>10}" for mark in marks) + f"{'ratio':>8}")
    for name in marks[_MARKS[0]]:
        taken = [found[name] for found in marks.values()]
        print(f"  {name:<10}" + "".join(f"{each:>10.1f}" for each in taken) + f"{taken[-1] / taken[0]:>8.2f}")
