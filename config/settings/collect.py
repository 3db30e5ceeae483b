"""Settings for `collectstatic` during an image build: production's static files, without any secret."""

from config.settings.development import *  # noqa: F403
from config.settings.development import BASE_DIR, INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "apps.sandbox"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
