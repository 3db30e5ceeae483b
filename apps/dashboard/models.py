"""Requests of merchants that are completed in the background."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from apps.core.work import Work

# How long a finished archive can be downloaded.
KEPT = timedelta(days=7)


class Archive(Work):
    """Documents as files to download: one or, where they are many, several.

    Either the PDFs of a period as ZIP, with `first_day` and `last_day` as dates of documents; or the list of documents
    as a table for spreadsheets, with its `filters` and search `text`, and both in the merchant's language as `about`.
    The text may name a buyer: like the files it is kept for a week and is never logged.

    `last_id` is the last document at the time of the request, `total` the number of documents. `parts` is the number of
    stored files, `stored` the number of documents in them and `after_id` the last of these; `done` includes those of
    the file that is being written.
    """

    TASK, SWEEP = "dashboard.build_archive", "dashboard.sweep"

    class Kind(models.TextChoices):
        PDFS = "pdfs"
        TABLE = "table"

    kind = models.CharField(max_length=5, choices=Kind, default=Kind.PDFS)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    text = models.TextField(blank=True)
    about = models.TextField(blank=True)
    token = models.CharField(max_length=64, unique=True)
    last_id = models.BigIntegerField()
    after_id = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField()
    stored = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def waits_for_platform(cls) -> Q:
        """Return a condition that matches no row: archives do not need the platform."""
        return Q(pk__in=[])

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="a_period_runs_forwards"),
            models.CheckConstraint(
                condition=Q(kind="table") | Q(first_day__isnull=False, last_day__isnull=False),
                name="pdfs_are_of_a_period",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), name="archives_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(fields=("store", "-id"), name="archives_of_a_store"),
        )
