"""Celery tasks of the core app."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="core.clear_sessions")
def clear_sessions() -> None:
    """Delete expired sessions."""
    call_command("clearsessions")
