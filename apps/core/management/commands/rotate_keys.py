"""Command `rotate_keys`: re-encrypt every stored secret under the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core import encryption


class Command(BaseCommand):
    help = "Writes every stored secret under the first of TOKEN_ENCRYPTION_KEYS; afterwards the others can go."

    def handle(self, *_: Any, **__: Any) -> None:
        written, lost = encryption.rotate_keys()
        self.stdout.write(f"{written} secrets written under the newest key.")
        if lost:
            raise CommandError(
                f"No key in TOKEN_ENCRYPTION_KEYS opens {', '.join(lost)}: keep or put back the old key."
            )
