from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.core.admin_tools import ReadOnlyAdmin
from apps.intake.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Deliveries, without their bodies, which hold buyers' personal data."""

    list_display = ("id", "store", "event", "order_id", "state", "attempts", "received_at", "error")
    list_filter = ("state", "event")
    list_select_related = ("store",)
    search_fields = ("order_id",)
    show_full_result_count = False
    exclude = ("body",)
    actions = ("try_again",)

    @admin.action(description="Try again what has failed")
    def try_again(self, request: HttpRequest, deliveries: QuerySet[Any]) -> None:
        for delivery in deliveries:
            delivery.reopen()
