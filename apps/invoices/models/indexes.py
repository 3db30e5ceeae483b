"""The indexes by which the list of documents is sorted, filtered and searched, however long it is."""

from django.db import models
from django.db.models import Q

from apps.invoices.models import search

# By date, by number and by total, each with the row's id where it is needed to tell rows apart; rare kinds by date.
OF_DOCUMENTS = (
    # Holds also all that the home page adds up, so that it reads nothing else.
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
UNPOSTED = models.Index(
    fields=("store", "invoice"), name="postings_not_done", condition=Q(state__in=["due", "claimed", "failed"])
)
UNMAILED = models.Index(fields=("store", "invoice"), name="mailings_failed", condition=Q(state="failed"))
UNNOTED = models.Index(fields=("store", "invoice"), name="history_lines_failed", condition=Q(state="failed"))
