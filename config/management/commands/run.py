"""Command `run`: web, worker and beat on this machine, with the Jumpseller that the settings name."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand

from config import environment
from config.local import first_secrets, stack
from config.local.processes import ProcessEnded, as_interrupt
from config.local.servers import ServerNotUp, free_port, servers

_PROGRAMS = ("web", "worker", "beat")
_FAILURES = (ImproperlyConfigured, ProcessEnded, ServerNotUp, TimeoutError)
# Exit status of `manage.py doctor`, and of `manage.py` where variables are missing: Folio cannot start.
_CANNOT_START = 2
# Seconds within which worker and beat must answer.
_PATIENCE = "60"


class NotReady(Exception):
    """Folio cannot start; the reason is the text or was printed by the doctor."""


class Command(BaseCommand):
    help = "Runs Folio until Ctrl-C with the environment's or .env's settings; PostgreSQL and Redis too, if not named."
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        """Run until Ctrl-C; print the reason of any other end in a line."""
        signal.signal(signal.SIGTERM, as_interrupt)
        signal.signal(signal.SIGHUP, as_interrupt)
        try:
            self._run(environment.PROJECT / "var" / "run")
        except (*_FAILURES, NotReady) as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            self.stdout.write("Stopped; nothing is left running.")

    def _run(self, folder: Path) -> None:
        self._read_environment()
        port = environment.port("PORT")
        environment.require_sound()
        if free_port(port) != port:
            raise NotReady(f"Port {port} is taken on this machine: name another as PORT in .env.")
        with servers(folder) as urls, _told(urls):
            installation = stack.as_configured(folder, urls)
            if installation.show("doctor", "--stage", "before") == _CANNOT_START:
                raise NotReady("Folio was not started: mend what is named above, and run it again.")
            if installation.environment["DJANGO_SETTINGS_MODULE"] != stack.DEVELOPMENT:
                installation.manage("collectstatic", "--noinput", "-v0")
            with stack.running(installation, *_PROGRAMS) as running:
                running.show("doctor", "--stage", "up", "--patience", _PATIENCE)
                self._tell(running)
                while True:
                    running.check()
                    time.sleep(1)

    def _read_environment(self) -> None:
        """Read `.env`, after generating the secrets that are empty in it."""
        drawn = first_secrets.fill_in(environment.DOTENV, os.environ)
        if drawn:
            self.stdout.write(
                f"Drew {', '.join(drawn)} at random into {environment.DOTENV}. Keep a copy of that file in a safe "
                "place: without TOKEN_ENCRYPTION_KEYS every store must install Folio again."
            )
            # Other processes print next.
            self.stdout.flush()
        environment.load_dotenv(environment.DOTENV)

    def _tell(self, running: stack.Stack) -> None:
        public = os.environ.get("APP_URL", "").strip().rstrip("/") or running.folio
        self.stdout.write(
            f"Folio runs on {running.folio} of this machine; logs are in {running.folder}. Press Ctrl-C to stop.\n"
            f"To install it in a store, open {public}/oauth/install"
        )
        self.stdout.flush()


@contextmanager
def _told(urls: dict[str, str]) -> Iterator[None]:
    """Publish the addresses of the servers that were started here to other commands while the block runs."""
    started = {name: url for name, url in urls.items() if not os.environ.get(name)}
    place = environment.RUNNING_SERVERS
    place.unlink(missing_ok=True)
    place.touch(mode=0o600)
    place.write_text("".join(f"{name}={url}\n" for name, url in started.items()))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
