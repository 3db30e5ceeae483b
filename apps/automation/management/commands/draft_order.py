"""manage.py draft_order: print the document that Folio would issue for an order in a file, as JSON."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.automation import file_preview
from apps.automation.management import file_preview_options
from apps.orders.payload import NotAnOrder


class Command(BaseCommand):
    help = "Prints, as JSON, what Folio would declare for an order. No database is touched."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        file_preview_options.add_to(parser)
        file_preview_options.add_settings_to(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        invoicing_settings = file_preview_options.terms_of(options)
        try:
            previews = [
                file_preview.preview_order(order, invoicing_settings)
                for order in file_preview.orders_in(options["file"])
            ]
        except (NotAnOrder, OSError) as error:
            self.stderr.write(str(error))
            sys.exit(file_preview_options.NOT_AN_ORDER)
        shown = [file_preview.as_json(preview) for preview in previews]
        self.stdout.write(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=2))
        statuses = {preview.status for preview in previews}
        sys.exit(next(code for status, code in _WORST_FIRST if status in statuses))


_WORST_FIRST = [(status, file_preview_options.EXIT_STATUS[status]) for status in ("hold", "skip", "ready")]
