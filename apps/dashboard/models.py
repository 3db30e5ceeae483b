"""What merchants ask for on the embedded page and get a while later."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from apps.core.work import Work

# How long a finished archive can be fetched.
KEPT = timedelta(days=7)


class Archive(Work):
    """The PDFs of a period, as one ZIP or, where they are many, as several.

    `first_day` and `last_day` are dates of documents. `last_id` is the last document there was when it was asked for,
    `total` how many they are; `after_id` and `done` tell how far the work has come, `parts` how many files there are.
    """

    first_day = models.DateField()
    last_day = models.DateField()
    token = models.CharField(max_length=64, unique=True)
    last_id = models.BigIntegerField()
    after_id = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField()
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
        )
        indexes = (
            models.Index(fields=("due_at",), name="archives_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(fields=("store", "-id"), name="archives_of_a_store"),
        )
