"""Celery tasks of the core app."""

from celery import shared_task
from django.core.management import call_command

from apps.core import periodic, work


@shared_task(name="core.sweep")
def sweep() -> None:
    """Publish messages for due work of every kind."""
    for kind in work.due_kinds():
        with periodic.one_of_many("sweep", task=kind.TASK):
            work.publish_due(kind)


@shared_task(name="core.clear_sessions")
def clear_sessions() -> None:
    """Delete expired sessions."""
    call_command("clearsessions")
