"""Webhooks stored per second, beside the bare INSERT of the same row on the same server."""

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from django.core.management.utils import get_random_secret_key

from apps.intake.receive import _INSERT
from apps.jumpseller.signatures import sign
from config.local import stack
from config.local.merchant import Merchant
from config.local.sandbox import Sandbox
from tests.bench.spread import spread

_ROUNDS, _SECONDS, _CONNECTIONS = 3, 5.0, 16
_GOAL = 0.6
_BODY = json.dumps({"order": {"id": 1, "products": [], "note": "x" * 4000}})


def measure(folder: Path, urls: dict[str, str]) -> None:
    """Print the table, with the target beside the result."""
    wired = stack.with_sandbox(folder, urls, store_code="bench", ports=(0, 0))
    with stack.running(wired, "sandbox", "web") as running:
        Merchant(folio=running.folio, store="bench").install()
        token = Sandbox(running.sandbox, running.folio).store("bench")["hooks_token"]
        rounds = [(_bare(urls), _through_folio(running.folio, token)) for _ in range(_ROUNDS)]
    bare = [count for count, _ in rounds]
    taken = [seconds for _, answers in rounds for seconds in answers]
    stored = [len(answers) / _SECONDS for _, answers in rounds]
    percentiles = [1000 * value for value in quantiles(taken, n=100)]
    _print(bare, stored, percentiles)


def _print(bare: list[float], stored: list[float], percentiles: list[float]) -> None:
    rows = [
        ("bare INSERT, one psycopg loop, autocommit", bare),
        (f"webhook through gunicorn 2×4, {_CONNECTIONS} connections", stored),
    ]
    print(f"Intake, median of {_ROUNDS} rounds of {_SECONDS:.0f} s; the goal is {_GOAL} of the bare loop")
    print(f"  {'':<52}{'median':>10}{'min–max':>14}{'ratio':>8}")
    for name, rates in rows:
        print(f"  {name:<52}{median(rates):>8,.0f}/s{spread(rates):>14}{median(rates) / median(bare):>8.2f}")
    p50, p95, p99 = percentiles[49], percentiles[94], percentiles[98]
    print(f"  answers: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")


def _bare(urls: dict[str, str]) -> float:
    count, salt = 0, get_random_secret_key()
    with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as connection:
        (store_id,) = connection.execute("SELECT id FROM stores_store").fetchone() or (0,)
        end = time.perf_counter() + _SECONDS
        while time.perf_counter() < end:
            count += 1
            connection.execute(_INSERT, _values(store_id, f"{salt}{count}"))
    return count / _SECONDS


def _values(store_id: int, unique: str) -> list[Any]:
    fingerprint = hashlib.sha256(unique.encode()).hexdigest()
    return [store_id, "order_paid", _BODY.encode(), "{}", fingerprint, 1, "due", "now", "", "now"]


def _through_folio(folio: str, token: str) -> list[float]:
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
    command = [sys.executable, "-m", "tests.bench.load"]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, check=True)
    answers: list[float] = json.loads(done.stdout)
    return answers
