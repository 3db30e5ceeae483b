"""The Django project: settings, URLs, WSGI and Celery applications, and the tools that run Folio on one machine."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
