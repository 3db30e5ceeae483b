"""Read-only admin pages: issued rows cannot change, and operators change the due state of work through actions only."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

_MOST_COUNTED = 10_000
_MOST_AT_ONCE = 1000


class _ShortSighted(Paginator):  # type: ignore[type-arg]
    """Paginator for lists of possibly millions of rows: it counts at most `_MOST_COUNTED` rows."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[:_MOST_COUNTED].count())


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Admin page that shows rows and changes none; users with Django's change permission may use its actions."""

    paginator = _ShortSighted
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Tell whether the actions that name the permission "operate" are offered."""
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename('change', self.opts)}")

    def operate(self, request: HttpRequest, rows: QuerySet[Any], act: Callable[[Any], object], done: str) -> None:
        """Apply `act` to each of `rows`, at most `_MOST_AT_ONCE` a request, and log `done` in the history of each."""
        chosen = list(rows[:_MOST_AT_ONCE])
        for row in chosen:
            act(row)
            self.log_change(request, row, done)
        self.message_user(request, f"{done} Rows: {len(chosen)}.")
