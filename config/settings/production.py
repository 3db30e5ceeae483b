"""Production settings: no variable has an unsafe default, every address is https."""

from config import environment, hardening
from config.settings.base import *  # noqa: F403
from config.settings.base import (
    ALLOWED_HOSTS,
    APP_URL,
    DATABASES,
    JUMPSELLER_ACCOUNTS_URL,
    JUMPSELLER_ADMIN_ORIGINS,
    JUMPSELLER_API_URL,
    JUMPSELLER_CLIENT_ID,
    JUMPSELLER_CLIENT_SECRET,
    SECRET_KEY,
    TOKEN_ENCRYPTION_KEYS,
)

DEBUG = False
SECURE_SSL_REDIRECT = True
# Health checks are made from inside the network, over plain http.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

hardening.require_secret_key("SECRET_KEY", SECRET_KEY)
hardening.require_random_keys("TOKEN_ENCRYPTION_KEYS", TOKEN_ENCRYPTION_KEYS)
hardening.require_own("JUMPSELLER_CLIENT_ID", JUMPSELLER_CLIENT_ID)
hardening.require_own("JUMPSELLER_CLIENT_SECRET", JUMPSELLER_CLIENT_SECRET)
hardening.require_password(
    "DATABASE_URL", str(DATABASES["default"].get("PASSWORD", "")), str(DATABASES["default"].get("USER", ""))
)
hardening.require_https("APP_URL", [APP_URL])
hardening.require_https("JUMPSELLER_API_URL", [JUMPSELLER_API_URL])
hardening.require_https("JUMPSELLER_ACCOUNTS_URL", [JUMPSELLER_ACCOUNTS_URL])
hardening.require_https("JUMPSELLER_ADMIN_ORIGINS", JUMPSELLER_ADMIN_ORIGINS)
hardening.require_named_hosts("ALLOWED_HOSTS", ALLOWED_HOSTS)
environment.require_sound()
