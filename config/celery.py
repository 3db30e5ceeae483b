"""The Celery application: a message carries a task name and ids; the database alone records the work."""

from typing import Any

from celery import Celery
from celery.signals import after_task_publish, beat_init, task_failure, task_postrun, task_prerun, worker_ready
from django.db import InterfaceError, OperationalError, close_old_connections

from apps.core import heartbeat, leases, queue
from config import broker

broker.outlive_redis()
app = Celery("folio")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery's current app is per thread; requests and the publishing thread of `apps.core.queue` are other threads.
app.set_default()


@beat_init.connect
def _give_signs_of_life(**_: Any) -> None:
    """Make the process of beat, and no other, write its heartbeat: at start and with every task that it sends."""
    heartbeat.write_heartbeat()
    after_task_publish.connect(heartbeat.write_heartbeat, weak=False)


@worker_ready.connect
def _count_messages_as_lost(**_: Any) -> None:
    """Publish again what the worker before this one may have taken with it."""
    queue.count_messages_as_lost()


@task_failure.connect
def _count_as_lost_without_database(exception: BaseException, **_: Any) -> None:
    """Publish again what was fetched while the database was away: the message is gone, and its row was not claimed."""
    if isinstance(exception, InterfaceError | OperationalError):
        queue.count_messages_as_lost()


@task_prerun.connect
def _check_connections(**_: Any) -> None:
    """Have the connection checked by the next statement, which replaces one that no longer answers.

    Workers keep their connections as the web process does (`CONN_MAX_AGE`, `CONN_HEALTH_CHECKS`): opening one costs ten
    times what a step of an order does.
    """
    close_old_connections()


@task_postrun.connect
def _let_go_of_leases(**_: Any) -> None:
    """Leave what a failed task has claimed to the next worker."""
    leases.let_go_all()
