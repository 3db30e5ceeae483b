"""Showing what would be issued by issuing it and taking it back: what is shown is what will be."""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

from apps.invoices.models import Invoice

Shown = TypeVar("Shown")


def dry_run(act: Callable[[], Invoice], show: Callable[[Invoice], Shown]) -> Shown:
    """Returns what SHOW makes of the document that ACT issues. Nothing of it stays: no number, no row, no message.

    SHOW must ask the database for all that it needs. Raises what ACT raises.
    """
    with transaction.atomic():
        shown = show(act())
        # Some rules are only checked at the commit, which does not come.
        connection.check_constraints()
        transaction.set_rollback(True)
    return shown
