"""Webhooks stored per second, beside the bare INSERT of the same row on the same server."""

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from django.core.management.utils import get_random_secret_key

from apps.jumpseller.signatures import sign
from config.local import stack
from config.local.merchant import Merchant
from config.local.sandbox import Sandbox
from tests.bench.costs import cpu_seconds, server_pids
from tests.bench.spread import spread

_ROUNDS, _SECONDS, _CONNECTIONS = 3, 5.0, 16
_AIM, _P99 = 0.6, 30
_BODY = json.dumps({"order": {"id": 1, "products": [], "note": "x" * 4000}})


_INSERT = """
    INSERT INTO intake_delivery
        (store_id, event, body, headers, fingerprint, order_id, state, attempts, due_at, error, received_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, 0, %s, %s, %s)
    ON CONFLICT ON CONSTRAINT a_delivery_is_kept_once DO NOTHING
"""


@dataclass
class _Round:
    """The webhooks of one round in a second, the CPU seconds by process, and the seconds of each answer."""

    rate: float
    cpu: dict[str, float]
    answers: list[float]

    @property
    def milliseconds(self) -> dict[str, float]:
        """Return the CPU milliseconds of one webhook by process."""
        return {name: 1000 * value / (self.rate * _SECONDS) for name, value in self.cpu.items()}


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table, with the target beside the result."""
    wired = stack.with_sandbox(folder, urls, store_code="bench", ports=(0, 0))
    with stack.running(wired, "sandbox", "web") as running:
        Merchant(folio=running.folio, store="bench").install()
        token = Sandbox(running.sandbox, running.folio).store("bench")["hooks_token"]
        servers = server_pids(urls, folder / "postgresql")
        roots = servers | {"web": running.processes["web"].pid}
        rounds = [(_bare(urls, servers), _through_folio(running.folio, token, roots)) for _ in range(_ROUNDS)]
    bare, stored = zip(*rounds, strict=True)
    _print({"bare INSERT, a psycopg loop": bare, f"webhook, {_CONNECTIONS} connections": stored})


def _print(rows: dict[str, tuple[_Round, ...]]) -> None:
    print(f"Intake, median of {_ROUNDS} rounds of {_SECONDS:.0f} s; the aims: {_AIM} of the bare loop, p99 {_P99} ms")
    print(f"  {'':<28}{'median':>8}{'min–max':>14}{'ratio':>7}  CPU, ms")
    rates = {name: [each.rate for each in found] for name, found in rows.items()}
    limit = median(next(iter(rates.values())))
    for name, found in rows.items():
        each, cpu = rates[name], {part: median(one.milliseconds[part] for one in found) for part in found[0].cpu}
        parts = " + ".join(f"{part} {value:.2f}" for part, value in cpu.items())
        print(f"  {name:<28}{median(each):>6,.0f}/s{spread(each):>14}{median(each) / limit:>7.2f}  {parts}")
    percentiles = quantiles([1000 * each for one in found for each in one.answers], n=100)
    p50, p95, p99 = percentiles[49], percentiles[94], percentiles[98]
    print(f"  answers: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")


def _bare(urls: dict[str, str], servers: dict[str, int]) -> _Round:
    count, salt = 0, get_random_secret_key()
    with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as connection:
        (store_id,) = connection.execute("SELECT id FROM stores_store").fetchone() or (0,)
        before, own, end = cpu_seconds(servers), time.process_time(), time.perf_counter() + _SECONDS
        while time.perf_counter() < end:
            count += 1
            connection.execute(_INSERT, _values(store_id, f"{salt}{count}"))
        cpu = {"script": time.process_time() - own} | _since(before, servers)
    return _Round(count / _SECONDS, cpu, [])


def _since(before: dict[str, float], roots: dict[str, int]) -> dict[str, float]:
    return {name: after - before[name] for name, after in cpu_seconds(roots).items()}


def _values(store_id: int, unique: str) -> list[Any]:
    fingerprint = hashlib.sha256(unique.encode()).hexdigest()
    return [store_id, "order_paid", _BODY.encode(), "{}", fingerprint, 1, "due", "now", "", "now"]


def _through_folio(folio: str, token: str, roots: dict[str, int]) -> _Round:
    order = {
        "url": f"{folio}/webhooks/jumpseller",
        "seconds": _SECONDS,
        "connections": _CONNECTIONS,
        "body": _BODY,
        "headers": {
            "Content-Type": "application/json",
            "Jumpseller-Store-Code": "bench",
            "Jumpseller-Event": "order_paid",
            "Jumpseller-Hmac-Sha256": sign(_BODY.encode(), token),
        },
    }
    command, before = [sys.executable, "-m", "tests.bench.load"], cpu_seconds(roots)
    done = subprocess.run(command, input=json.dumps(order), stdout=subprocess.PIPE, text=True, check=True)
    answers: list[float] = json.loads(done.stdout)
    return _Round(len(answers) / _SECONDS, _since(before, roots), answers)
