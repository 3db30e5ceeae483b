"""Pages of received webhooks and of changed settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.dashboard.access import for_merchants
from apps.dashboard.activity import webhook_deliveries
from apps.dashboard.settings import change_log
from apps.stores import sessions
from apps.stores.models import Store


@require_GET
@for_merchants
def deliveries(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the received deliveries with their results, and offer to process one again."""
    return render(
        request,
        "dashboard/activity/webhook_deliveries.html",
        {"store": store} | webhook_deliveries.deliveries_of(store, request.GET),
    )


@require_POST
@for_merchants
def replay(_: HttpRequest, store: Store, delivery_id: int) -> HttpResponse:
    """Process a delivery again and show the list."""
    webhook_deliveries.replay_delivery(store, delivery_id)
    return redirect("deliveries")


@require_GET
@for_merchants
def activity(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the log of changed settings."""
    context = change_log.changes_of(store, request.GET, session=sessions.digest(request))
    return render(request, "dashboard/activity/activity.html", {"store": store} | context)
