"""Folio's processes and, if wanted, the sandbox, configured for each other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import requests

from config import environment
from config.environment import PROJECT
from config.local.processes import Process, stop, wait_until
from config.local.sandbox import CLIENT_ID, CLIENT_SECRET
from config.local.servers import free_port
from config.local.stand_ins import stand_in_addresses

_MANAGE = str(PROJECT / "manage.py")
DEVELOPMENT = "config.settings.development"
# Seconds within which the web process must answer.
_PATIENCE = 60.0


@dataclass
class Stack:
    """A set of processes with its addresses.

    Folio's address has a host name and the sandbox's an IP address, so that they are different sites. `host` is the
    Host header that Folio expects, if it differs from that of the address `folio`.
    """

    folder: Path
    environment: dict[str, str]
    folio: str
    sandbox: str
    host: str = ""
    processes: dict[str, Process] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one of: web, worker, beat, sandbox."""
        log = self.folder / f"{name}.log"
        self.processes[name] = Process(name, _COMMANDS[name](self), self.environment, log)

    def run(self, name: str, *command: str) -> str:
        """Run Python with `command` to its end and return its output. Raise ProcessEnded if it failed."""
        log = self.folder / f"{name}.log"
        Process(name, [sys.executable, *command], self.environment, log).finish()
        return log.read_text()

    def manage(self, *command: str) -> str:
        """Run `manage.py` with `command` and return its output. Raise ProcessEnded if it failed."""
        return self.run(command[0], _MANAGE, *command)

    def show(self, *command: str) -> int:
        """Run `manage.py` with `command`, printing on this terminal, and return its exit status."""
        whole = [sys.executable, _MANAGE, *command]
        variables = os.environ | self.environment
        return subprocess.run(whole, env=variables, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603

    def kill(self, name: str) -> None:
        """Kill one process as a power failure would."""
        self.processes.pop(name).kill()

    def check(self) -> None:
        """Raise ProcessEnded if a started process has ended."""
        for process in self.processes.values():
            process.check()

    def wait_for_web(self) -> None:
        """Return when Folio and, if it was started, the sandbox answer. Raise TimeoutError with the last answers."""
        pages = [f"{self.folio}/health/ready"]
        pages += [f"{self.sandbox}/_control/health"] if "sandbox" in self.processes else []
        answers: dict[str, str] = {}

        def all_answer() -> bool:
            self.check()
            answers.update({page: self._answer(page) for page in pages})
            return not any(answers.values())

        try:
            wait_until(all_answer, seconds=_PATIENCE, what=f"{' and '.join(pages)} to answer")
        except TimeoutError as error:
            last = " ".join(filter(None, answers.values()))
            raise TimeoutError(f"{error} The last answer was {last}; logs are in {self.folder}.") from None

    def _answer(self, page: str) -> str:
        """Return why `page` fails, or an empty text if it answers. Proxies of the environment are ignored."""
        with requests.Session() as session:
            session.trust_env = False
            try:
                answer = session.get(page, timeout=5, headers={"Host": self.host} if self.host else {})
            except requests.RequestException as error:
                return type(error).__name__
        return "" if answer.ok else str(answer.status_code)


@contextmanager
def running(stack: Stack, *programs: str) -> Iterator[Stack]:
    """Migrate the database of `stack`, run `programs` during the block, and stop all of them at its end."""
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
    """Return a stack whose Jumpseller is the sandbox; logs, PDFs and mails are written to `folder`.

    `ports` are those of web and sandbox, if they are free; 0 takes any. `extra` are environment variables.
    """
    folio = f"http://localhost:{free_port(ports[0])}"
    sandbox = f"http://127.0.0.1:{free_port(ports[1])}"
    variables = {
        "DJANGO_SETTINGS_MODULE": DEVELOPMENT,
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
        "PROVIDER_STAND_INS": stand_in_addresses(sandbox),
        **urls,
        **extra,
    }
    return Stack(folder=folder, environment=variables, folio=folio, sandbox=sandbox)


def as_configured(folder: Path, urls: dict[str, str]) -> Stack:
    """Return a stack that takes everything but its servers from the environment; the web process listens on PORT."""
    port = environment.port("PORT")
    public = environment.text("APP_URL", hint="the public base address", default=f"http://localhost:{port}")
    settings = environment.text("DJANGO_SETTINGS_MODULE", hint="the settings", default=DEVELOPMENT)
    environment.require_sound()
    return Stack(
        folder=folder,
        environment={**urls, "DJANGO_SETTINGS_MODULE": settings},
        folio=f"http://localhost:{port}",
        sandbox="",
        host=urlsplit(public).netloc,
    )


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
