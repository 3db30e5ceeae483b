from django.contrib import admin

from apps.core.admin_tools import ReadOnlyAdmin
from apps.stores.models import InvoicingSettings, Store


@admin.register(Store)
class StoreAdmin(ReadOnlyAdmin):
    """Stores, without their secrets."""

    list_display = ("code", "name", "country", "currency", "status", "hooks_registered_at")
    list_filter = ("status", "country")
    search_fields = ("code", "name")
    exclude = ("hooks_token",)


@admin.register(InvoicingSettings)
class InvoicingSettingsAdmin(ReadOnlyAdmin):
    list_display = ("store", "seller_name", "language", "fallback_tax_rate", "tax_rounding")
    list_select_related = ("store",)
