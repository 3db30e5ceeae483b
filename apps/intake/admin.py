from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.intake import receive
from apps.intake.models import Delivery
from apps.stores.admin import StoreRowsAdmin


@admin.register(Delivery)
class DeliveryAdmin(StoreRowsAdmin):
    """Deliveries, without their bodies, which contain buyers' personal data."""

    list_display = ("id", "store", "event", "order_id", "state", "attempts", "received_at", "due_at", "error")
    list_filter = ("state",)
    order_field = "order_id"
    exclude = ("body",)
    actions = ("work_off_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the deliveries without their bodies."""
        return super().get_queryset(request).defer("body")

    @admin.action(description="Work these off again", permissions=["operate"])
    def work_off_again(self, request: HttpRequest, deliveries: QuerySet[Any]) -> None:
        """Process those of `deliveries` again that are done or failed."""
        self.operate(request, receive.repeatable(deliveries), receive.replay_delivery, "Worked off again.")
