"""Production: nothing has a default that would be unsafe, everything speaks https."""

from config.settings.base import *  # noqa: F403

DEBUG = False
SECURE_SSL_REDIRECT = True
# Health checks come from inside, over plain http.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
