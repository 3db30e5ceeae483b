"""Checks of `manage.py doctor`. A check is one function under `@check` in the module `doctor` of an installed app.

    @check("mail")
    def mail() -> Finding:
        return sound("…") or warning("…", mend="…") or fault("…", mend="…")

A check has no lasting effect, and its finding names neither a secret nor a person.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import redis
from django.db import DatabaseError
from django.utils.module_loading import autodiscover_modules

# Seconds between two runs of a check whose subject is still starting.
_PAUSE = 0.5


class Level(StrEnum):
    """Result level of a check."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class Stage(StrEnum):
    """Time at which a check is possible: before Folio's processes start, or while they run."""

    BEFORE = "before"
    UP = "up"


@dataclass(frozen=True)
class Finding:
    """Result of a check, and how to mend it."""

    level: Level
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Check:
    """A check with its name.

    Folio cannot run if a `vital` check fails. The subject of a check that `comes_up` needs a moment after the start.
    """

    name: str
    examine: Callable[[], Finding]
    stage: Stage
    vital: bool
    comes_up: bool

    def run(self) -> Finding:
        """Return the finding; a server that stops answering during the check is a finding, too."""
        try:
            return self.examine()
        except DatabaseError:
            return fault("Not examined: the database did not answer.", mend="mend the database first")
        except redis.RedisError:
            return fault("Not examined: Redis did not answer.", mend="mend the broker first")
        except Exception as error:
            # The error's text may contain a secret; its class name does not.
            return fault(f"Not examined: {type(error).__name__}.", mend="mend what is named above it, or report it")


_checks: dict[str, Check] = {}


def sound(text: str) -> Finding:
    """Return the finding that all is well."""
    return Finding(Level.OK, text)


def warning(text: str, *, mend: str) -> Finding:
    """Return the finding that something works but should be changed."""
    return Finding(Level.WARNING, text, mend)


def fault(text: str, *, mend: str) -> Finding:
    """Return the finding that something does not work."""
    return Finding(Level.ERROR, text, mend)


def check(
    name: str, *, stage: Stage = Stage.BEFORE, vital: bool = False, comes_up: bool = False
) -> Callable[[Callable[[], Finding]], Callable[[], Finding]]:
    """Register the decorated function as the check `name`."""

    def register(examine: Callable[[], Finding]) -> Callable[[], Finding]:
        _checks[name] = Check(name, examine, stage, vital, comes_up)
        return examine

    return register


def examine(*stages: Stage, patience: float = 0) -> Iterator[tuple[Check, Finding]]:
    """Yield each check of `stages` with its finding, in the order of the installed apps and their functions.

    A check that `comes_up` is repeated until it succeeds, for at most `patience` seconds in all.
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
