"""Admin pages of stores and archives."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from apps.core.admin_tools import ReadOnlyAdmin
from apps.dashboard.models import Archive
from apps.intake.models import Delivery
from apps.stores import sessions
from apps.stores.admin import WorkAdmin
from apps.stores.models import Credential, Installation, Store


class InstallationInline(admin.StackedInline):  # type: ignore[type-arg]
    """Jumpseller's data about Folio in the store, and about its billing."""

    model = Installation
    fields = (
        "installed",
        ("plan", "subscription"),
        ("billing_start", "billing_end"),
        ("billable_orders", "free_orders"),
        ("finished_at", "due_at"),
        "error",
    )
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Store)
class StoreAdmin(ReadOnlyAdmin):
    """Stores, without their secrets. Defined in this app because it shows data of all apps below."""

    list_display = (
        "code",
        "name",
        "country",
        "status",
        "status_since",
        "last_delivery",
        "token_is_good",
        "token_until",
    )
    list_filter = ("status",)
    search_fields = ("code", "name")
    fields = (
        ("code", "name"),
        "email",
        ("country", "currency", "time_zone"),
        ("status", "status_since", "installed_at"),
        "last_delivery",
        ("token_is_good", "token_until"),
        ("hooks_address", "hooks_registered_at", "hooks_due_at", "hooks_renewed_at"),
        ("hooks_token_checked_at", "hooks_token_changed_at"),
    )
    readonly_fields = ("last_delivery", "token_is_good", "token_until")
    inlines = (InstallationInline,)
    actions = ("end_sessions",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the stores with columns of other tables; their secrets are not loaded."""
        deliveries = Delivery.objects.filter(store=OuterRef("pk")).order_by("-received_at").values("received_at")
        credentials = Credential.objects.filter(store=OuterRef("pk")).values("expires_at")
        stores = super().get_queryset(request).defer("hooks_token", "earlier_hooks_token")
        told: QuerySet[Any] = stores.annotate(
            delivered_at=Subquery(deliveries[:1]), token_expires_at=Subquery(credentials)
        )
        return told

    @admin.display(description="last delivery")
    def last_delivery(self, store: Any) -> datetime | None:
        """Return the time of the latest delivery from `store`."""
        moment: datetime | None = store.delivered_at
        return moment

    @admin.display(description="token good until", ordering="token_expires_at")
    def token_until(self, store: Any) -> datetime | None:
        """Return when the access token of `store` expires; it is renewed with the next call."""
        moment: datetime | None = store.token_expires_at
        return moment

    @admin.display(description="token good", boolean=True)
    def token_is_good(self, store: Any) -> bool | None:
        """Tell whether the access token of `store` is unexpired; None if there is none."""
        return store.token_expires_at > timezone.now() if store.token_expires_at else None

    @admin.action(description="End all sessions", permissions=["operate"])
    def end_sessions(self, request: HttpRequest, stores: QuerySet[Any]) -> None:
        """Sign the merchants of `stores` out of every session."""
        self.operate(request, stores, sessions.end_all, "All sessions ended.")


@admin.register(Archive)
class ArchiveAdmin(WorkAdmin):
    """Archives, without the token in their file names and without the search text, which may name a buyer."""

    list_display = ("store", "first_day", "last_day", "state", "done", "total", "parts", "due_at", "attempts", "error")
    exclude = ("token", "text", "about")
