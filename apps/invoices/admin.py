from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.core.admin_tools import ReadOnlyAdmin
from apps.invoices.models import HistoryLine, Invoice, Posting, Series


@admin.register(Invoice)
class InvoiceAdmin(ReadOnlyAdmin):
    list_display = ("number", "store", "kind", "order_id", "issue_date", "gross_total", "currency")
    list_filter = ("kind", "country")
    list_select_related = ("store",)
    search_fields = ("number", "order_id")
    show_full_result_count = False
    exclude = ("token",)


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    list_display = ("prefix", "year", "store", "kind", "first_number", "next_number", "last_date")
    list_select_related = ("store",)


@admin.register(Posting, HistoryLine)
class PostingAdmin(ReadOnlyAdmin):
    list_display = ("invoice", "store", "state", "attempts", "due_at", "error")
    list_filter = ("state",)
    list_select_related = ("store", "invoice")
    show_full_result_count = False
    actions = ("try_again",)

    @admin.action(description="Try again what has failed")
    def try_again(self, request: HttpRequest, postings: QuerySet[Any]) -> None:
        for posting in postings:
            posting.reopen()
