"""The page on which merchants say what their store's payment methods are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.countries import registry
from apps.dashboard.access import for_merchants
from apps.dashboard.payment_map import form, payment_methods
from apps.stores import sessions
from apps.stores.models import Store


@require_http_methods(["GET", "POST"])
@for_merchants
def payment_map(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the payment methods that occur in the store's last orders, and save what they are."""
    rows = form.rows_of(
        store, payment_methods.payment_methods_in(store), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and rows.is_valid():
        form.save_rows(store, rows, by=sessions.digest(request))
        return redirect("payment_map")
    note = registry.country(store.country).voucher_note
    return render(request, "dashboard/payment_map/payment_map.html", {"store": store, "rows": rows, "note": note})
