"""Checks that need settings: migrations are complete, production's settings pass `check --deploy`."""

import os
import subprocess
import sys

from cryptography.fernet import Fernet

_MANAGE = [sys.executable, "-W", "error", "manage.py"]
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "lint-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "TOKEN_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "APP_URL": "https://folio.example",
    "ALLOWED_HOSTS": "folio.example",
    "DATABASE_URL": "postgres://folio@localhost/folio",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+tls://localhost",
    "JUMPSELLER_CLIENT_ID": "lint",
    "JUMPSELLER_CLIENT_SECRET": "lint",
    "JUMPSELLER_APP_CODE": "folio",
}


def main() -> None:
    """Exit with 1 if a migration is missing or a deployment check fails."""
    development = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.development"}
    migrations = [sys.executable, "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"]
    failed = subprocess.run(migrations, env=development, check=False).returncode  # noqa: S603
    deploy = [*_MANAGE, "check", "--deploy", "--fail-level", "WARNING"]
    failed |= subprocess.run(deploy, env=os.environ | _PRODUCTION, check=False).returncode  # noqa: S603
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
