from celery import shared_task

from apps.core import queue
from apps.dashboard.archives import build
from apps.dashboard.models import Archive


@shared_task(name="dashboard.build_archive")
def build_archive(archive_id: int) -> None:
    """Builds one part of an archive."""
    build.build_archive(archive_id)


@shared_task(name="dashboard.sweep")
def sweep() -> None:
    """Rings for the archives that are due and deletes the old ones."""
    queue.ring("dashboard.build_archive", Archive.sweep())
    build.forget_old_archives()
