"""The Celery application: tasks carry ids, messages are doorbells, the database is the truth."""

from celery import Celery

app = Celery("folio")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery's current app belongs to a thread; requests and the doorbell run in other threads than this one.
app.set_default()
