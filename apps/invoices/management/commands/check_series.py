"""manage.py check_series: check numbers, dates, sums, seals and stored PDFs of every series."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from apps.invoices.audit import verify


class Command(BaseCommand):
    help = "Checks every series: gaps, repeats, dates, totals, seals, stored PDFs. Prints what it finds, exit 1 if any."

    def handle(self, *_: Any, **__: Any) -> None:
        found = verify.findings()
        for line in found:
            self.stdout.write(line)
        self.stdout.write(f"{len(found)} findings" if found else "Every series is sound.")
        sys.exit(1 if found else 0)
