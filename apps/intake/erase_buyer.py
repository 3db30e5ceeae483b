"""Erasing personal data of buyers, everywhere at once: what came in, what was read, what was issued.

A duty to keep a document goes before a request to erase it (GDPR art. 17 (3) b): only orders whose documents are past
their retention are erased, and those that have none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.automation import order_state
from apps.countries import registry
from apps.intake.models import Delivery
from apps.invoices.audit import erase
from apps.invoices.models import Exchange, Invoice
from apps.orders.models import Erasure, OrderSnapshot
from apps.stores.models import Store

log = structlog.get_logger(__name__)

# How long orders without a document wait for the merchant to come back.
_WITHOUT_DOCUMENT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Kept:
    """An order that must not be erased yet: the law keeps its documents until the day `until`.

    Without a day, a document of it is on its way to a provider, and the order is erased once that has ended.
    """

    order_id: int
    until: date | None


def of_uninstalled_stores() -> int:
    """Erases the orders of uninstalled stores that are past their retention; returns how many."""
    erased = 0
    for store in Store.objects.filter(status=Store.Status.UNINSTALLED).order_by("pk"):
        has_waited = timezone.now() - store.status_since > _WITHOUT_DOCUMENT
        for order_id in list(_not_erased(store)):
            until = _kept_until(store, order_id)
            if until < timezone.now().date() if until else has_waited:
                erased += _was_erased(store, order_id, Erasure.Ground.RETENTION_OVER)
    return erased


def of_buyer(store: Store, email: str) -> tuple[int, list[Kept]]:
    """Erases what `store`'s orders tell of the buyer with the address `email`.

    Return how many orders were erased, and those that the law keeps.
    """
    erased, kept = 0, []
    for order_id in _orders_of(store, email):
        until = _kept_until(store, order_id)
        if until and until >= timezone.now().date():
            kept.append(Kept(order_id, until))
        elif _was_erased(store, order_id, Erasure.Ground.ON_REQUEST):
            erased += 1
        else:
            kept.append(Kept(order_id, None))
    return erased, kept


def _was_erased(store: Store, order_id: int, ground: Erasure.Ground) -> bool:
    """Erase the order and tell so; not while a document of it is on its way to a provider."""
    try:
        _erase(store, order_id, ground)
    except erase.DocumentOnItsWay:
        log.warning("order not erased, its document is on its way", store=store.code, order=order_id)
        return False
    return True


@transaction.atomic
def _erase(store: Store, order_id: int, ground: Erasure.Ground) -> None:
    erasure = Erasure.objects.create(store=store, order_id=order_id, ground=ground)
    # The record is locked before the documents, as everywhere.
    order_state.erase_reasons(store, order_id)
    documents = erase.erase_documents(erasure)
    OrderSnapshot.objects.filter(store=store, order_id=order_id).update(body="")
    Delivery.objects.filter(store=store, order_id=order_id).update(body=b"", error="")
    log.info("personal data erased", store=store.code, order=order_id, documents=documents, ground=ground)


def _not_erased(store: Store) -> Iterator[int]:
    """The store's orders of which something personal is left."""
    snapshots = OrderSnapshot.objects.filter(store=store).exclude(body="").values_list("order_id", flat=True)
    posts = Delivery.objects.filter(store=store, order_id__isnull=False).exclude(body=b"")
    exchanged = Exchange.objects.filter(store=store, order_id__isnull=False).exclude(request="", answer="")
    found = (*posts.values_list("order_id", flat=True), *exchanged.values_list("order_id", flat=True))
    yield from sorted({*snapshots, *(order_id for order_id in found if order_id)})


def _orders_of(store: Store, email: str) -> list[int]:
    read = OrderSnapshot.objects.filter(store=store, body__icontains=f'"{email}"').values_list("order_id", flat=True)
    issued = Invoice.objects.filter(store=store, buyer_email__iexact=email).values_list("order_id", flat=True)
    return sorted({*read, *issued})


def _kept_until(store: Store, order_id: int) -> date | None:
    """The last day that the law keeps a document of the order, by the country it was issued in; None without one."""
    latest = Invoice.objects.filter(store=store, order_id=order_id).values("country").annotate(day=Max("issue_date"))
    days = [registry.country(code).retention.kept_until(day) for code, day in latest.values_list("country", "day")]
    return max(days, default=None)
