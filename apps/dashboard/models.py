"""What merchants ask for on the embedded page and get a while later."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from apps.core.work import Work

# How long a finished archive can be fetched.
KEPT = timedelta(days=7)


class Archive(Work):
    """Documents as files to fetch: one or, where they are many, several.

    Either the PDFs of a period as ZIP, `first_day` and `last_day` being dates of documents; or the list of documents as
    a table for spreadsheets, with the `filters` and the search `text` that it had, `about` being both in the merchant's
    words. The text may name a buyer: like the files it is kept a week and stands in no log.

    `last_id` is the last document there was when it was asked for, `total` how many they are. `parts` is how many files
    are stored, `stored` how many documents they hold and `after_id` the last of these; `done` counts also those of the
    file that is being written.
    """

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
        """It needs nobody's answer."""
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
