"""Deliveries: the webhooks and requests of Jumpseller as they came, and Folio's own requests to read an order again."""

from typing import Self

from django.db import models
from django.db.models import Exists, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from apps.core import leases
from apps.core.postgresql.statements import Slot, Update
from apps.core.work import Work

_LAST_ID = "pg_sequence_last_value(pg_get_serial_sequence('intake_delivery', 'id')::regclass)"


class Delivery(Work):
    """One webhook or request: its bytes and its outcome. `order_id` is None where the body is no order."""

    TASK, SWEEP = "intake.process", "intake.sweep"

    event = models.CharField(max_length=60)
    body = models.BinaryField()
    headers = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    order_id = models.BigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()

    @classmethod
    def selected_by_claim(cls) -> "models.QuerySet[Self]":
        """Return the delivery with `latest_arrived`, the highest id of a delivery that has arrived."""
        rows = super().selected_by_claim()
        return rows.annotate(latest_arrived=RawSQL(_LAST_ID, ()))  # type: ignore[return-value]  # noqa: S611

    def finish_with_others(self) -> bool:
        """Close the row as done, and with it all others of its order that had arrived when it was claimed.

        The order was read after that, so they have nothing new. False if the lease was lost.
        """
        leases.let_go(self)
        values = {"row_id": self.pk, "claim": self.attempts, "store_id": self.store_id, "order_id": self.order_id}
        return bool(_FINISH.run(**values, latest=getattr(self, "latest_arrived", None) or self.pk, now=timezone.now()))

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


def _finish() -> "tuple[models.QuerySet[Delivery], dict[str, object]]":
    mine = Q(pk=Slot("row_id"), state=Work.State.CLAIMED, attempts=Slot("claim"))
    others = Q(store=Slot("store_id"), order_id=Slot("order_id"), state=Work.State.DUE, pk__lte=Slot("latest"))
    is_mine = Exists(Delivery.objects.filter(mine))
    done = {"state": Work.State.DONE, "error": "", "finished_at": Slot("now")}
    return Delivery.objects.filter(mine | (others & is_mine)), done


_FINISH: Update[Delivery] = Update(_finish)
