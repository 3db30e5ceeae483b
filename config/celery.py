"""The Celery application: tasks carry ids, messages are doorbells, the database is the truth."""

from typing import Any

from celery import Celery
from celery.signals import after_task_publish, beat_init

from apps.core import heartbeat

app = Celery("folio")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery's current app belongs to a thread; requests and the doorbell run in other threads than this one.
app.set_default()


@beat_init.connect
def _give_signs_of_life(**_: Any) -> None:
    """Have beat's process, and no other, note that it lives: now and with every task that it sends."""
    heartbeat.write()
    after_task_publish.connect(heartbeat.write, weak=False)
