"""Child processes that end with their parent's work: started in groups of their own, stopped together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

_PATIENCE = 10.0


class ProcessEnded(Exception):
    """A process that should run has ended; the text contains the end of its log."""


class Process:
    """One running program with its log."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        with log.open("ab") as output:
            self._child = subprocess.Popen(  # noqa: S603
                command,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._child.pid

    def check(self) -> None:
        """Raise ProcessEnded if it no longer runs."""
        code = self._child.poll()
        if code is not None:
            tail = self.log.read_text(errors="replace")[-2000:]
            raise ProcessEnded(f"{self.name} ended with {code}. Its log {self.log} ends with:\n{tail}")

    def finish(self) -> None:
        """Wait for a program that ends by itself. Raise ProcessEnded unless it succeeded."""
        if self._child.wait() != 0:
            self.check()

    def kill(self) -> None:
        """Kill the whole group at once, as a power failure would."""
        self._signal(signal.SIGKILL)
        self._child.wait()

    def terminate(self) -> None:
        """Ask the group to end."""
        self._signal(signal.SIGTERM)

    def wait(self) -> None:
        """Wait for the end; after `_PATIENCE` seconds kill the whole group."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(_PATIENCE)
        self._signal(signal.SIGKILL)
        self._child.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, number)


def as_interrupt(_: int, __: FrameType | None) -> None:
    """Handle a signal as Ctrl-C is handled: by raising KeyboardInterrupt."""
    raise KeyboardInterrupt


def stop(processes: list[Process]) -> None:
    """Stop all of `processes`, the last started first."""
    for process in reversed(processes):
        process.terminate()
    for process in reversed(processes):
        process.wait()


def wait_until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Return once `condition` is true. Raise TimeoutError that names `what` after `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(f"Waited {seconds:.0f} s for {what}, in vain.")
        time.sleep(0.1)
