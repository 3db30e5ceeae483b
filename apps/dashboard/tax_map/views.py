"""The page on which merchants class the taxes of their store."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.countries import registry
from apps.dashboard.access import for_merchants
from apps.dashboard.shared.formats import figures_for
from apps.dashboard.tax_map import form, occurrences
from apps.stores import sessions
from apps.stores.models import Store


@require_http_methods(["GET", "POST"])
@for_merchants
def tax_map(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the names of taxes that occur in the store, and save what they are."""
    rules = registry.country(store.country).tax_categories
    if rules is None:
        return render(request, "dashboard/tax_map/tax_map.html", {"store": store})
    found, taxes_were_read = occurrences.occurrences_in(store)
    rows = form.rows_of(store, rules, found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and rows.is_valid():
        form.save_rows(store, rows, by=sessions.digest(request))
        return redirect("tax_map")
    figures = figures_for(store, store.currency)
    for row in rows:
        row.rates = ", ".join(figures.percent(rate) for rate in sorted(row.occurrence.rates, reverse=True))
    shown = {
        "store": store,
        "rules": rules,
        "checked": figures.date(rules.checked),
        "rows": rows,
        "taxes_were_read": taxes_were_read,
    }
    return render(request, "dashboard/tax_map/tax_map.html", shown)
