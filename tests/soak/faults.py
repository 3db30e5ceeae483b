"""The faults that the soak tries, each with its beginning and its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import redis

from tests.soak.machine import Machine

POSTING, MAILING = "invoices_posting", "invoices_mailing"
_WRITES = {"method": "POST", "path": "*/documents.json"}


@dataclass(frozen=True)
class Fault:
    """A fault that lasts, or one of a moment (`lasts` is False); `table` is the work that waits for its end."""

    name: str
    begin: Callable[[Machine], object]
    end: Callable[[Machine], object]
    lasts: bool = True
    table: str = POSTING


def _empty_redis(machine: Machine) -> None:
    with redis.Redis.from_url(machine.redis.url) as client:
        client.flushall()


def _start_web(machine: Machine) -> None:
    machine.stack.start("web")
    machine.stack.wait_for_web()


def _killed(name: str, start: Callable[[Machine], object], *, lasts: bool) -> Fault:
    return Fault(f"{name} killed", lambda machine: machine.stack.kill(name), start, lasts=lasts)


def _platform(name: str, **fault: object) -> Fault:
    return Fault(name, lambda machine: machine.sandbox.faults(fault), lambda machine: machine.sandbox.faults())


def machine_faults(*, step: float) -> Sequence[Fault]:
    """Return the faults of the machine; `step` is by how many seconds the clock is set forward, and then back."""
    return (
        _killed("worker", lambda machine: machine.stack.start("worker"), lasts=False),
        _killed("web", _start_web, lasts=True),
        _killed("beat", lambda machine: machine.stack.start("beat"), lasts=True),
        Fault(
            "PostgreSQL restarted at once",
            lambda machine: machine.postgresql.stop_at_once(),
            lambda machine: machine.postgresql.start(),
        ),
        Fault("Redis emptied", _empty_redis, lambda _: None, lasts=False),
        Fault("Redis stopped", lambda machine: machine.redis.stop(), lambda machine: machine.redis.start()),
        Fault(
            "disk full",
            lambda machine: machine.fill_disk(full=True),
            lambda machine: machine.fill_disk(full=False),
        ),
        Fault(
            "media read-only",
            lambda machine: machine.protect_media(read_only=True),
            lambda machine: machine.protect_media(read_only=False),
        ),
        Fault(
            "mail server away", lambda machine: machine.mail.stop(), lambda machine: machine.mail.start(), table=MAILING
        ),
        Fault("clock set forward", lambda machine: machine.set_clock(step), lambda _: None, lasts=False),
        Fault("clock set back", lambda machine: machine.set_clock(0), lambda _: None, lasts=False),
    )


def platform_faults() -> Sequence[Fault]:
    """Return the faults of the platform, of which `tests/stack/test_fault_matrix.py` tries more."""
    return (
        _platform("platform answers 500", kind="error_500"),
        _platform("platform's writes unanswered", kind="timeout_after_success", seconds=1, **_WRITES),
    )
