"""What Folio did about each order, and why not more."""

from django.db import models

from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.orders.models import OrderSnapshot


class OrderRecord(TenantModel):
    """One row an order: the state of the platform as last read, what we did about it, and the reasons.

    Its documents are the invoices with the same store and order id.
    """

    class State(models.TextChoices):
        NEW = "new"
        ISSUED = "issued"
        CREDITED = "credited"
        HELD = "held"
        SKIPPED = "skipped"

    order_id = models.BigIntegerField()
    platform_status = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    reasons = models.JSONField(default=list, blank=True)
    snapshot = models.ForeignKey(OrderSnapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Each reading of the order takes a ticket before it asks the platform; what an older ticket brings is stale.
    last_ticket = models.PositiveBigIntegerField(default=0)
    applied_ticket = models.PositiveBigIntegerField(default=0)
    # A person's word that the document is wanted whatever the rules say; with a snapshot, for exactly what was seen.
    released_at = models.DateTimeField(null=True, blank=True)
    released_snapshot = models.ForeignKey(
        OrderSnapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "order_id"), name="one_record_an_order"),
            models.CheckConstraint(condition=models.Q(order_id__gt=0), name="record_order_id_is_positive"),
        )
        indexes = (models.Index(fields=("store", "-updated_at"), name="records_of_a_store"),)


class Reconciliation(Work):
    """The repeated look for orders that have no document: one row a store and span, always due again.

    `page` is where a look that took too long for one turn goes on; `found` counts what the current look has mended.
    """

    span_days = models.PositiveSmallIntegerField()
    page = models.PositiveIntegerField(default=1)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "span_days"), name="one_reconciliation_a_span"),)
        indexes = (
            models.Index(
                fields=("due_at",), name="reconciliations_due", condition=models.Q(state__in=["due", "claimed"])
            ),
        )


class Reposting(Work):
    """The repeated look for documents that disappeared at the platform: one row a store and span, always due again.

    `started_at` is when the current look began, empty between two; `page` is which page of the store's documents comes
    next, 0 when the pages are over and the orders are asked one by one.
    """

    span_days = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    page = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "span_days"), name="one_reposting_a_span"),)
        indexes = (
            models.Index(fields=("due_at",), name="repostings_due", condition=models.Q(state__in=["due", "claimed"])),
        )
