"""Indexes that keep the list of documents fast to sort, filter and search at any length."""

from django.db import models
from django.db.models import Q

from apps.invoices.models import search

# By date, by number and by total, each with the row's id if it is needed to order equal rows; rare kinds by date.
OF_DOCUMENTS = (
    # Includes every column that the home page sums, so that it reads only the index.
    models.Index(
        fields=("store", "issue_date", "id"),
        name="documents_by_date",
        include=("kind", "currency", "gross_total", "series", "sequence", "order_id", "revision"),
    ),
    models.Index(fields=("store", "kind", "issue_date", "id"), name="documents_by_kind"),
    models.Index(fields=("store", "series", "sequence"), name="documents_by_number"),
    models.Index(fields=("store", "gross_total", "id"), name="documents_by_total"),
    search.INDEX,
)
UNRENDERED = models.Index(fields=("store", "invoice"), name="renderings_failed", condition=Q(state="failed"))
UNPOSTED = models.Index(
    fields=("store", "invoice"), name="postings_not_done", condition=Q(state__in=["due", "claimed", "failed"])
)
UNMAILED = models.Index(fields=("store", "invoice"), name="mailings_failed", condition=Q(state="failed"))
UNNOTED = models.Index(fields=("store", "invoice"), name="history_lines_failed", condition=Q(state="failed"))
