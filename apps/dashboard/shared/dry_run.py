"""Preview of a document by issuing it and rolling back, so that the preview equals the result."""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

from apps.invoices.issuing.issuer import Made
from apps.invoices.models import Invoice

Made_ = TypeVar("Made_", Invoice, Made)
Shown = TypeVar("Shown")


def dry_run(act: Callable[[], Made_], show: Callable[[Made_], Shown]) -> Shown:
    """Return the result of `show` for the document that `act` issues, and roll back: no number, no row, no message.

    `show` must fetch all that it needs. Raise the errors of `act`.
    """
    with transaction.atomic():
        shown = show(act())
        # Some constraints are checked only at the commit, which does not happen here.
        connection.check_constraints()
        transaction.set_rollback(True)
    return shown
