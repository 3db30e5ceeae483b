"""Asking the merchant whether Folio was removed, after an authorisation that followed refused tokens."""

from typing import Any

from django.db import transaction

from apps.automation import backfill
from apps.automation.models import OrderRecord
from apps.dashboard.shared.formats import figures_for, moment
from apps.intake import receive
from apps.orders.data import Status
from apps.stores import reauthorisation
from apps.stores.models import Store

_WITHOUT_DOCUMENT = (OrderRecord.State.HELD, OrderRecord.State.SKIPPED)


def question(store: Store) -> dict[str, Any] | None:
    """Return the question as its card shows it; None where nothing is asked, or where Folio has no access."""
    row = reauthorisation.unanswered_reauthorisation(store)
    if row is None or store.status != Store.Status.ACTIVE:
        return None
    figures = figures_for(store, store.currency)
    return {
        "row": row,
        "refused_at": moment(row.refused_at, store.time_zone, figures),
        "authorised_at": moment(store.installed_at, store.time_zone, figures),
        "seen": reauthorisation.question_seen(store),
    }


def answer_stayed(store: Store, *, was_seen: str, by: str) -> None:
    """Take the answer that Folio was never removed. Safe to repeat.

    `was_seen` is the `seen` of the card that asked, `by` the digest of its session. What held before is restored. The
    paid orders that have been left to the merchant since are read again.
    """
    with transaction.atomic():
        row = reauthorisation.answer_stayed(store, was_seen=was_seen, by=by)
        if row is None:
            return
        left = OrderRecord.objects.filter(
            store=store, platform_status=Status.PAID, state__in=_WITHOUT_DOCUMENT, updated_at__gte=row.authorised_at
        )
        receive.ask_again_for_all(store.pk, left.order_by("pk").values_list("order_id", flat=True))


def answer_removed(store: Store, *, was_seen: str, by: str) -> None:
    """Take the answer that Folio was removed: earlier back-fills end. Safe to repeat; arguments as in `stayed`."""
    if reauthorisation.answer_removed(store, was_seen=was_seen, by=by):
        backfill.end_earlier(store)
