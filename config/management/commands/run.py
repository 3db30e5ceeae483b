"""manage.py run: web, worker and beat for development, against the Jumpseller that the settings name."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from config.environment import PROJECT
from config.local import stack
from config.local.servers import servers

_PROGRAMS = ("web", "worker", "beat")


class Command(BaseCommand):
    help = "Runs Folio until Ctrl-C with the environment's or .env's settings; PostgreSQL and Redis too, if not named."
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        folder = PROJECT / "var" / "run"
        try:
            with servers(folder) as urls, stack.running(stack.as_configured(folder, urls), *_PROGRAMS) as running:
                self.stdout.write(f"Folio answers at {running.folio}; logs are in {folder}. Press Ctrl-C to stop.")
                while True:
                    running.check()
                    time.sleep(1)
        except KeyboardInterrupt:
            self.stdout.write("Stopped; nothing is left running.")
