"""The settings page, the preview of the paper, and the logo."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.web import body_limits
from apps.countries import registry
from apps.dashboard.access import LARGEST_FORM, for_merchants
from apps.dashboard.settings import next_numbers, paper_fields, paper_preview, sections
from apps.dashboard.settings.form import InvoicingSettingsForm, save_settings
from apps.dashboard.settings.rounding_example import rounding_examples
from apps.dashboard.shared.formats import figures_for
from apps.dashboard.shared.readiness import explain_missing
from apps.invoices.readiness.stores import missing_of_seller
from apps.stores import sessions
from apps.stores.models import InvoicingSettings, Store


@body_limits.limited_to(LARGEST_FORM)
@require_http_methods(["GET", "POST"])
@for_merchants
def settings_page(request: HttpRequest, store: Store) -> HttpResponse:
    """Show and save the invoicing settings."""
    kept = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
    form = InvoicingSettingsForm(instance=kept)
    if request.method == "POST":
        form = save_settings(store, request.POST, request.FILES, by=sessions.digest(request))
        if not form.errors:
            return redirect("home")
    capability = registry.country(store.country).capability
    shown = {
        "store": store,
        "form": form,
        "invoicing_settings": kept,
        "next_numbers": next_numbers.next_numbers_of(store),
        "logo": kept.logo,
        "missing": explain_missing(each.as_json() for each in missing_of_seller(kept.seller, store.country)),
        "rounding_examples": rounding_examples(kept),
        "capability": capability,
        "known": figures_for(store, store.currency).date(capability.known),
    }
    return render(request, "dashboard/settings/settings.html", shown)


@body_limits.limited_to(LARGEST_FORM)
@require_POST
@for_merchants
def preview(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the paper by the saved settings, the whole form or one section of it; save nothing."""
    invoicing_settings = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
    wanted = request.POST.get("section", "")
    given: dict[str, Any] = {}
    if wanted != "saved":
        given = {"data": request.POST, "files": request.FILES, "logo": paper_fields.read_logo(request.FILES)}
    form = InvoicingSettingsForm(instance=invoicing_settings, section=sections.BY_NAME.get(wanted), **given)
    with transaction.atomic():
        is_valid = not form.is_bound or form.is_valid()
        transaction.set_rollback(True)
    # Drawn after the transaction, which was rolled back with the uploaded logo, so that no lock is held meanwhile.
    picture = paper_preview.picture_of(form.as_far_as_valid())
    return render(request, "dashboard/settings/_paper_picture.html", {"picture": picture, "is_valid": is_valid})


@require_GET
@for_merchants
def logo(request: HttpRequest, store: Store) -> HttpResponse:
    """Send the store's logo as it is printed."""
    kept = InvoicingSettings.objects.select_related("logo").get(store=store).logo
    if kept is None:
        raise Http404
    content = bytes(kept.content)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": "inline"})
