"""A pytest plugin: real PostgreSQL and Redis for the whole run, started once by whoever starts first."""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from config.local.servers import servers

_stack = ExitStack()
atexit.register(_stack.close)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Puts the servers' addresses into the environment before Django's settings are read; xdist's workers inherit."""
    if "PYTEST_XDIST_WORKER" in os.environ or (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
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


def pytest_unconfigure() -> None:
    """Stops what was started here."""
    _stack.close()
