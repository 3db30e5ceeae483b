"""Tests: real PostgreSQL and Redis, whose addresses tests/servers.py has put into the environment."""

from config.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests run side by side on one Redis, and stores of different databases have the same ids.
JUMPSELLER_CALLS_PER_SECOND, JUMPSELLER_CALLS_PER_MINUTE = 100_000, 100_000
