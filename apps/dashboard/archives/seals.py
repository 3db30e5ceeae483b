"""The latest seals of a store's documents, for the page that explains what they prove."""

from typing import Any

from apps.core import clock
from apps.dashboard.shared.formats import figures_for
from apps.invoices.issuing import seals
from apps.invoices.models import SealMailing
from apps.stores.models import InvoicingSettings, Store


def seals_of(store: Store) -> dict[str, Any]:
    """Return the latest seals of `store`, whether they are mailed monthly, and the state of the last mail."""
    latest = SealMailing.objects.filter(store=store).order_by("-month").first()
    figures = figures_for(store, store.currency)
    sent = latest.finished_at if latest and latest.state == SealMailing.State.DONE else None
    return {
        "chains": seals.chains_of(store),
        "mails_seals": InvoicingSettings.objects.filter(store=store, mail_seals=True).exists(),
        "seal_mail": latest,
        "seals_sent_on": figures.date(clock.local_date(sent, store.time_zone)) if sent else "",
    }
