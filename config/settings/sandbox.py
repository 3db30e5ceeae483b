"""Settings of the sandbox, a simulated Jumpseller: no database, none of Folio's other apps."""

SECRET_KEY = "the sandbox holds nothing that is secret"  # noqa: S105
DEBUG = False
# Browsers resolve every host below `localhost` to this machine; so shops are hosts of one site, as at Jumpseller.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".jumpseller.localhost"]
INSTALLED_APPS = ["apps.sandbox", "django.contrib.staticfiles"]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "apps.sandbox.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES: dict[str, object] = {}
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = False
