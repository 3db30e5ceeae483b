"""A pytest plugin: real PostgreSQL and Redis for the whole run, started once, and one worker for the running stack."""

import atexit
import gc
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from xdist.scheduler import LoadFileScheduling

from config.local.servers import servers
from tests import migrated

STACK = "tests/stack/"
# Tests of the stack that start servers and processes of their own.
_OWN = (f"{STACK}test_first_run.py", f"{STACK}test_recovery.py")
_stack = ExitStack()
atexit.register(_stack.close)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Put the servers' addresses into the environment before Django's settings are read; xdist's workers inherit it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    os.environ[migrated.RUN] = str(os.getpid())
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        _stack.callback(migrated.drop_template)
        return
    folder = Path(tempfile.mkdtemp(prefix="folio-tests-"))
    _stack.callback(shutil.rmtree, folder, ignore_errors=True)
    started = _stack.enter_context(servers(folder))
    if not os.environ.get("DATABASE_URL"):
        _forget_power_cuts(started["DATABASE_URL"])
    os.environ.update(started)


def _forget_power_cuts(database_url: str) -> None:
    """Let the tests' own PostgreSQL skip what only a crash of the machine needs: no test crashes the machine."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


class _FileByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Give each file to one worker, and all tests of the running stack to the same: they start it once."""

    def _split_scope(self, nodeid: str) -> str:
        is_shared = nodeid.startswith(STACK) and not nodeid.startswith(_OWN)
        return STACK if is_shared else super()._split_scope(nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _FileByFile:
    """Return the scheduler of `pytest -n`."""
    return _FileByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the stack first, the running one before the others: they take longest and mostly wait."""
    items.sort(key=lambda item: (not item.nodeid.startswith(STACK), item.nodeid.startswith(_OWN)))


def pytest_collection_finish() -> None:
    """Exempt modules and collected tests from garbage collection: they stay until the end, and each look costs time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Stop the servers that this process started."""
    _stack.close()
