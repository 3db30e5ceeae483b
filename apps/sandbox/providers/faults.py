"""Faults of the stand-ins that tests and demos enable: by name, for a number of calls, for some paths and accounts."""

import secrets
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase

from apps.sandbox.answers import HttpError, Payload

COMMON = {
    "timeout_before": "close the connection and do nothing",
    "late": "wait four seconds, whoever still listens, then do it",
    "timeout_after": "do it, then close the connection without an answer",
    "error_500": "answer 500 and do nothing",
    "error_500_after": "do it, then answer 500",
    "html_200": "do it, then answer a page of HTML with status 200",
    "broken_json": "do it, then answer half of the JSON",
    "slow_drip": "do it, then answer a byte at a time",
    "huge": "do it, then answer 50 MB",
    "unauthorised": "refuse the key",
    "limited": "answer that there were too many calls",
    "wrong_total": "do it, and state other totals",
}


@dataclass
class Fault:
    """A failure of the calls with `method` (empty: any) whose path matches `path`, of the account `key` (empty: any).

    It occurs with `probability` (0 to 1), `times` times (None: without limit).
    """

    name: str
    times: int | None = None
    path: str = "*"
    method: str = ""
    key: str = ""
    probability: float = 1.0


_dice = secrets.SystemRandom()
_active: dict[str, list[Fault]] = {}


def enable(service: str, known: frozenset[str], wanted: Payload) -> None:
    """Enable the fault that `wanted` describes with the fields of Fault. Raise HttpError 400."""
    try:
        fault = Fault(**wanted)
    except TypeError as error:
        raise HttpError(400, f"Not a fault: {error}") from None
    if fault.name not in known:
        raise HttpError(400, f"A fault's name is one of {', '.join(sorted(known))}")
    _active.setdefault(service, []).append(fault)


def clear(service: str, key: str = "") -> None:
    """Disable the faults of `service`, or only those of the account `key`."""
    _active[service] = [each for each in _active.get(service, []) if key and each.key != key]


def active(service: str) -> list[Payload]:
    """Return the faults of `service` that can still occur."""
    return [asdict(each) for each in _active.get(service, [])]


def of_call(service: str, method: str, path: str, key: str) -> frozenset[str]:
    """Return the names of the faults that occur in the call, and count them."""
    struck = [each for each in _active.get(service, []) if _applies(each, method, path, key)]
    for fault in struck:
        if fault.times is not None:
            fault.times -= 1
    _active[service] = [each for each in _active.get(service, []) if each.times != 0]
    return frozenset(each.name for each in struck)


def _applies(fault: Fault, method: str, path: str, key: str) -> bool:
    matches = fault.method in {"", method} and fault.key in {"", key} and fnmatchcase(path, fault.path)
    return matches and _dice.random() < fault.probability
