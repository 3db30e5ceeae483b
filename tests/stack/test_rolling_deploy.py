"""A deployment that replaces one process after the other: workers of two releases share the schema and the queue.

The earlier release is the last commit before documents hold the facts of official documents. Its files come from the
repository's history; a clone without history skips the test.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.environment import PROJECT
from config.local.processes import Process, stop
from tests.stack.conftest import World

_EARLIER = "efa5a1cb4ca4"
_MOST, _AT_ONCE = 40, 4


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return the folder of the earlier release's files."""
    packed = subprocess.run(["git", "-C", PROJECT, "archive", _EARLIER], capture_output=True, check=False)
    if packed.returncode:
        pytest.skip(f"The history of this clone does not hold {_EARLIER}.")
    subprocess.run(["tar", "-x", "-C", tmp_path], input=packed.stdout, check=True)
    return tmp_path


@pytest.fixture
def earlier_worker(earlier: Path, world: World) -> Iterator[Process]:
    """Run a worker of the earlier release beside that of this one."""
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--hostname", "earlier@%h"]
    command = ["env", "-C", str(earlier), sys.executable, "-m", "celery", "-A", "config", "worker", *options]
    worker = Process("earlier worker", command, world.stack.environment, earlier / "worker.log")
    yield worker
    stop([worker])


def versions(world: World) -> set[str]:
    """Return the versions of the seals of the store's documents."""
    query = "SELECT DISTINCT body::json ->> 'version' FROM invoices_seal s JOIN stores_store t ON t.id = s.store_id"
    return {version for (version,) in world.database.execute(f"{query} WHERE t.code = %s", [world.store]).fetchall()}


def test_workers_of_two_releases_issue_each_document_once(world: World, earlier_worker: Process) -> None:
    sold: list[int] = []
    while versions(world) != {"2", "3"}:
        assert len(sold) < _MOST, "One of the workers issues nothing."
        earlier_worker.check()
        sold += [world.sell() for _ in range(_AT_ONCE)]
        world.settle()
    stop([earlier_worker])
    sold.append(world.sell())
    world.settle()
    for order_id in sold:
        world.assert_one_document(order_id)
    assert world.count("invoices_invoice") == len(sold)
    world.stack.manage("check_series")
