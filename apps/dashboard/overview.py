"""The figures and lists of the home page, each from one query bound to the store."""

from collections.abc import Callable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.automation.explaining import explain
from apps.automation.models import Backfill, OrderRecord
from apps.core.money import is_known
from apps.dashboard import summary
from apps.dashboard.conventions import figures_for
from apps.intake.models import Delivery
from apps.invoices import hosting
from apps.invoices.models import HistoryLine, Invoice, Mailing, Posting
from apps.stores.models import InvoicingSettings, Store

_SHOWN = 25
_LATEST = 10
_AT_WORK = (Backfill.Stage.LOOKING, Backfill.Stage.ISSUING)
# So long an order from before the installation is shown after the last time Jumpseller told of it.
_LATELY = timedelta(days=30)
# Reasons that a person can decide about: the order itself can be read.
_FOR_A_PERSON = {"review", "wrong_tax_id"}
# Where a merchant mends what a reason names: a page of Folio's, a place on it, and what the link says.
_MENDS = {
    "no_tax_data": ("settings", "section-taxes", _("Set the rate for such orders")),
    "not_started": ("start", "", _("First steps")),
}


def of(store: Store, days: str = "") -> dict[str, Any]:
    """Returns what the home page of STORE shows; its figures are those of the latest DAYS, if they may be chosen."""
    documents = (
        Invoice.objects.filter(store=store).select_related("store", "posting", "credits").order_by("-pk")[:_LATEST]
    )
    return {
        "store": store,
        "summary": summary.of(store, days),
        "terms": InvoicingSettings.objects.get(store=store),
        "waiting": _some(_needing_a_person(store), _waiting),
        "by_hand": _some(_by_hand(store), _waiting),
        "from_before": _some(_from_before(store), _waiting),
        "documents": [_shown(document) for document in documents],
        "stuck_backfill": Backfill.objects.filter(store=store, stage__in=_AT_WORK).exclude(error="").first(),
        "refused": list(_refused(store)[:_SHOWN]),
        "unnoted": list(_unnoted(store)[:_SHOWN]),
        "unmailed": list(_unmailed(store)[:_SHOWN]),
        "delayed": list(_delayed(store)[:_SHOWN]),
        "hooks_missing": store.hooks_registered_at is None,
    }


def _needing_a_person(store: Store) -> QuerySet[OrderRecord]:
    """Held orders first, which have no document, then invoiced ones of which something should be known."""
    held = Q(state=OrderRecord.State.HELD)
    odd = Q(state=OrderRecord.State.ISSUED) & ~Q(reasons=[]) & ~Q(reasons=F("dismissed"))
    return (
        OrderRecord.objects.select_related("store")
        .filter(held | odd, store=store)
        .order_by(Case(When(held, then=0), default=1), "-updated_at")
    )


def _by_hand(store: Store) -> QuerySet[OrderRecord]:
    """Paid orders that the settings leave to the merchant, or that came in test mode, oldest first."""
    mine = OrderRecord.objects.select_related("store").filter(store=store, state=OrderRecord.State.SKIPPED)
    codes = ("by_hand", "test_mode", "not_started")
    left = reduce(or_, (Q(reasons__contains=[{"code": code}]) for code in codes))
    return mine.filter(left).order_by("pk")


def _from_before(store: Store) -> QuerySet[OrderRecord]:
    """Orders dated before the installation of which something was heard lately, the latest first."""
    lately = timezone.now() - _LATELY
    mine = OrderRecord.objects.filter(store=store, state=OrderRecord.State.SKIPPED, updated_at__gt=lately)
    fresh = mine.select_related("store").exclude(reasons=F("dismissed"))
    return fresh.filter(reasons__contains=[{"code": "from_before"}]).order_by("-updated_at")


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


def _some(rows: QuerySet[Any], shown: Callable[[Any], Any]) -> dict[str, Any]:
    """The first of ROWS as they are SHOWN, and how many there are besides."""
    found = list(rows[: _SHOWN + 1])
    more = rows.count() - _SHOWN if len(found) > _SHOWN else 0
    return {"rows": [shown(row) for row in found[:_SHOWN]], "more": more}


def _waiting(record: OrderRecord) -> dict[str, Any]:
    may_be_issued = any(reason["code"] in _FOR_A_PERSON for reason in record.reasons)
    return {
        "row": record,
        "reasons": [explain(reason) for reason in record.reasons],
        "mends": [_MENDS[reason["code"]] for reason in record.reasons if reason["code"] in _MENDS],
        "amount": _amount(record),
        "paid_on": record.paid_on,
        "may_be_dismissed": record.state != OrderRecord.State.HELD,
        "may_be_issued": may_be_issued and record.state == OrderRecord.State.HELD,
    }


def _amount(record: OrderRecord) -> str:
    if record.amount is None or not is_known(record.currency):
        return ""
    return figures_for(record.store, record.currency).money(record.amount)


def _shown(document: Invoice) -> dict[str, Any]:
    return {
        "row": document,
        "link": hosting.link(document),
        "total": figures_for(document.store, document.currency).money(document.gross_total),
    }
