"""The database backend of Folio: Django's for PostgreSQL, with two differences.

The check of a kept connection costs no statement. The server keeps the plans of `Prepared` statements only: a plan that
it keeps is made without the values, so it cannot use an index of a part of the rows, such as those that have failed.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class Prepared(str):
    """A statement whose plan is as good without its values: the server plans it once a connection, after some uses."""

    __slots__ = ()


class Cursor(base.ServerBindingCursor):
    """A cursor that has the server plan each statement for its values, unless it is `Prepared`."""

    def execute(self, query: Any, params: Any = None, *, prepare: bool | None = None, **options: Any) -> Any:
        """Execute `query`; `prepare` goes before its type."""
        if prepare is None and not isinstance(query, Prepared):
            prepare = False
        return super().execute(query, params, prepare=prepare, **options)  # type: ignore[misc]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that counts as usable while its server has sent nothing unasked.

    A server that ends, or ends a session, closes the socket, which then is readable. So is the socket after a notice
    of the server: then a statement decides, as in Django.
    """

    def get_connection_params(self) -> dict[str, Any]:
        """Return Django's parameters of a connection, with Folio's cursor."""
        return super().get_connection_params() | {"cursor_factory": Cursor}

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
