"""What `manage.py doctor` examines. A check is one function under `@check` in the module `doctor` of an installed app.

    @check("mail")
    def mail() -> Finding:
        return sound("…") or warning("…", mend="…") or fault("…", mend="…")

A check breaks nothing, changes nothing that lasts, and names neither a secret nor a person.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import redis
from django.db import DatabaseError
from django.utils.module_loading import autodiscover_modules

# Seconds between two looks at what is still coming up.
_PAUSE = 0.5


class Level(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class Stage(StrEnum):
    """When a check can be made: before Folio's processes start, or when they are up."""

    BEFORE = "before"
    UP = "up"


@dataclass(frozen=True)
class Finding:
    """What a check found, and how to mend it."""

    level: Level
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Check:
    """A check by its name.

    Without what a `vital` one examines no process of Folio can work. What one that `comes_up` examines takes a moment
    after the start.
    """

    name: str
    examine: Callable[[], Finding]
    stage: Stage
    vital: bool
    comes_up: bool

    def run(self) -> Finding:
        """Return what was found; a server that went away meanwhile is a finding, too."""
        try:
            return self.examine()
        except DatabaseError:
            return fault("Not examined: the database did not answer.", mend="mend the database first")
        except redis.RedisError:
            return fault("Not examined: Redis did not answer.", mend="mend the broker first")
        except Exception as error:
            # Its text may hold anything; its kind holds no secret.
            return fault(f"Not examined: {type(error).__name__}.", mend="mend what is named above it, or report it")


_checks: dict[str, Check] = {}


def sound(text: str) -> Finding:
    """Return that all is well."""
    return Finding(Level.OK, text)


def warning(text: str, *, mend: str) -> Finding:
    """Return that something works and should be otherwise."""
    return Finding(Level.WARNING, text, mend)


def fault(text: str, *, mend: str) -> Finding:
    """Return that something does not work."""
    return Finding(Level.ERROR, text, mend)


def check(
    name: str, *, stage: Stage = Stage.BEFORE, vital: bool = False, comes_up: bool = False
) -> Callable[[Callable[[], Finding]], Callable[[], Finding]]:
    """Register the function below as the check `name`."""

    def register(examine: Callable[[], Finding]) -> Callable[[], Finding]:
        _checks[name] = Check(name, examine, stage, vital, comes_up)
        return examine

    return register


def examine(*stages: Stage, patience: float = 0) -> Iterator[tuple[Check, Finding]]:
    """Yield each check of `stages` with what it found, in the order of the installed apps and their functions.

    What is still coming up is waited for, `patience` seconds in all.
    """
    autodiscover_modules("doctor")
    until = time.monotonic() + patience
    for known in list(_checks.values()):
        if known.stage in stages:
            yield known, _patiently(known, until)


def _patiently(known: Check, until: float) -> Finding:
    finding = known.run()
    while finding.level is Level.ERROR and known.comes_up and time.monotonic() < until:
        time.sleep(_PAUSE)
        finding = known.run()
    return finding
