"""What Folio did about each order, and why not more."""

from collections.abc import Iterable
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from apps.automation.reasons import WaitsFor
from apps.core.tenancy import TenantModel
from apps.core.work import Work
from apps.orders.models import OrderSnapshot
from apps.stores.models import Store

# Conditions on records. Those of an index are part of the database's schema. They name states and what orders wait for;
# reasons are compared only with those that the merchant has put aside.
# Reasons that the merchant has dismissed are not shown again.
_FRESH = ~Q(reasons=F("dismissed"))
# Held orders, which have no document; and invoiced orders with a remark.
_HELD = Q(state="held")
_ODD = Q(state="issued") & ~Q(reasons=[]) & _FRESH
# Paid orders that wait for the merchant: by their settings, in test mode, or before they enabled automatic issuing.
_BY_HAND = Q(state="skipped", waiting_for__in=[WaitsFor.REQUEST.value, WaitsFor.TEST_END.value, WaitsFor.START.value])
_FROM_BEFORE = Q(state="skipped", waiting_for=WaitsFor.ORIGIN.value) & _FRESH
# Found among the records of a store: these two wait for the first steps, the last for the shipment.
_UNSTARTED = Q(waiting_for=WaitsFor.START.value)
_UNRATED = Q(waiting_for=WaitsFor.TAX_RATE.value)
_UNSHIPPED = Q(waiting_for=WaitsFor.SHIPMENT.value)

# What an order can wait for in each state. One that was credited by hand and released in test mode stays credited.
_WAITS_IN_ITS_STATE = (
    Q(waiting_for="")
    | Q(state="skipped", waiting_for__in=[wait for wait in WaitsFor.values if wait != WaitsFor.TAX_RATE])
    | Q(state="held", waiting_for__in=[WaitsFor.REQUEST.value, WaitsFor.TAX_RATE.value])
    | Q(state="credited", waiting_for=WaitsFor.TEST_END.value)
)

_INDEXES_OF_RECORDS = (
    models.Index(fields=("store", "-updated_at"), name="records_held", condition=_HELD),
    models.Index(fields=("store", "-updated_at"), name="records_odd", condition=_ODD),
    models.Index(fields=("store", "id"), name="records_by_hand", condition=_BY_HAND),
    models.Index(fields=("store", "-updated_at"), name="records_from_before", condition=_FROM_BEFORE),
    # Covers all columns that the home page sums up, so that it reads only the index.
    models.Index(
        fields=("store", "paid_on"),
        name="records_by_day_of_payment",
        include=("order_id", "state", "currency", "amount"),
    ),
)


class OrderRecordQuerySet(models.QuerySet["OrderRecord"]):
    """Records of orders, by what the orders wait for. The home page's lists are those that have an index."""

    def locked(self) -> Self:
        """Lock the records, not their stores, until the transaction ends, as they are read."""
        return self.select_for_update(of=("self",))

    def held(self) -> Self:
        """Return the orders that have no document until a person has looked."""
        return self.filter(_HELD)

    def odd(self) -> Self:
        """Return the invoiced orders of which the merchant should know something that is not put aside."""
        return self.filter(_ODD)

    def by_hand(self) -> Self:
        """Return the paid orders that wait until the merchant asks for their documents, or turns issuing on."""
        return self.filter(_BY_HAND)

    def from_before(self) -> Self:
        """Return the orders that are dated before the installation and are not put aside."""
        return self.filter(_FROM_BEFORE)

    def waiting_for_start(self) -> Self:
        """Return the paid orders that wait for automatic issuing, or for the rate of orders without tax data."""
        return self.filter(_UNSTARTED | _UNRATED)

    def waiting_for_shipment(self) -> Self:
        """Return the paid orders whose documents are issued when they are shipped."""
        return self.filter(_UNSHIPPED)


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
        # A document is on its way to a provider.
        SUBMITTED = "submitted"

    order_id = models.BigIntegerField()
    platform_status = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.NEW)
    # What a paid order waits for; empty for nothing, or for a person who looks at a held one.
    waiting_for = models.CharField(max_length=8, choices=WaitsFor, blank=True)
    # For people only: codes and figures (`Problem.as_json`), told in the reader's language. Nothing is decided by them.
    reasons = models.JSONField(default=list, blank=True)
    # What a merchant has put aside: these very reasons are not shown to them again.
    dismissed = models.JSONField(default=list, blank=True)
    # As last read: the day of payment in the store's time zone, and all that was charged, for the books of a period.
    paid_on = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    snapshot = models.ForeignKey(OrderSnapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Each reading of the order takes a ticket before it asks the platform; what an older ticket brings is stale.
    last_ticket = models.PositiveBigIntegerField(default=0)
    applied_ticket = models.PositiveBigIntegerField(default=0)
    # A person's request for the document, which goes before the rules; with a snapshot, for exactly what was seen.
    released_at = models.DateTimeField(null=True, blank=True)
    released_snapshot = models.ForeignKey(
        OrderSnapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # When a person asked for the documents of a period that holds this order: then it does not count that the order is
    # from before Folio, nor that documents wait until they are asked for. All other rules do.
    backfilled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrderRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "order_id"), name="one_record_an_order"),
            models.CheckConstraint(condition=Q(order_id__gt=0), name="record_order_id_is_positive"),
            models.CheckConstraint(condition=_WAITS_IN_ITS_STATE, name="record_waits_in_its_state"),
        )
        indexes = (models.Index(fields=("store", "-updated_at"), name="records_of_a_store"), *_INDEXES_OF_RECORDS)


