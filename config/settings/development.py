"""Settings for development, demo, tests and commands without a database: every variable has a local default."""

from config import environment
from config.published import DEVELOPMENT

environment.assume(DEVELOPMENT | {"APP_URL": f"http://localhost:{environment.port('PORT')}"})

from apps.core import logs  # noqa: E402
from config.settings.base import *  # noqa: E402, F403
from config.settings.base import INSTALLED_APPS, STORAGES  # noqa: E402

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "apps.sandbox"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Files are served from their sources; nothing is collected.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
# “host=address”, separated by commas: stand-ins of providers.
PROVIDER_STAND_INS = environment.pairs("PROVIDER_STAND_INS", hint="host=address, separated by commas")
# Hosts with ports of this machine, separated by commas: endpoints of merchants.
PROVIDER_LOCAL_ADDRESSES = environment.text(
    "PROVIDER_LOCAL_ADDRESSES", hint="host:port, separated by commas", default=""
).split(",")
logs.configure_logs(as_json=False)
environment.require_sound()
