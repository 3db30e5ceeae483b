"""Command `demo`: Folio's main use on real servers, from an empty database."""

import os
import shutil
import signal
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from apps.invoices.export import verify_export
from config.environment import PROJECT
from config.local import stack
from config.local.merchant import Merchant, Refused
from config.local.processes import ProcessEnded, as_interrupt
from config.local.provider_scenario import CHILE, PORTUGAL, ProviderScenario
from config.local.sandbox import Sandbox
from config.local.scenario import Scenario, StepFailed
from config.local.servers import ServerNotUp, servers

_FAILURES = (StepFailed, Refused, ProcessEnded, ServerNotUp, TimeoutError)


class Command(BaseCommand):
    help = "Runs web, worker, beat, PostgreSQL, Redis and a stand-in Jumpseller, and plays a merchant's first day."
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        signal.signal(signal.SIGTERM, as_interrupt)
        signal.signal(signal.SIGHUP, as_interrupt)
        folder = _private_folder()
        try:
            self._run(folder)
        except _FAILURES as error:
            self.stderr.write(f"The demo failed: {error}\nLogs: {folder}")
            sys.exit(1)
        except KeyboardInterrupt:
            self.stdout.write("Stopped; nothing is left running.")

    def _run(self, folder: Path) -> None:
        programs = ("sandbox", "web", "worker", "beat")
        # A separate store for each run: runs that share the environment's database do not affect each other.
        store = f"demo-{time.strftime('%m%d-%H%M%S')}"
        with ExitStack() as life:
            urls = life.enter_context(servers(folder))
            running = life.enter_context(
                stack.running(stack.with_sandbox(folder, urls, store_code=store, SWEEP_EVERY_SECONDS="1"), *programs)
            )
            self._tell_addresses(running)
            documents = folder / "documents"
            documents.mkdir()
            merchant, sandbox = Merchant(folio=running.folio, store=store), Sandbox(running.sandbox, running.folio)
            Scenario(merchant, sandbox, folder=documents, say=self._say, check=running.check).play()
            self._sell_through_providers(running, store)
            self._prove(running, store, documents)
            self._tell_mails(folder / "mails")
            self._say("Everything worked.")
            if sys.stdout.isatty() and os.environ.get("ONCE") != "1":
                self._serve(running, store)

    def _sell_through_providers(self, running: stack.Stack, store: str) -> None:
        """Play the first sales of a Chilean and a Portuguese store, whose documents providers issue."""
        for kind in (CHILE, PORTUGAL):
            merchant = Merchant(folio=running.folio, store=f"{store}-{kind.country.lower()}")
            sandbox = Sandbox(running.sandbox, running.folio)
            ProviderScenario(kind, merchant, sandbox, say=self._say, check=running.check).play()

    def _prove(self, running: stack.Stack, store: str, documents: Path) -> None:
        """Export the store's documents and verify them by the script that is independent of Folio."""
        archive = str(documents / "export.zip")
        told = running.manage("export_store", store, "--to", archive)
        seals = [word for line in told.splitlines() if line.startswith("--seal ") for word in line.split()]
        said = running.run("verify", "-I", verify_export.__file__, archive, *seals)
        self._say(f"Exported to {archive} and verified by its own script:")
        for line in said.splitlines():
            self._say(f"  {line}")

    def _tell_mails(self, mails: Path) -> None:
        """Print the number of mails; the stack stores each mail as a file."""
        count = len(list(mails.glob("*")))
        self._say(f"{count} mails to buyers lie in {mails}")

    def _tell_addresses(self, running: stack.Stack) -> None:
        for name, origin, usual in (("Folio", running.folio, 8000), ("Sandbox", running.sandbox, 8100)):
            taken = "" if origin.endswith(f":{usual}") else f" (port {usual} is taken)"
            self._say(f"{name} answers at {origin}{taken}")

    def _serve(self, running: stack.Stack, store: str) -> None:
        self._say(f"Jumpseller's admin with Folio in it: {running.sandbox}/admin/{store}")
        self._say("Press Ctrl-C to stop.")
        while True:
            running.check()
            time.sleep(1)

    def _say(self, line: str) -> None:
        self.stdout.write(f"• {line}")
        self.stdout.flush()


def _private_folder() -> Path:
    """Return an empty folder for this run; remove the folders of runs that have ended."""
    place = PROJECT / "var" / "demo"
    place.mkdir(parents=True, exist_ok=True)
    for old in place.iterdir():
        if old.name.isdigit() and not _runs(int(old.name)):
            shutil.rmtree(old, ignore_errors=True)
    folder = place / str(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _runs(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
