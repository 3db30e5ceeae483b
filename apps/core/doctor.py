"""Checks of the basic parts of an installation: settings, database, broker, processes, files, mail, addresses."""

import uuid
from contextlib import suppress
from pathlib import Path
from smtplib import SMTPException
from urllib.parse import urlsplit

import redis
import requests
from celery import current_app
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from apps.core import heartbeat
from apps.core.diagnosis import Finding, Stage, check, fault, sound, warning

# PostgreSQL's server_version_num.
_OLDEST_POSTGRESQL = 150_000
# Seconds to wait for an HTTP call, and for a worker's answer.
_ONE_CALL = 10.0
_ONE_PING = 3.0
_NO_SERVER, _CONSOLE, _FILES = (
    "apps.core.smtp.NoServer",
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.filebased.EmailBackend",
)


@check("settings", vital=True)
def whole_settings() -> Finding:
    """Run Django's own checks, including those for a deployment."""
    found = run_checks(include_deployment_checks=True)
    module = settings.SETTINGS_MODULE
    if not found:
        return sound(f"{module}, public address {settings.APP_URL}.")
    names = ", ".join(sorted({message.id or "?" for message in found}))
    mend = "`manage.py check --deploy` explains them; config.settings.production raises none"
    if any(message.level >= ERROR for message in found):
        return fault(f"{module} is refused by Django's checks: {names}.", mend=mend)
    return warning(f"{module} is not fit for a public address: {names}.", mend=mend)


@check("database", vital=True)
def database() -> Finding:
    """Check that the database server answers and is new enough."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
    except OperationalError:
        return fault(
            f"PostgreSQL does not answer at {_database_place()}, or refuses the role.",
            mend="start it, or correct DATABASE_URL; without one `make run` starts its own",
        )
    if version < _OLDEST_POSTGRESQL:
        return fault(f"PostgreSQL {version // 10_000} is too old.", mend="use PostgreSQL 15 or newer")
    return sound(f"PostgreSQL {version // 10_000} answers at {_database_place()}.")


@check("database role")
def role() -> Finding:
    """Check that the role cannot disable triggers: they keep issued documents unchanged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        name, is_superuser = cursor.fetchone()
    if is_superuser:
        return warning(
            f"The role {name} is a superuser: it can switch off what keeps issued documents unchanged.",
            mend="name a role in DATABASE_URL that owns the database and is no superuser (docs/operations.md)",
        )
    return sound(f"The role {name} is no superuser.")


