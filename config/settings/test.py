"""Test settings: real PostgreSQL and Redis, whose addresses tests/servers.py puts into the environment."""

from config.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each `Client` of a test loads the middleware anew: whitenoise looks a file up when it is asked for, instead of walking
# through every folder of static files first.
WHITENOISE_AUTOREFRESH = True
