"""The figures and lists of the home page, each from one query bound to the store."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.automation import indexes
from apps.automation.models import Backfill, OrderRecord
from apps.automation.reasons import explain_reason
from apps.core.money import is_known
from apps.dashboard.home import period_summary
from apps.dashboard.shared import reauthorisation_question
from apps.dashboard.shared.formats import figures_for
from apps.intake.models import Delivery
from apps.invoices import links
from apps.invoices.models import HistoryLine, Invoice, Mailing, Posting
from apps.invoices.transmission import email_limit
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


def overview_of(store: Store, days: str = "") -> dict[str, Any]:
    """Returns what the home page of STORE shows; its figures are those of the latest DAYS, if they may be chosen."""
    documents = (
        Invoice.objects.filter(store=store)
        .select_related("store", "posting", "credits")
        .order_by("-issue_date", "-pk")[:_LATEST]
    )
    mine = OrderRecord.objects.filter(store=store).select_related("store")
    lately = timezone.now() - _LATELY
    return {
        "store": store,
        "question": reauthorisation_question.question(store),
        "summary": period_summary.summary_of(store, days),
        "invoicing_settings": InvoicingSettings.objects.get(store=store),
        "waiting": _needing_a_person(mine),
        "by_hand": _some(mine.filter(indexes.BY_HAND).order_by("pk")),
        # The latest first of which something was heard lately.
        "from_before": _some(mine.filter(indexes.FROM_BEFORE, updated_at__gt=lately).order_by("-updated_at")),
        "documents": [_shown(document) for document in documents],
        "stuck_backfill": Backfill.objects.filter(store=store, stage__in=_AT_WORK).exclude(error="").first(),
        "refused": list(_refused(store)[:_SHOWN]),
        "unnoted": list(_unnoted(store)[:_SHOWN]),
        "unmailed": list(_unmailed(store)[:_SHOWN]),
        "waiting_mails": email_limit.seconds_until_allowed(store).count(),
        "delayed": list(_delayed(store)[:_SHOWN]),
        "hooks_missing": store.hooks_registered_at is None,
    }


def dismissed_as_seen(record: OrderRecord) -> str:
    """Returns what tells the reasons of RECORD, as they are shown, from others."""
    return hashlib.sha256(json.dumps(record.reasons, sort_keys=True).encode()).hexdigest()[:16]


def _needing_a_person(mine: QuerySet[OrderRecord]) -> dict[str, Any]:
    """Held orders first, which have no document, then invoiced ones of which something should be known."""
    latest = mine.order_by("-updated_at")
    held = _some(latest.filter(indexes.HELD))
    odd = _some(latest.filter(indexes.ODD))
    rows = [*held["rows"], *odd["rows"]]
    more = held["more"] + odd["more"] + max(len(rows) - _SHOWN, 0)
    return {"rows": rows[:_SHOWN], "more": more}


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


def _some(records: QuerySet[OrderRecord]) -> dict[str, Any]:
    """The first of RECORDS as the page shows them, and how many there are besides."""
    found = list(records[: _SHOWN + 1])
    more = records.count() - _SHOWN if len(found) > _SHOWN else 0
    return {"rows": [_waiting(record) for record in found[:_SHOWN]], "more": more}


def _waiting(record: OrderRecord) -> dict[str, Any]:
    may_be_issued = any(reason["code"] in _FOR_A_PERSON for reason in record.reasons)
    return {
        "row": record,
        "seen": dismissed_as_seen(record),
        "reasons": [explain_reason(reason) for reason in record.reasons],
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
        "link": links.document_link(document),
        "total": figures_for(document.store, document.currency).money(document.gross_total),
    }
