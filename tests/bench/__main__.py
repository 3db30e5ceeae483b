"""Runs every table and prints it; with names, only those: python -m tests.bench drafting issuing lists."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

from config.local.servers import servers


def main(chosen: list[str]) -> None:
    """Starts PostgreSQL and Redis, measures and prints."""
    with tempfile.TemporaryDirectory(prefix="folio-bench-") as folder, servers(Path(folder)) as urls:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
        os.environ.update(urls)
        django.setup()
        call_command("migrate", verbosity=0)
        _measure(chosen, Path(folder), urls)


def _measure(chosen: list[str], folder: Path, urls: dict[str, str]) -> None:
    from tests.bench import drafting, intake, issuing, lists, preview, rendering  # noqa: PLC0415  need Django set up

    tables: dict[str, Callable[[], None]] = {
        "drafting": drafting.measure,
        "issuing": lambda: issuing.measure(urls),
        "rendering": rendering.measure,
        "intake": lambda: intake.measure(folder, urls),
        "preview": preview.measure,
        "lists": lists.measure,
    }
    for name, measure in tables.items():
        if not chosen or name in chosen:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
