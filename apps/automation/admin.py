from django.contrib import admin

from apps.automation.models import Backfill, OrderRecord, Reconciliation, Reposting
from apps.stores.admin import StoreRowsAdmin, WorkAdmin


@admin.register(OrderRecord)
class OrderRecordAdmin(StoreRowsAdmin):
    """The outcome of each order, and the reasons."""

    list_display = ("order_id", "store", "platform_status", "state", "why", "updated_at")
    list_filter = ("state",)
    order_field = "order_id"

    @admin.display(description="reasons")
    def why(self, record: OrderRecord) -> str:
        """Return the codes of the reasons; the row's own page has their texts."""
        return ", ".join(reason["code"] for reason in record.reasons)


@admin.register(Reconciliation)
class ReconciliationAdmin(WorkAdmin):
    list_display = ("store", "span_days", "state", "page", "found", "finished_at", "due_at", "attempts", "error")


@admin.register(Reposting)
class RepostingAdmin(WorkAdmin):
    list_display = ("store", "span_days", "state", "page", "started_at", "finished_at", "due_at", "attempts", "error")


@admin.register(Backfill)
class BackfillAdmin(WorkAdmin):
    list_display = ("store", "first_day", "last_day", "stage", "state", "page", "added", "due_at", "attempts", "error")
    list_filter = ("state", "stage")
