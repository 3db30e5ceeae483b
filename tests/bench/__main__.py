"""Run and print every table, or only the named ones: python -m tests.bench drafting,issuing lists."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

from config.local.servers import servers

TABLES = (
    "drafting",
    "issuing",
    "rendering",
    "intake",
    "preview",
    "lists",
    "growth",
    "job",
    "submissions",
    "idle",
    "memory",
)


def main(arguments: list[str]) -> None:
    """Start PostgreSQL and Redis, measure and print the tables that `arguments` name, all where they name none."""
    chosen = _chosen(arguments)
    with tempfile.TemporaryDirectory(prefix="folio-bench-") as folder, servers(Path(folder)) as urls:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
        os.environ.update(urls)
        django.setup()
        call_command("migrate", verbosity=0)
        _measure(chosen, Path(folder), urls)


def _chosen(arguments: list[str]) -> list[str]:
    """Return the names in `arguments`, separated by spaces or commas. Exit for an unknown one."""
    names = " ".join(arguments).replace(",", " ").split()
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        sys.exit(f"No such table: {', '.join(unknown)}. There are: {', '.join(TABLES)}.")
    return names or list(TABLES)


def _measure(chosen: list[str], folder: Path, urls: dict[str, str]) -> None:
    from tests.bench import (  # noqa: PLC0415  need Django set up
        drafting,
        growth,
        idle,
        intake,
        issuing,
        job,
        lists,
        memory,
        preview,
        rendering,
        submissions,
    )

    tables: dict[str, Callable[[], None]] = {
        "drafting": drafting.measure,
        "issuing": lambda: issuing.measure(urls),
        "rendering": rendering.measure,
        "intake": lambda: intake.measure(folder, urls),
        "preview": preview.measure,
        "lists": lists.measure,
        "growth": growth.measure,
        "job": lambda: job.measure(folder, urls),
        "submissions": lambda: submissions.measure(folder, urls),
        "idle": lambda: idle.measure(folder, urls),
        "memory": lambda: memory.measure(folder, urls),
    }
    for name in TABLES:
        if name in chosen:
            tables[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
