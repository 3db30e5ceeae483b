from django.contrib import admin

from apps.automation.models import OrderRecord
from apps.core.admin_tools import ReadOnlyAdmin


@admin.register(OrderRecord)
class OrderRecordAdmin(ReadOnlyAdmin):
    list_display = ("order_id", "store", "platform_status", "state", "reasons", "updated_at")
    list_filter = ("state", "platform_status")
    list_select_related = ("store",)
    search_fields = ("order_id",)
    show_full_result_count = False
