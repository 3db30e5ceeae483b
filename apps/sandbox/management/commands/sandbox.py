"""Command `sandbox`: replace this process by the server of the simulated Jumpseller."""

import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.sandbox.configuration import Configuration

_PROJECT = Path(__file__).resolve().parents[4]
_THREADS = 32


class Command(BaseCommand):
    help = "Runs a stand-in Jumpseller: OAuth, API, webhooks, admin. All of it lives in memory."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8100)
        parser.add_argument("--app-url", default=Configuration.app_url, help="where the App (Folio) is")
        parser.add_argument("--client-id", default=Configuration.client_id)
        parser.add_argument("--client-secret", default=Configuration.client_secret)
        parser.add_argument("--app-code", default=Configuration.app_code)
        parser.add_argument("--store-code", default=Configuration.store_code, help="code of the first store")
        parser.add_argument(
            "--webhook-time-scale",
            type=float,
            default=Configuration.webhook_time_scale,
            help="multiplies the minutes between retries of a webhook",
        )
        parser.add_argument("--access-log", action="store_true", help="print a line for each request")

    def handle(self, *args: Any, **options: Any) -> None:
        configuration = Configuration(**{field.name: options[field.name] for field in fields(Configuration)})
        environment = os.environ | configuration.as_environment()
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings.sandbox"
        self.stdout.write(f"Stand-in Jumpseller on http://{options['host']}:{options['port']}/")
        self.stdout.flush()
        os.execve(sys.executable, _server(options), environment)  # noqa: S606  (the arguments are this command's own)


def _server(options: dict[str, Any]) -> list[str]:
    """Return the server's command line.

    The server is one process, because the state is its memory; a stop does not wait for threads that a fault delays.
    """
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--chdir", str(_PROJECT)]
    command += ["--bind", f"{options['host']}:{options['port']}", "--workers", "1", "--worker-class", "gthread"]
    command += ["--threads", str(_THREADS), "--timeout", "0", "--graceful-timeout", "1", "--log-level", "warning"]
    command += ["--keep-alive", "65", "--no-control-socket"]
    return command + (["--access-logfile", "-"] if options["access_log"] else [])
