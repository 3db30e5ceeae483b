"""The database backend of Folio: Django's for PostgreSQL, whose check of a kept connection costs no statement."""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that counts as usable while its server has sent nothing unasked.

    A server that ends, or ends a session, closes the socket, which then is readable. So is the socket after a notice
    of the server: then a statement decides, as in Django.
    """

    def is_usable(self) -> bool:
        """Tell whether the next statement can be sent."""
        return _is_quiet(self.connection) or bool(super().is_usable())


def _is_quiet(connection: Any) -> bool:
    """Tell whether the open psycopg `connection` is idle and nothing waits to be read from its socket."""
    if connection.closed or connection.info.transaction_status != TransactionStatus.IDLE:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return not poll.poll(0)
