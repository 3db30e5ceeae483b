"""manage.py export_store: write all of a store's documents as one archive that anyone can verify."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.invoices.export import archive
from apps.invoices.issuing import seals
from apps.invoices.renditions.pdf_store import DamagedRendition
from apps.stores.models import Store


class Command(BaseCommand):
    help = "Writes a store's PDFs, their table, facts and chain of seals to a ZIP, with the script that verifies it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("store", help="the store's code")
        parser.add_argument("--to", type=Path, required=True, help="where the ZIP goes")

    def handle(self, *_: Any, **options: Any) -> None:
        output: Path = options["to"]
        store = Store.objects.filter(code=options["store"]).first()
        if store is None:
            raise CommandError(f"No store has the code {options['store']}.")
        try:
            with output.open("wb") as target:
                archive.export(store, target)
        except (DamagedRendition, OSError) as error:
            output.unlink(missing_ok=True)
            raise CommandError(str(error)) from None
        self.stdout.write(f"Wrote {output}. To keep elsewhere, for a later verify.py:")
        for chain in seals.chains_of(store):
            self.stdout.write(chain.note)
