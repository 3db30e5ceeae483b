"""Runs every table and prints it."""

import os
import tempfile
from pathlib import Path

import django

from config.local.servers import servers


def main() -> None:
    """Starts PostgreSQL and Redis, measures and prints."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    django.setup()
    from tests.bench import intake  # noqa: PLC0415  needs Django set up

    with tempfile.TemporaryDirectory(prefix="folio-bench-") as folder, servers(Path(folder)) as urls:
        intake.measure(Path(folder), urls)


if __name__ == "__main__":
    main()
