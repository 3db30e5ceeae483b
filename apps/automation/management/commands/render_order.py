"""manage.py render_order: render the PDF that an order in a file would get."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.automation import file_preview
from apps.automation.management import file_preview_options
from apps.core import clock
from apps.formats.document import Party
from apps.formats.pdf.render import render_pdf
from apps.formats.wording.locales import LANGUAGES
from apps.invoices.renditions import document_data
from apps.orders.payload import NotAnOrder


class Command(BaseCommand):
    help = "Renders the document that an order would get, marked as a draft. No database is touched, no number spent."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        file_preview_options.add_to(parser)
        parser.add_argument("-o", "--output", type=Path, required=True, help="where the PDF goes")
        parser.add_argument("--language", choices=LANGUAGES, default="es")
        parser.add_argument("--seller", default="Folio", help="the seller's name")

    def handle(self, *_: Any, **options: Any) -> None:
        invoicing_settings = file_preview_options.terms_of(options)
        try:
            preview = file_preview.preview_order(file_preview.orders_in(options["file"])[0], invoicing_settings)
        except (NotAnOrder, OSError) as error:
            self.stderr.write(str(error))
            sys.exit(file_preview_options.NOT_AN_ORDER)
        for problem in preview.problems:
            self.stderr.write(f"{problem.code}: {problem.message}")
        if preview.order is not None and preview.draft is not None:
            data = document_data.data_of_draft(
                preview.draft,
                preview.order,
                seller=Party(name=options["seller"]),
                country=options["country"] or preview.order.buyer.country,
                language=options["language"],
                issue_date=clock.local_date(timezone.now(), invoicing_settings.time_zone),
                payment_date=preview.payment_date,
            )
            self._write(options["output"], render_pdf(data))
            self.stdout.write(f"Wrote {options['output']}")
        sys.exit(file_preview_options.EXIT_STATUS[preview.status])

    def _write(self, output: Path, content: bytes) -> None:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
