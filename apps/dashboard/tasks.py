"""Celery tasks of the dashboard."""

from celery import shared_task

from apps.core import work
from apps.dashboard.archives import build
from apps.dashboard.models import Archive


@shared_task(name="dashboard.build_archive")
def build_archive(archive_id: int) -> None:
    """Build one part of an archive."""
    build.build_archive(archive_id)


@shared_task(name="dashboard.sweep")
def sweep() -> None:
    """Enqueue the archives that are due and delete old ones."""
    work.publish_due(Archive)
    build.forget_old_archives()
