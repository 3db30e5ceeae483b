"""Admin pages of stores' rows, found by the store's code or an order's id, without the store's secrets.

Below, those of installations, invoicing settings and reauthorisations.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.core.admin_tools import ReadOnlyAdmin
from apps.core.work import Work
from apps.stores.models import Installation, InvoicingSettings, Reauthorisation, Store


class StoreRowsAdmin(ReadOnlyAdmin):
    """Rows of stores; `order_field` and `number_field` are the lookups of an order's id and a document's number."""

    search_fields = ("store",)
    related: tuple[str, ...] = ("store",)
    order_field = ""
    number_field = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows with their stores, whose secrets are not loaded."""
        rows = super().get_queryset(request).select_related(*self.related)
        return rows.defer("store__hooks_token", "store__earlier_hooks_token")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows of `queryset` that match every word of `search_term`, without duplicates."""
        for word in search_term.split():
            queryset = queryset.filter(self._meant(word))
        return queryset, False

    def _meant(self, word: str) -> Q:
        store_id = Store.objects.filter(code=word).values_list("pk", flat=True).first()
        if store_id:
            return Q(store_id=store_id)
        if self.order_field and word.isascii() and word.isdecimal():
            return Q((self.order_field, int(word)))
        return Q((self.number_field, word)) if self.number_field else Q(pk__in=[])


class WorkAdmin(StoreRowsAdmin):
    """Rows of work; failed ones can be tried again."""

    list_filter: ClassVar[tuple[str, ...]] = ("state",)
    actions = ("try_again",)

    @admin.action(description="Try again what has failed", permissions=["operate"])
    def try_again(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Make the failed ones among `rows` due again."""
        self.operate(request, rows.filter(state=Work.State.FAILED), self.retry, "Tried again.")

    def retry(self, row: Any) -> None:
        """Make `row` due; the sweep enqueues it."""
        row.reopen()


@admin.register(Installation)
class InstallationAdmin(WorkAdmin):
    """When Folio last checked whether a store still has it, and what Jumpseller answered."""

    list_display = ("store", "installed", "plan", "state", "finished_at", "due_at", "attempts", "error")
    list_filter = ("state", "installed")


@admin.register(InvoicingSettings)
class InvoicingSettingsAdmin(StoreRowsAdmin):
    list_display = ("store", "seller_name", "language", "fallback_tax_rate", "tax_rounding", "test_mode", "issue_when")


@admin.register(Reauthorisation)
class ReauthorisationAdmin(StoreRowsAdmin):
    """Authorisations after refused tokens, with the merchant's answers."""

    list_display = ("store", "refused_at", "authorised_at", "answer", "answered_at")
    list_filter = ("answer",)
