"""Orders as they were read, immutable: the evidence behind every document; and the log of erased orders."""

from django.db import models
from django.utils import timezone

from apps.core.postgresql.immutability import immutable_triggers, stamp_trigger
from apps.core.tenancy import TenantModel


class OrderSnapshot(TenantModel):
    """An order as it was read, in canonical JSON; equal content is kept once."""

    order_id = models.BigIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "order_id", "sha256"), name="one_snapshot_a_content"),
            models.CheckConstraint(condition=models.Q(order_id__gt=0), name="snapshot_order_id_is_positive"),
        )
        triggers = immutable_triggers(erasable=("body",))


class Erasure(TenantModel):
    """The log entry of an order whose buyer's personal data were erased, with the ground.

    The database allows personal data in the issued rows of that order to be emptied only while this row is written.
    """

    class Ground(models.TextChoices):
        RETENTION_OVER = "retention_over"
        ON_REQUEST = "on_request"

    order_id = models.BigIntegerField()
    ground = models.CharField(max_length=14, choices=Ground)
    # Written by the database: the moment of the transaction.
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("store", "order_id"), name="erasures_of_an_order"),)
        triggers = (*immutable_triggers(), stamp_trigger("erased_at"))
