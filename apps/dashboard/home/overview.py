"""The figures and lists of the home page, each from one query restricted to the store."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from apps.automation.models import Backfill, OrderRecord, OrderRecordQuerySet
from apps.automation.reasons import Severity, explain_reason, reason_of
from apps.core.money import is_known
from apps.dashboard.home import period_summary
from apps.dashboard.issuer import attention, wording
from apps.dashboard.shared import reauthorisation_question
from apps.dashboard.shared.formats import figures_for
from apps.intake.models import Delivery
from apps.invoices import links
from apps.invoices.models import HistoryLine, Invoice, Mailing, Posting, Rendering
from apps.invoices.titles import legal_number_of
from apps.invoices.transmission import email_limit
from apps.stores.models import InvoicingSettings, Store

_SHOWN = 25
_LATEST = 10
_AT_WORK = (Backfill.Stage.LOOKING, Backfill.Stage.ISSUING)
# How long an order from before the installation is listed after Jumpseller's last message about it.
_LATELY = timedelta(days=30)


def overview_of(store: Store, days: str = "") -> dict[str, Any]:
    """Return the data of the home page of `store`; its figures cover the latest `days`, if that choice is offered."""
    documents = (
        Invoice.objects.filter(store=store)
        .select_related("store", "posting", "rendering", "credits__provider_document", "provider_document", "void")
        .order_by("-issue_date", "-pk")[:_LATEST]
    )
    mine = OrderRecord.objects.filter(store=store).select_related("store")
    lately = timezone.now() - _LATELY
    return {
        "store": store,
        "question": reauthorisation_question.question(store),
        "issuer_lines": attention.lines_of(store),
        "summary": period_summary.summary_of(store, days),
        "invoicing_settings": InvoicingSettings.objects.get(store=store),
        "waiting": _needing_a_person(mine),
        "by_hand": _some(mine.by_hand().order_by("pk")),
        # The latest first of which something was heard lately.
        "from_before": _some(mine.from_before().filter(updated_at__gt=lately).order_by("-updated_at")),
        "documents": [_shown(document) for document in documents],
        "stuck_backfill": Backfill.objects.filter(store=store, stage__in=_AT_WORK).exclude(error="").first(),
        "unrendered": list(_unrendered(store)[:_SHOWN]),
        "refused": list(_refused(store)[:_SHOWN]),
        "unnoted": list(_unnoted(store)[:_SHOWN]),
        "unmailed": list(Invoice.objects.filter(Mailing.unmailed_documents(store.pk)).order_by("pk")[:_SHOWN]),
        "waiting_mails": email_limit.waiting_mailings(store).count(),
        "delayed": list(_delayed(store)[:_SHOWN]),
        "hooks_missing": store.hooks_registered_at is None,
    }


def dismissed_as_seen(record: OrderRecord) -> str:
    """Return a digest of the current reasons of `record`."""
    return hashlib.sha256(json.dumps(record.reasons, sort_keys=True).encode()).hexdigest()[:16]


def _needing_a_person(mine: OrderRecordQuerySet) -> dict[str, Any]:
    """Return held orders first, which have no document, then invoiced ones with a warning."""
    latest = mine.order_by("-updated_at")
    held = _some(latest.held())
    odd = _some(latest.odd())
    rows = [*held["rows"], *odd["rows"]]
    more = held["more"] + odd["more"] + max(len(rows) - _SHOWN, 0)
    return {"rows": rows[:_SHOWN], "more": more}


def _unrendered(store: Store) -> QuerySet[Rendering]:
    """Return the renderings that were given up, oldest first."""
    return Rendering.objects.filter(store=store, state=Rendering.State.FAILED).select_related("invoice").order_by("pk")


def _refused(store: Store) -> QuerySet[Posting]:
    """Return the links that Jumpseller refused permanently, oldest first."""
    return Posting.objects.filter(store=store, state=Posting.State.FAILED).select_related("invoice").order_by("pk")


def _unnoted(store: Store) -> QuerySet[HistoryLine]:
    """Return the lines in orders' histories that Jumpseller refused permanently, oldest first."""
    return (
        HistoryLine.objects.filter(store=store, state=HistoryLine.State.FAILED).select_related("invoice").order_by("pk")
    )


def _delayed(store: Store) -> QuerySet[Delivery]:
    """Return unfinished deliveries with an error, one for each order."""
    unfinished = [Delivery.State.DUE, Delivery.State.CLAIMED, Delivery.State.FAILED]
    return (
        Delivery.objects.filter(store=store, state__in=unfinished)
        .exclude(error="")
        .order_by("order_id", "-received_at")
        .distinct("order_id")
    )


def _some(records: OrderRecordQuerySet) -> dict[str, Any]:
    """Return the first of `records` as the page shows them, and how many more there are."""
    found = list(records[: _SHOWN + 1])
    more = records.count() - _SHOWN if len(found) > _SHOWN else 0
    return {"rows": [_waiting(record) for record in found[:_SHOWN]], "more": more}


def _waiting(record: OrderRecord) -> dict[str, Any]:
    meanings = [reason_of(reason["code"]) for reason in record.reasons]
    may_be_issued = any(meaning.severity is Severity.DECIDE for meaning in meanings)
    return {
        "row": record,
        "seen": dismissed_as_seen(record),
        "reasons": [explain_reason(reason) for reason in record.reasons],
        "mends": [meaning.mend for meaning in meanings if meaning.mend],
        "links": _links(record),
        "amount": _amount(record),
        "paid_on": record.paid_on,
        "may_be_dismissed": record.state != OrderRecord.State.HELD,
        "may_be_issued": may_be_issued and record.state == OrderRecord.State.HELD,
    }


def _links(record: OrderRecord) -> list[str]:
    """Return the pages that mend what a provider or its country's rules hold against the order's document."""
    codes = (sentence["code"] for reason in record.reasons for sentence in reason.get("details", []))
    return list(dict.fromkeys(filter(None, map(wording.link_of, codes))))


def _amount(record: OrderRecord) -> str:
    if record.amount is None or not is_known(record.currency):
        return ""
    return figures_for(record.store, record.currency).money(record.amount)


def _shown(document: Invoice) -> dict[str, Any]:
    return {
        "row": document,
        "number": legal_number_of(document),
        "credits": legal_number_of(document.credits) if document.credits else "",
        "is_void": getattr(document, "void", None) is not None,
        "link": links.document_link(document),
        "total": figures_for(document.store, document.currency).money(document.gross_total),
    }
