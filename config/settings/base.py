"""Settings shared by every environment of Folio. Values that differ come from environment variables."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab

from apps.core import logs
from config import environment

BASE_DIR = environment.PROJECT

# --- Identity -------------------------------------------------------------------------------------------------------
SECRET_KEY = environment.text("SECRET_KEY", hint="a long random string; `make run` makes one in .env")
TOKEN_ENCRYPTION_KEYS = environment.fernet_keys(
    "TOKEN_ENCRYPTION_KEYS",
    hint="comma-separated Fernet keys, newest first; `make run` makes one in .env",
)
APP_URL = environment.origin("APP_URL", hint="the public base address of this installation, https://folio.example")
ALLOWED_HOSTS = environment.hosts(
    "ALLOWED_HOSTS", serving=APP_URL, hint="comma-separated host names; if not set, the host of APP_URL"
)

# --- Jumpseller -----------------------------------------------------------------------------------------------------
JUMPSELLER_CLIENT_ID = environment.text("JUMPSELLER_CLIENT_ID", hint="from the App's page at Jumpseller")
JUMPSELLER_CLIENT_SECRET = environment.text("JUMPSELLER_CLIENT_SECRET", hint="from the App's page at Jumpseller")
JUMPSELLER_APP_CODE = environment.text("JUMPSELLER_APP_CODE", hint="the App's code at Jumpseller, for instance folio")
JUMPSELLER_API_URL = environment.origin(
    "JUMPSELLER_API_URL", hint="base of the API", default="https://api.jumpseller.com/v1"
)
# The platform does not document whether it refuses a scope that the App was not registered with, so it is configurable.
JUMPSELLER_SCOPES = environment.text(
    "JUMPSELLER_SCOPES",
    hint="the scopes that the App is registered with",
    default="read_store read_orders write_orders read_hooks write_hooks read_apps read_taxes",
)
JUMPSELLER_ACCOUNTS_URL = environment.origin(
    "JUMPSELLER_ACCOUNTS_URL", hint="base of the OAuth pages", default="https://accounts.jumpseller.com"
)
JUMPSELLER_ADMIN_ORIGINS = environment.origins(
    "JUMPSELLER_ADMIN_ORIGINS",
    hint="comma-separated origins that may show Folio in a frame, without wildcards: https://{store}.jumpseller.com",
    default="https://{store}.jumpseller.com",
)
JUMPSELLER_DOCUMENT_TYPE = environment.choice(
    "JUMPSELLER_DOCUMENT_TYPE",
    {"integer", "string"},
    hint="how a document's type is sent, as 1 or as “1 - invoice”",
    default="integer",
)
JUMPSELLER_AUTHORISATION_ENDS_TOKENS = (
    environment.choice(
        "JUMPSELLER_AUTHORISATION_ENDS_TOKENS",
        {"yes", "no"},
        hint="whether a new authorisation of a store ends the tokens of the one before",
        default="no",
    )
    == "yes"
)
# Seconds to connect and to wait for an answer; the lease is extended while the call lasts.
JUMPSELLER_TIMEOUT = (5.0, 20.0)
# Seconds until an answer must be complete, even if it arrives slowly.
JUMPSELLER_LONGEST_ANSWER = 30.0
# The platform documents no limit; a minute is what web servers commonly allow a request.
JUMPSELLER_LONGEST_WRITE_SECONDS = environment.seconds(
    "JUMPSELLER_LONGEST_WRITE_SECONDS", hint="how long the platform may carry out an unanswered write", default="60"
)
PROVIDER_LONGEST_WRITE_SECONDS = environment.seconds(
    "PROVIDER_LONGEST_WRITE_SECONDS", hint="how long a provider may carry out an unanswered write", default="90"
)
# Addresses that are reached instead of providers' hosts; development sets them.
PROVIDER_STAND_INS: dict[str, str] = {}
# Hosts with their ports that are reached though they are not public; development sets them.
PROVIDER_LOCAL_ADDRESSES: list[str] = []
# Limits of a store by the API's description, until the headers of its answers state others.
JUMPSELLER_CALLS_PER_SECOND, JUMPSELLER_CALLS_PER_MINUTE = 20, 800

# --- Application ----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "apps.core",
    "apps.stores",
    "apps.orders",
    "apps.invoices",
    "apps.automation",
    "apps.intake",
    "apps.dashboard",
    "pgtrigger",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "apps.intake.middleware.WebhookMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.core.web.odd_requests.RefuseNulMiddleware",
    "apps.core.web.body_limits.BodyLimitMiddleware",
    "apps.core.web.cookies.PartitionedSessionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Bytes; views that accept files set a limit of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# W045 says that `full_clean` does not evaluate constraints of raw SQL: the hashes of logos and seals. No form edits
# those rows, their triggers refuse every change, and PostgreSQL evaluates the constraints.
SILENCED_SYSTEM_CHECKS = ["models.W045"]
REFUSED_BODY_VIEW = "apps.dashboard.home.views.body_too_large"

# --- Database: connections persist, because opening one costs ten times what storing a webhook does -----------------
DATABASES = {
    "default": environment.database(
        "DATABASE_URL", hint="the PostgreSQL database, postgres://user:password@host/name; `make run` starts one"
    )
    | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
}

# --- Work: messages may be lost, the database records what is due ---------------------------------------------------
REDIS_URL = environment.server_url(
    "REDIS_URL", {"redis", "rediss", "unix"}, hint="Celery's broker, redis://host/0; `make run` starts one"
)
CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:", 1) if REDIS_URL.startswith("unix:") else REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_TIMEZONE = "UTC"
# Celery closes connections around each task unless it is told after how many; `config.celery` checks them instead.
CELERY_DB_REUSE_MAX = 100_000
SWEEP_EVERY_SECONDS = environment.seconds("SWEEP_EVERY_SECONDS", hint="pause between two sweeps", default="10")
RING_AGAIN_SECONDS = environment.seconds("RING_AGAIN_SECONDS", hint="patience with a queued row", default="120")
RECONCILE_EVERY_SECONDS = environment.seconds(
    "RECONCILE_EVERY_SECONDS", hint="pause between two looks for orders without a document", default="3600"
)
RETRY_BASE_SECONDS = environment.seconds("RETRY_BASE_SECONDS", hint="first wait before a retry", default="2")
CELERY_BEAT_SCHEDULER = "config.beat:Scheduler"
# `core.sweep` runs the sweeps of the apps that have due work. What else a sweep does, such as rows of checks for new
# stores, is less urgent.
_SWEEPS = {"core.sweep": SWEEP_EVERY_SECONDS} | dict.fromkeys(
    ("stores.sweep", "intake.sweep", "automation.sweep", "invoices.sweep", "dashboard.sweep"), 12 * SWEEP_EVERY_SECONDS
)
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": seconds, "options": {"expires": seconds}} for name, seconds in _SWEEPS.items()
} | {
    "checks of stores": {"task": "stores.prepare_checks", "schedule": RECONCILE_EVERY_SECONDS},
    "checks of orders": {"task": "automation.prepare_checks", "schedule": RECONCILE_EVERY_SECONDS},
    "listen": {"task": "intake.listen", "schedule": RECONCILE_EVERY_SECONDS},
    # Hourly, because the start of a month depends on each store's time zone.
    "seals": {"task": "invoices.prepare_seal_mails", "schedule": crontab(minute="40")},
    "forget sign-ins": {"task": "stores.forget_sign_ins", "schedule": crontab(hour="4", minute="20")},
    "clear sessions": {"task": "core.clear_sessions", "schedule": crontab(hour="4", minute="10")},
}

# --- Files: PDFs in the default storage, which production may replace by an object store ----------------------------
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", hint="folder of the PDFs", default=str(BASE_DIR / "var" / "media")))
STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Mail -----------------------------------------------------------------------------------------------------------
globals().update(
    environment.mail_server("EMAIL_URL", hint="the mail server, smtp+tls://user:password@host:587; or consolemail://")
)
# Timeout of each step of the SMTP session, in seconds.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = environment.mail_address(
    "DEFAULT_FROM_EMAIL",
    hint="the address that mails to buyers come from, documents@folio.example",
    default=f"documents@{urlsplit(APP_URL).hostname}",
)
MAILS_PER_STORE_AND_HOUR = environment.count(
    "MAILS_PER_STORE_AND_HOUR", hint="how many mails to buyers a store sends within an hour; more wait", default="500"
)

# --- Languages and dates --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
DOCUMENT_LANGUAGES = [("es", "Español"), ("pt", "Português"), ("en", "English")]
# The interface also has Brazilian Portuguese; the catalogue pt_BR contains only its differences from pt.
LANGUAGES = [*DOCUMENT_LANGUAGES, ("pt-br", "Português (Brasil)")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Security -------------------------------------------------------------------------------------------------------
SECURITY_CONTACT = environment.contacts(
    "SECURITY_CONTACT", hint="comma-separated addresses for reports of vulnerabilities, security@folio.example"
)
# The session must work in a frame of another site; Partitioned restricts it to Jumpseller's admin (CHIPS).
SESSION_COOKIE_SAMESITE = "None"
# The prefix prevents other hosts of the same site from setting the cookie; browsers require https for it (RFC 6265bis).
SESSION_COOKIE_NAME = "__Host-sessionid" if APP_URL.startswith("https://") else "sessionid"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "apps.dashboard.home.views.out_of_date"
CSRF_COOKIE_SECURE = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Folio in a separate tab opens the sign-in window, whose pages have another policy (apps/stores/views.py).
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin-allow-popups"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Logs -----------------------------------------------------------------------------------------------------------
LOGGING_CONFIG = None
logs.configure_logs(as_json=True)
