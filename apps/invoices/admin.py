from typing import Any

from django.contrib import admin

from apps.invoices.models import (
    PERSONAL,
    BuyerCorrection,
    HistoryLine,
    Invoice,
    Mailing,
    Posting,
    Rendering,
    SealMailing,
    Series,
)
from apps.invoices.renditions import pdf_store
from apps.invoices.submission import admin_pages as admin_pages
from apps.invoices.transmission import email, order_history, order_link, seal_email
from apps.stores.admin import StoreRowsAdmin, WorkAdmin


@admin.register(Invoice)
class InvoiceAdmin(StoreRowsAdmin):
    """Documents, without their buyers and without the token of their page."""

    list_display = ("number", "store", "kind", "order_id", "issue_date", "gross_total", "currency")
    list_filter = ("kind",)
    order_field, number_field = "order_id", "number"
    exclude = ("token", "noticed", *PERSONAL)


@admin.register(Series)
class SeriesAdmin(StoreRowsAdmin):
    list_display = ("prefix", "year", "store", "kind", "first_number", "next_number", "last_date")


class _DocumentWorkAdmin(WorkAdmin):
    """Work that belongs to a document."""

    list_display: tuple[str, ...] = ("invoice", "store", "state", "attempts", "due_at", "finished_at", "error")
    related = ("store", "invoice")
    order_field, number_field = "invoice__order_id", "invoice__number"


@admin.register(Rendering)
class RenderingAdmin(_DocumentWorkAdmin):
    def retry(self, row: Any) -> None:
        """Retry the rendering of the document's PDF."""
        pdf_store.render_again(row.invoice)


@admin.register(Posting)
class PostingAdmin(_DocumentWorkAdmin):
    """Postings, with the state of the rendering that comes before each."""

    list_display = (*_DocumentWorkAdmin.list_display, "rendering")
    related = ("store", "invoice__rendering")

    @admin.display(description="PDF")
    def rendering(self, row: Posting) -> str:
        """Return the state of the rendering of the document, with its error."""
        rendering: Rendering | None = getattr(row.invoice, "rendering", None)
        return " · ".join(part for part in (rendering.state, rendering.error) if part) if rendering else ""

    def retry(self, row: Any) -> None:
        """Retry the posting of the document's link."""
        order_link.post_again(row.invoice)


@admin.register(HistoryLine)
class HistoryLineAdmin(_DocumentWorkAdmin):
    def retry(self, row: Any) -> None:
        """Retry the document's line in the order's history."""
        order_history.note_again(row.invoice)


@admin.register(Mailing)
class MailingAdmin(_DocumentWorkAdmin):
    """Mailings, without their recipients."""

    exclude = ("recipient",)

    def retry(self, row: Any) -> None:
        """Retry the mailing, unless it may have been sent."""
        email.send_document_again(row)


@admin.register(SealMailing)
class SealMailingAdmin(WorkAdmin):
    """Mailings of seals, without their recipients."""

    list_display = ("month", "store", "state", "attempts", "due_at", "finished_at", "error")
    exclude = ("recipient",)

    def retry(self, row: Any) -> None:
        """Retry the mailing, unless it may have been sent."""
        seal_email.send_seals_again(row)


@admin.register(BuyerCorrection)
class BuyerCorrectionAdmin(_DocumentWorkAdmin):
    """Corrections by buyers, without the data that they entered."""

    exclude = ("company", "tax_id", "activity", "address")
