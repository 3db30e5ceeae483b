"""For `collectstatic` while an image is built: production's static files, and no secret is needed."""

from config.settings.development import *  # noqa: F403
from config.settings.development import BASE_DIR, INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "apps.sandbox"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
