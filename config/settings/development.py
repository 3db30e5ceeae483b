"""Development, demo and the commands that need no database: every variable has a local default."""

from config import environment

environment.load_dotenv(environment.PROJECT / ".env")
environment.assume(
    {
        "SECRET_KEY": "for development only; production refuses to start without one of its own",
        "TOKEN_ENCRYPTION_KEYS": "Zm9saW8tZGV2ZWxvcG1lbnQta2V5LW5vdC1zZWNyZXQ=",
        "APP_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "DATABASE_URL": "postgres://postgres@localhost:5432/folio",
        "REDIS_URL": "redis://localhost:6379/0",
        "EMAIL_URL": "consolemail://",
        "JUMPSELLER_CLIENT_ID": "folio-development",
        "JUMPSELLER_CLIENT_SECRET": "folio-development-secret",
        "JUMPSELLER_APP_CODE": "folio",
        "JUMPSELLER_API_URL": "http://127.0.0.1:8100/v1",
        "JUMPSELLER_ACCOUNTS_URL": "http://127.0.0.1:8100",
        "JUMPSELLER_ADMIN_ORIGINS": "http://127.0.0.1:8100,http://{store}.jumpseller.localhost:8100",
    }
)

from apps.core import logs  # noqa: E402
from config.settings.base import *  # noqa: E402, F403
from config.settings.base import INSTALLED_APPS, STORAGES  # noqa: E402

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "apps.sandbox"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Files come from where they lie; there is nothing to collect.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
logs.configure(as_json=False)
