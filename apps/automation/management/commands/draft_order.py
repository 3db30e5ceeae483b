"""manage.py draft_order: prints what Folio would declare for an order in a file."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.automation import preview_options, previewing
from apps.orders.payload import NotAnOrder


class Command(BaseCommand):
    help = "Prints, as JSON, what Folio would declare for an order. No database is touched."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        preview_options.add_to(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        terms = preview_options.terms_of(options)
        try:
            previews = [previewing.preview(order, terms) for order in previewing.orders_in(options["file"])]
        except (NotAnOrder, OSError) as error:
            self.stderr.write(str(error))
            sys.exit(preview_options.NOT_AN_ORDER)
        shown = [previewing.as_json(preview) for preview in previews]
        self.stdout.write(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=2))
        statuses = {preview.status for preview in previews}
        sys.exit(next(code for status, code in _WORST_FIRST if status in statuses))


_WORST_FIRST = [(status, preview_options.EXIT_STATUS[status]) for status in ("hold", "skip", "ready")]
