"""Admin pages of installations, invoicing settings and reauthorisations."""

from django.contrib import admin

from apps.stores.admin_tools import StoreRowsAdmin, WorkAdmin
from apps.stores.models import Installation, InvoicingSettings, Reauthorisation


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
