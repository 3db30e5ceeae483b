"""What the platform said, frozen: the evidence behind every document."""

from django.db import models

from apps.core.immutability import immutable_triggers
from apps.core.tenancy import TenantModel


class OrderSnapshot(TenantModel):
    """An order as it was read, in canonical JSON; the same content is kept once."""

    order_id = models.BigIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "order_id", "sha256"), name="one_snapshot_a_content"),
            models.CheckConstraint(condition=models.Q(order_id__gt=0), name="snapshot_order_id_is_positive"),
        )
        triggers = immutable_triggers()
