"""What a piece of work costs: CPU time by process, SQL statements, transactions, sessions, messages."""

from collections.abc import Mapping
from pathlib import Path

import psutil
import psycopg
import redis


def cpu_seconds(roots: Mapping[str, int]) -> dict[str, float]:
    """Return the CPU time of each process of `roots` with its children, also of those that have ended."""
    return {name: _with_children(psutil.Process(pid)) for name, pid in roots.items()}


def _with_children(root: psutil.Process) -> float:
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def server_pids(urls: Mapping[str, str], postgresql: Path) -> dict[str, int]:
    """Return the process ids of PostgreSQL, whose data are in the folder `postgresql`, and of Redis."""
    with redis.Redis.from_url(urls["REDIS_URL"]) as client:
        broker = int(client.info("server")["process_id"])
    return {"PostgreSQL": int((postgresql / "postmaster.pid").read_text().split()[0]), "Redis": broker}


def counters(urls: Mapping[str, str]) -> dict[str, int]:
    """Return what the servers have counted: transactions and sessions of PostgreSQL, messages pushed to Redis."""
    with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as connection:
        found = connection.execute(
            "SELECT xact_commit + xact_rollback, sessions FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone() or (0, 0)
    with redis.Redis.from_url(urls["REDIS_URL"]) as client:
        pushed = client.info("commandstats").get("cmdstat_lpush", {"calls": 0})["calls"]
    return {"transactions": int(found[0]), "sessions": int(found[1]), "messages": int(pushed)}


class StatementLog:
    """PostgreSQL's log of all statements, to be counted."""

    def __init__(self, urls: Mapping[str, str], log: Path) -> None:
        self._url, self._log = urls["DATABASE_URL"], log
        self._start = 0

    def __enter__(self) -> "StatementLog":
        self._set("all")
        self._start = self._log.stat().st_size
        return self

    def __exit__(self, *_: object) -> None:
        self._set("none")

    def statements(self) -> list[str]:
        """Return the statements that were logged since the start, the first line of each."""
        with self._log.open("rb") as file:
            file.seek(self._start)
            lines = file.read().decode(errors="replace").splitlines()
        marks = ("statement: ", "execute ")
        return [line.split(mark, 1)[1] for line in lines for mark in marks if f"LOG:  {mark}" in line]

    def _set(self, which: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET log_statement = '{which}'")
            connection.execute("SELECT pg_reload_conf()")
