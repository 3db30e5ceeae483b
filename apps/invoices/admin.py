from typing import Any

from django.contrib import admin

from apps.invoices.models import PERSONAL, BuyerCorrection, HistoryLine, Invoice, Mailing, Posting, SealMailing, Series
from apps.invoices.transmission import email, order_history, order_link, seal_email
from apps.stores.admin_tools import StoreRowsAdmin, WorkAdmin


@admin.register(Invoice)
class InvoiceAdmin(StoreRowsAdmin):
    """Documents, without their buyers and without the word that opens their page."""

    list_display = ("number", "store", "kind", "order_id", "issue_date", "gross_total", "currency")
    list_filter = ("kind",)
    order_field, number_field = "order_id", "number"
    exclude = ("token", *PERSONAL)


@admin.register(Series)
class SeriesAdmin(StoreRowsAdmin):
    list_display = ("prefix", "year", "store", "kind", "first_number", "next_number", "last_date")


class _DocumentWorkAdmin(WorkAdmin):
    """Work that a document is waiting for."""

    list_display = ("invoice", "store", "state", "attempts", "due_at", "finished_at", "error")
    related = ("store", "invoice")
    order_field, number_field = "invoice__order_id", "invoice__number"


@admin.register(Posting)
class PostingAdmin(_DocumentWorkAdmin):
    def retry(self, row: Any) -> None:
        """Has the document's link posted again."""
        order_link.post_again(row.invoice)


@admin.register(HistoryLine)
class HistoryLineAdmin(_DocumentWorkAdmin):
    def retry(self, row: Any) -> None:
        """Has the document's line written again."""
        order_history.note_again(row.invoice)


@admin.register(Mailing)
class MailingAdmin(_DocumentWorkAdmin):
    """Mails, without their recipients."""

    exclude = ("recipient",)

    def retry(self, row: Any) -> None:
        """Has the mail sent again, unless it may have been sent."""
        email.send_document_again(row)


@admin.register(SealMailing)
class SealMailingAdmin(WorkAdmin):
    """Mails with seals, without their recipients."""

    list_display = ("month", "store", "state", "attempts", "due_at", "finished_at", "error")
    exclude = ("recipient",)

    def retry(self, row: Any) -> None:
        """Have the mail sent again, unless it may have been sent."""
        seal_email.send_seals_again(row)


@admin.register(BuyerCorrection)
class BuyerCorrectionAdmin(_DocumentWorkAdmin):
    """Invoices that buyers had made out to a company, without what they wrote."""

    exclude = ("company", "tax_id", "activity", "address")
