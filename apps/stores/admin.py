from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.core.admin_tools import ReadOnlyAdmin
from apps.stores.models import Installation, InvoicingSettings, Store


class InstallationInline(admin.StackedInline):  # type: ignore[type-arg]
    """What Jumpseller tells about Folio in the store, and what it bills."""

    model = Installation
    fields = (
        "installed",
        ("plan", "subscription"),
        ("billing_start", "billing_end"),
        ("billable_orders", "free_orders"),
        ("finished_at", "error"),
    )
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Store)
class StoreAdmin(ReadOnlyAdmin):
    """Stores, without their secrets."""

    list_display = ("code", "name", "country", "currency", "status", "status_since", "hooks_registered_at")
    list_filter = ("status", "country")
    search_fields = ("code", "name")
    exclude = ("hooks_token", "earlier_hooks_token")
    inlines = (InstallationInline,)


@admin.register(InvoicingSettings)
class InvoicingSettingsAdmin(ReadOnlyAdmin):
    list_display = ("store", "seller_name", "language", "fallback_tax_rate", "tax_rounding")
    list_select_related = ("store",)
