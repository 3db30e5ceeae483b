"""Admin pages of what belongs to stores: found by the store's code or an order's id, without the store's secrets."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.core.admin_tools import ReadOnlyAdmin
from apps.core.work import Work
from apps.stores.models import Store


class StoreRowsAdmin(ReadOnlyAdmin):
    """Rows of stores. ORDER_FIELD and NUMBER_FIELD are where an order's id and a document's number stand, if anywhere.

    Searching compares whole words with indexed columns, one after the other, so that it is fast in long tables.
    """

    search_fields = ("store",)
    related: tuple[str, ...] = ("store",)
    order_field = ""
    number_field = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Returns the rows with their stores, whose secrets stay in the database."""
        rows = super().get_queryset(request).select_related(*self.related)
        return rows.defer("store__hooks_token", "store__earlier_hooks_token")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Returns the rows of QUERYSET that all words of SEARCH_TERM lead to; none comes twice."""
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
    """Rows of work: what was given up can be tried again."""

    list_filter: ClassVar[tuple[str, ...]] = ("state",)
    actions = ("try_again",)

    @admin.action(description="Try again what has failed", permissions=["operate"])
    def try_again(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Makes those of ROWS that were given up due again."""
        self.operate(request, rows.filter(state=Work.State.FAILED), self.retry, "Tried again.")

    def retry(self, row: Any) -> None:
        """Makes ROW due; the sweep rings for it."""
        row.reopen()
