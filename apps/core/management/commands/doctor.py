"""Command `doctor`: tell whether this installation has all it needs, and how to mend it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.core.diagnosis import Check, Finding, Level, Stage, examine

_TO_MEND, _VITAL = 1, 2


class Command(BaseCommand):
    help = "Examines the installation, a line each; exit 1 if something is to be mended, 2 if Folio cannot start so."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options `--stage` and `--patience`."""
        stages = [stage.value for stage in Stage]
        parser.add_argument(
            "--stage", choices=stages, help="only what needs no process (before), or only the rest (up)"
        )
        parser.add_argument("--patience", type=float, default=0, metavar="SECONDS", help="for what is still coming up")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print each finding as soon as it is known; exit with 1 or 2 if a check fails."""
        stages = [Stage(options["stage"])] if options["stage"] else list(Stage)
        status = 0
        for check, finding in examine(*stages, patience=options["patience"]):
            self.stdout.write(_line(check, finding))
            self.stdout.flush()
            if finding.level is Level.ERROR:
                status = max(status, _VITAL if check.vital else _TO_MEND)
        if status:
            sys.exit(status)


def _line(check: Check, finding: Finding) -> str:
    mend = f" To mend: {finding.mend}." if finding.mend else ""
    return f"{finding.level.value:<8}{check.name}: {finding.text}{mend}"
