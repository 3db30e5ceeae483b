"""The WSGI application of the web process."""

import os

from django.core.wsgi import get_wsgi_application

from apps.core.web.body_limits import MeasuredBodies
from apps.core.web.odd_requests import OneCharset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = OneCharset(MeasuredBodies(get_wsgi_application()))