@check("migrations", stage=Stage.UP)
def migrations() -> Finding:
    """Check that every migration is applied."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return fault(f"{len(missing)} migrations are not applied.", mend="run `manage.py migrate`")
    return sound("All migrations are applied.")


@check("static files", stage=Stage.UP)
def static_files() -> Finding:
    """Check that static files are collected, where the settings serve collected ones."""
    if settings.STATIC_ROOT is None:
        return sound("Files are served from where they lie.")
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return sound("Files are collected.")
    return fault("Files are not collected: every page fails.", mend="run `manage.py collectstatic --noinput`")


@check("broker", vital=True)
def broker() -> Finding:
    """Check that Redis answers and accepts writes."""
    place = _place(settings.REDIS_URL)
    mend = "start Redis, or correct REDIS_URL; without one `make run` starts its own"
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            client.set(f"folio-doctor-{uuid.uuid4()}", 1, px=1)
    except redis.ConnectionError:
        return fault(f"Redis does not answer at {place}, or refuses the password.", mend=mend)
    except redis.RedisError as error:
        return fault(f"Redis at {place} takes no writes ({type(error).__name__}).", mend="look into its log")
    return sound(f"Redis answers at {place}.")


@check("worker", stage=Stage.UP, comes_up=True)
def worker() -> Finding:
    """Check that a worker answers through the broker."""
    if current_app.control.ping(timeout=_ONE_PING, limit=1):
        return sound("A worker answers.")
    return fault(
        f"No worker answered within {_ONE_PING:.0f} s: nothing is issued, posted or mailed.",
        mend="start `celery -A config worker` with the same REDIS_URL, or look into its log",
    )


@check("beat", stage=Stage.UP, comes_up=True)
def beat() -> Finding:
    """Check that beat sent a task within its longest pause."""
    if heartbeat.is_heard():
        return sound("Beat sends its tasks.")
    return fault(
        f"Beat gave no sign of life for {heartbeat.longest_pause():.0f} s: retries and reconciliation do not run.",
        mend="start `celery -A config beat` with the same REDIS_URL, or look into its log",
    )


@check("storage", vital=True)
def storage() -> Finding:
    """Check that the storage of PDFs saves, returns and deletes a file."""
    content = uuid.uuid4().hex.encode()
    try:
        name = default_storage.save(f"doctor/{uuid.uuid4().hex}", ContentFile(content))
        with default_storage.open(name) as kept:
            same = kept.read() == content
        default_storage.delete(name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return fault(f"Files cannot be kept in {settings.MEDIA_ROOT}: {reason}.", mend=_STORAGE_MEND)
    if not same:
        return fault(f"A file came back from {settings.MEDIA_ROOT} changed.", mend=_STORAGE_MEND)
    return sound(f"Files are kept in {settings.MEDIA_ROOT}.")


_STORAGE_MEND = "let Folio's user write there, or name another folder in MEDIA_ROOT"


@check("mail")
def mail() -> Finding:
    """Check that the mail server accepts Folio's connection; no mail is sent."""
    if settings.EMAIL_BACKEND == _NO_SERVER:
        return warning("No mail server is named: no mail to a buyer is sent.", mend="set EMAIL_URL to send them")
    if settings.EMAIL_BACKEND in {_CONSOLE, _FILES}:
        return warning("Mails are printed or kept as files, not sent.", mend="set EMAIL_URL to a mail server")
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError) as error:
        return fault(
            f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not let Folio in "
            f"({type(error).__name__}).",
            mend="correct EMAIL_URL, or leave it empty to go without mail",
        )
    finally:
        with suppress(SMTPException, OSError):
            server.close()
    return sound(f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} lets Folio in.")


@check("security contact")
def security_contact() -> Finding:
    """Check that a public installation names a contact for reports of vulnerabilities."""
    if settings.SECURITY_CONTACT:
        return sound(f"Reports of vulnerabilities go to {', '.join(settings.SECURITY_CONTACT)}.")
    if not settings.APP_URL.startswith("https://"):
        return sound("No contact for reports of vulnerabilities is needed: the address is not public.")
    return warning(
        "No contact for reports of vulnerabilities is named: /.well-known/security.txt answers 404.",
        mend="set SECURITY_CONTACT to an e-mail address of a role, or to an https address",
    )


@check("public address", stage=Stage.UP)
def public_address() -> Finding:
    """Check that Folio's own pages answer at the public address, as Jumpseller and browsers reach them."""
    url = settings.APP_URL
    mend = "lead it to Folio's web process through a proxy or tunnel with TLS (docs/operations.md, The first real run)"
    try:
        live = requests.get(f"{url}/health/live", timeout=_ONE_CALL, allow_redirects=False)
        page = requests.get(f"{url}/health", timeout=_ONE_CALL, allow_redirects=False)
    except requests.exceptions.SSLError:
        return fault(f"{url} has no certificate that this machine trusts.", mend="give it one of a public authority")
    except requests.RequestException as error:
        return fault(f"{url} does not answer ({type(error).__name__}).", mend=mend)
    if live.status_code != 200 or live.content.strip() != b'{"status": "ok"}':
        return fault(f"{url} answers {live.status_code}, and not as Folio does.", mend=mend)
    if page.is_redirect:
        return fault(
            f"{url} redirects to itself without end.", mend="have the proxy send `X-Forwarded-Proto: https` to Folio"
        )
    return sound(f"Folio answers at {url}.")


def _database_place() -> str:
    database = settings.DATABASES["default"]
    host = database.get("HOST") or database.get("OPTIONS", {}).get("host") or "the local socket"
    return f"{host}:{database.get('PORT') or 5432}, database {database['NAME']}"


def _place(url: str) -> str:
    """Return the host, port and path of `url`, without user and password."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}{parts.path}" if parts.hostname else parts.path
