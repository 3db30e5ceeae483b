"""The figures and lists of the home page, each from one query bound to the store."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from apps.automation import list_indexes
from apps.automation.explaining import explain
from apps.automation.models import Backfill, OrderRecord
from apps.dashboard.conventions import figures_for
from apps.intake.models import Delivery
from apps.invoices import hosting
from apps.invoices.models import HistoryLine, Invoice, Mailing, Posting
from apps.stores.models import InvoicingSettings, Store

_SHOWN = 25
_AT_WORK = (Backfill.Stage.LOOKING, Backfill.Stage.ISSUING)
# So long an order from before the installation is shown after the last time Jumpseller told of it.
_LATELY = timedelta(days=30)
# Reasons that a person can decide about: the order itself can be read.
_FOR_A_PERSON = {"review", "wrong_tax_id"}


def of(store: Store) -> dict[str, Any]:
    """Returns what the home page of STORE shows."""
    documents = (
        Invoice.objects.filter(store=store)
        .select_related("store", "posting", "credits")
        .order_by("-issue_date", "-pk")[:_SHOWN]
    )
    return {
        "store": store,
        "waiting": [_waiting(record) for record in _needing_a_person(store)],
        "by_hand": list(_by_hand(store)[:_SHOWN]),
        "from_before": list(_from_before(store)[:_SHOWN]),
        "documents": [_shown(document) for document in documents],
        "stuck_backfill": Backfill.objects.filter(store=store, stage__in=_AT_WORK).exclude(error="").first(),
        "refused": list(_refused(store)[:_SHOWN]),
        "unnoted": list(_unnoted(store)[:_SHOWN]),
        "unmailed": list(_unmailed(store)[:_SHOWN]),
        "delayed": list(_delayed(store)[:_SHOWN]),
        "is_testing": InvoicingSettings.objects.filter(store=store, test_mode=True).exists(),
        "hooks_missing": store.hooks_registered_at is None,
    }


def _needing_a_person(store: Store) -> list[OrderRecord]:
    """Held orders first, which have no document, then invoiced ones of which something should be known."""
    mine = OrderRecord.objects.filter(store=store).order_by("-updated_at")
    held, odd = (mine.filter(condition)[:_SHOWN] for condition in (list_indexes.HELD, list_indexes.ODD))
    return [*held, *odd][:_SHOWN]


def _by_hand(store: Store) -> QuerySet[OrderRecord]:
    """Paid orders that the settings leave to the merchant, or that came in test mode, oldest first."""
    return OrderRecord.objects.filter(list_indexes.BY_HAND, store=store).order_by("pk")


def _from_before(store: Store) -> QuerySet[OrderRecord]:
    """Orders dated before the installation of which something was heard lately, the latest first."""
    lately = timezone.now() - _LATELY
    mine = OrderRecord.objects.filter(list_indexes.FROM_BEFORE, store=store, updated_at__gt=lately)
    return mine.order_by("-updated_at")


def _refused(store: Store) -> QuerySet[Posting]:
    """Documents whose link Jumpseller refused for good, oldest first."""
    return Posting.objects.filter(store=store, state=Posting.State.FAILED).select_related("invoice").order_by("pk")


def _unnoted(store: Store) -> QuerySet[HistoryLine]:
    """Documents whose line in the order's history Jumpseller refused for good, oldest first."""
    return (
        HistoryLine.objects.filter(store=store, state=HistoryLine.State.FAILED).select_related("invoice").order_by("pk")
    )


def _unmailed(store: Store) -> QuerySet[Invoice]:
    """Documents of which a mail failed and no other was sent or is on its way."""
    failed = Mailing.objects.filter(store=store, state=Mailing.State.FAILED)
    better = Mailing.objects.filter(store=store, invoice=OuterRef("pk")).exclude(state=Mailing.State.FAILED)
    return Invoice.objects.filter(~Exists(better), pk__in=failed.values("invoice")).order_by("pk")


def _delayed(store: Store) -> QuerySet[Delivery]:
    """Orders that were announced and could not be worked off, each once, with what stands in the way."""
    unfinished = [Delivery.State.DUE, Delivery.State.CLAIMED, Delivery.State.FAILED]
    return (
        Delivery.objects.filter(store=store, state__in=unfinished)
        .exclude(error="")
        .order_by("order_id", "-received_at")
        .distinct("order_id")
    )


def _waiting(record: OrderRecord) -> dict[str, Any]:
    may_be_issued = any(reason["code"] in _FOR_A_PERSON for reason in record.reasons)
    return {
        "row": record,
        "reasons": [explain(reason) for reason in record.reasons],
        "may_be_issued": may_be_issued and record.state == OrderRecord.State.HELD,
    }


def _shown(document: Invoice) -> dict[str, Any]:
    return {
        "row": document,
        "link": hosting.link(document),
        "total": figures_for(document.store, document.currency).money(document.gross_total),
    }
