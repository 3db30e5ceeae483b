"""Deliveries: the webhooks and requests of Jumpseller as they came, and Folio's own requests to read an order again."""

from django.db import models
from django.db.models import Q

from apps.core.work import Work


class Delivery(Work):
    """One webhook or request: its bytes and its outcome. `order_id` is None where the body is no order."""

    event = models.CharField(max_length=60)
    body = models.BinaryField()
    headers = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    order_id = models.BigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = (models.UniqueConstraint(fields=("store", "fingerprint"), name="a_delivery_is_kept_once"),)
        indexes = (
            models.Index(fields=("due_at",), name="deliveries_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(fields=("store", "-received_at"), name="deliveries_of_a_store"),
            models.Index(fields=("store", "order_id"), name="deliveries_of_an_order"),
            models.Index(
                fields=("store", "-received_at"),
                name="deliveries_unfinished",
                condition=Q(state__in=["due", "claimed", "failed"]),
            ),
        )
