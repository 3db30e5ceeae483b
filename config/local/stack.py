"""Folio's processes and the sandbox beside them, wired to each other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import requests

from config.environment import PROJECT
from config.local.processes import Process, stop, wait_until
from config.local.sandbox import CLIENT_ID, CLIENT_SECRET
from config.local.servers import free_port

_MANAGE = str(PROJECT / "manage.py")


@dataclass
class Stack:
    """What runs, and where. Folio is reached by name and the sandbox by number, so that they are different sites."""

    folder: Path
    environment: dict[str, str]
    folio: str
    sandbox: str
    processes: dict[str, Process] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Starts one of: web, worker, beat, sandbox."""
        log = self.folder / f"{name}.log"
        self.processes[name] = Process(name, _COMMANDS[name](self), self.environment, log)

    def run(self, name: str, *command: str) -> str:
        """Runs Python with COMMAND to its end and returns what it printed. Raises ProcessEnded if it failed."""
        log = self.folder / f"{name}.log"
        Process(name, [sys.executable, *command], self.environment, log).finish()
        return log.read_text()

    def manage(self, *command: str) -> str:
        """Runs `manage.py` with COMMAND and returns what it printed. Raises ProcessEnded if it failed."""
        return self.run(command[0], _MANAGE, *command)

    def kill(self, name: str) -> None:
        """Ends one process as a power cut would."""
        self.processes.pop(name).kill()

    def check(self) -> None:
        """Raises ProcessEnded if a process that should run does not."""
        for process in self.processes.values():
            process.check()

    def wait_for_web(self) -> None:
        """Returns when Folio and, if it was started, the sandbox answer."""
        pages = [f"{self.folio}/health/ready"]
        pages += [f"{self.sandbox}/_control/health"] if "sandbox" in self.processes else []
        wait_until(lambda: all(map(self._answers, pages)), seconds=60, what=f"{' and '.join(pages)} to answer")

    def _answers(self, url: str) -> bool:
        self.check()
        try:
            return requests.get(url, timeout=5).ok
        except requests.RequestException:
            return False


@contextmanager
def running(stack: Stack, *programs: str) -> Iterator[Stack]:
    """Migrates STACK's database, runs PROGRAMS while the block does, and leaves no process behind."""
    stack.folder.mkdir(parents=True, exist_ok=True)
    stack.manage("migrate", "-v0")
    try:
        for name in programs:
            stack.start(name)
        stack.wait_for_web()
        yield stack
    finally:
        stop(list(stack.processes.values()))


def with_sandbox(
    folder: Path, urls: dict[str, str], *, store_code: str, ports: tuple[int, int] = (8000, 8100), **extra: str
) -> Stack:
    """Returns a stack whose Jumpseller is the sandbox; logs, PDFs and mails go to FOLDER.

    PORTS are those of web and sandbox, if they are free; 0 takes any. EXTRA are environment variables.
    """
    folio = f"http://localhost:{free_port(ports[0])}"
    sandbox = f"http://127.0.0.1:{free_port(ports[1])}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "APP_URL": folio,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "JUMPSELLER_CLIENT_ID": CLIENT_ID,
        "JUMPSELLER_CLIENT_SECRET": CLIENT_SECRET,
        "JUMPSELLER_API_URL": f"{sandbox}/v1",
        "JUMPSELLER_ACCOUNTS_URL": sandbox,
        "JUMPSELLER_ADMIN_ORIGINS": f"{sandbox},http://{{store}}.jumpseller.localhost:{_port(sandbox)}",
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": f"filemail://{quote(str(folder / 'mails'))}",
        "SANDBOX_STORE_CODE": store_code,
        **urls,
        **extra,
    }
    return Stack(folder=folder, environment=environment, folio=folio, sandbox=sandbox)


def as_configured(folder: Path, urls: dict[str, str]) -> Stack:
    """Returns a stack that takes everything but its servers from the environment; the web listens on PORT (8000)."""
    folio = f"http://localhost:{os.environ.get('PORT', '8000')}"
    return Stack(folder=folder, environment=urls, folio=folio, sandbox="")


def _port(origin: str) -> str:
    return origin.rsplit(":", 1)[1]


def _web(stack: Stack) -> list[str]:
    options = [
        "--workers",
        "2",
        "--threads",
        "4",
        "--worker-class",
        "gthread",
        "--bind",
        f"127.0.0.1:{_port(stack.folio)}",
    ]
    return [sys.executable, "-m", "gunicorn", *options, "config.wsgi:application"]


def _worker(_: Stack) -> list[str]:
    options = ["--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    return [sys.executable, "-m", "celery", "-A", "config", "worker", *options]


def _beat(stack: Stack) -> list[str]:
    schedule = str(stack.folder / "beat-schedule")
    return [sys.executable, "-m", "celery", "-A", "config", "beat", "--schedule", schedule, "--pidfile", ""]


def _sandbox(stack: Stack) -> list[str]:
    options = ["--port", _port(stack.sandbox), "--app-url", stack.folio]
    options += ["--store-code", stack.environment["SANDBOX_STORE_CODE"]]
    options += ["--webhook-time-scale", stack.environment.get("SANDBOX_WEBHOOK_TIME_SCALE", "1.0")]
    return [sys.executable, _MANAGE, "sandbox", *options]


_COMMANDS = {"web": _web, "worker": _worker, "beat": _beat, "sandbox": _sandbox}