class Reconciliation(Work):
    """The repeated look for orders that have no document: one row a store and span, always due again.

    `page` is where a look that took too long for one turn goes on; `found` counts what the current look has mended.
    """

    TASK, SWEEP = "automation.reconcile", "automation.sweep"

    span_days = models.PositiveSmallIntegerField()
    page = models.PositiveIntegerField(default=1)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "span_days"), name="one_reconciliation_a_span"),)
        indexes = (
            models.Index(fields=("due_at",), name="reconciliations_due", condition=Q(state__in=["due", "claimed"])),
        )


class Reposting(Work):
    """The repeated look for documents that disappeared at the platform: one row a store and span, always due again.

    `started_at` is when the current look began, empty between two; `page` is which page of the store's documents comes
    next, 0 when the pages are over and the orders are asked one by one.
    """

    TASK, SWEEP = "automation.repost", "automation.sweep"

    span_days = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    page = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("store", "span_days"), name="one_reposting_a_span"),)
        indexes = (models.Index(fields=("due_at",), name="repostings_due", condition=Q(state__in=["due", "claimed"])),)


class Backfill(Work):
    """The documents of a period asked for at once: first a look that issues nothing, then, once confirmed, the issue.

    `first_day` and `last_day` are days of payment in the store's time zone. `page` is which page of the platform's list
    comes next, 0 when all were read; `added` counts the orders that the current reading of the list has added.
    `asked_by` and `confirmed_by` are digests of sessions.
    """

    TASK, SWEEP = "automation.backfill", "automation.sweep"

    class Stage(models.TextChoices):
        LOOKING = "looking"
        LOOKED = "looked"
        ISSUING = "issuing"
        ENDED = "ended"
        CANCELLED = "cancelled"

    first_day = models.DateField()
    last_day = models.DateField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.LOOKING)
    page = models.PositiveIntegerField(default=1)
    added = models.PositiveIntegerField(default=0)
    asked_by = models.CharField(max_length=64)
    confirmed_by = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="a_backfill_runs_forwards"),
            models.UniqueConstraint(
                fields=("store",),
                condition=Q(stage__in=["looking", "looked", "issuing"]),
                name="one_backfill_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), name="backfills_due", condition=Q(state__in=["due", "claimed"])),
            models.Index(fields=("store", "-id"), name="backfills_of_a_store"),
        )


class BackfilledOrder(TenantModel):
    """An order of a back-fill: what would become of it, and what became of it; empty until that is known."""

    class Fate(models.TextChoices):
        ISSUED = "issued"
        HELD = "held"
        SKIPPED = "skipped"
        # On its way to a provider; becomes one of the others when the submission ends.
        SUBMITTED = "sent"
        # Listed, but paid on another day: noted so that it is not listed again.
        OUTSIDE = "outside"

    backfill = models.ForeignKey(Backfill, on_delete=models.CASCADE, related_name="orders")
    order_id = models.BigIntegerField()
    foreseen = models.CharField(max_length=7, choices=Fate, blank=True)
    outcome = models.CharField(max_length=7, choices=Fate, blank=True)
    # For people only, as those of `OrderRecord`.
    reasons = models.JSONField(default=list, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    # What the order can become, as `Readiness.as_json`; empty where it cannot be read.
    readiness = models.JSONField(default=list, blank=True, db_default=[])
    # What would be charged, where the order can be read.
    gross_total = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("backfill", "order_id"), name="an_order_once_a_backfill"),
            models.CheckConstraint(condition=Q(order_id__gt=0), name="backfilled_order_id_is_positive"),
        )


Check = TypeVar("Check", Reconciliation, Reposting)


def prepare_checks(kind: type[Check], spans: Iterable[int], stores: models.QuerySet[Store]) -> None:
    """Give every active one of `stores` a row of `kind` for each of `spans`, in days; a new one is due at once."""
    active = stores.filter(status=Store.Status.ACTIVE)
    if not active.exists():
        return
    for days in spans:
        having = kind._default_manager.filter(span_days=days).values("store_id")
        for store in active.exclude(pk__in=having):
            kind._default_manager.get_or_create(store=store, span_days=days)
