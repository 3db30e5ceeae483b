"""One migrated database for the whole run: each process copies it instead of migrating again.

The first process that needs it makes it, and the others wait for that.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from config.environment import PROJECT

# The controller of the run puts its process id here, so that no run takes over what an earlier one left.
RUN = "FOLIO_TEST_RUN"
_FIND = "SELECT 1 FROM pg_database WHERE datname = %s"


def template_database() -> str:
    """Return the name of an empty, migrated database to which nobody is connected."""
    name = f"folio_migrated_{os.environ[RUN]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not connection.execute(_FIND, [name]).fetchone():
            unready = f"{name}_unready"
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(unready)))
            _migrate(url_of(unready))
            connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unready), Identifier(name)))
    return name


def copy_to(name: str) -> str:
    """Make the database `name` a copy of the migrated one and return its address."""
    template = template_database()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    return url_of(name)


def drop_template() -> None:
    """Remove what the run made: a server that the environment names outlives it."""
    name = f"folio_migrated_{os.environ[RUN]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for made in (name, f"{name}_unready"):
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(made)))


def url_of(name: str) -> str:
    """Return the address of the database `name` on the server of the tests."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _migrate(url: str) -> None:
    command = [sys.executable, str(PROJECT / "manage.py"), "migrate", "-v0"]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=True)
