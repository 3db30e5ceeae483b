"""Test settings: real PostgreSQL and Redis, whose addresses tests/servers.py puts into the environment."""

from config.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
