"""Received deliveries and their results, without their content, which is personal data of buyers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.automation.models import OrderRecord
from apps.automation.reasons import explain_reason
from apps.dashboard.shared import pagination
from apps.dashboard.shared.formats import figures_for, moment
from apps.intake import receive
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.stores.models import Store

_A_PAGE = 25
_ORDER = pagination.Order(("received_at", "pk"))
_EVENTS: dict[str, Any] = {
    "order_paid": _("Order paid"),
    "order_canceled": _("Order cancelled"),
    "order_updated": _("Order changed"),
    "requested": _("Invoice requested in the order"),
    "again": _("Order read again at your request"),
    receive.MISSED: _("Order found by Folio, without a notification"),
}
_STATES: dict[str, Any] = {
    Delivery.State.DUE: _("waiting"),
    Delivery.State.CLAIMED: _("in progress"),
    Delivery.State.DONE: _("done"),
    Delivery.State.FAILED: _("failed"),
}
_OUTCOMES: dict[str, Any] = {
    OrderRecord.State.NEW: _("No result yet"),
    OrderRecord.State.HELD: _("Held for your review"),
    OrderRecord.State.SKIPPED: _("No document needed"),
    OrderRecord.State.ISSUED: _("Issued"),
    OrderRecord.State.CREDITED: _("Credited"),
    OrderRecord.State.SUBMITTED: _("On its way to the provider"),
}


class DeliveryFilter(forms.Form):
    """The filter of the list of deliveries, as its URL contains it."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *_STATES.items()])


def deliveries_of(store: Store, query: QueryDict) -> dict[str, Any]:
    """Return the page of the deliveries of `store` that `query` selects, newest first. Raise Http404."""
    form = DeliveryFilter(query, label_suffix="")
    wanted = form.cleaned_data["state"] if form.is_valid() else ""
    mine = Delivery.objects.filter(store=store).defer("body", "headers")
    rows = mine.filter(state=wanted) if wanted else mine
    page = pagination.page_of(rows, _ORDER, query, most=_A_PAGE, within=mine)
    return {"form": form, "page": page, "rows": _rows(store, page.rows), "is_narrowed": bool(wanted)}


def event_name(event: str) -> str:
    """Return the merchant's name of `event`, which is Jumpseller's or one of Folio's own."""
    return str(_EVENTS.get(event, event or gettext("Event without a name")))


def replay_delivery(store: Store, delivery_id: int) -> None:
    """Process a delivery of `store` again. Raise Http404 for a delivery of another store."""
    delivery = Delivery.objects.filter(store=store, pk=delivery_id).defer("body").first()
    if delivery is None:
        raise Http404
    receive.replay_delivery(delivery)


def _rows(store: Store, deliveries: Iterable[Delivery]) -> list[dict[str, Any]]:
    orders = {delivery.order_id for delivery in deliveries if delivery.order_id is not None}
    records = {row.order_id: row for row in OrderRecord.objects.filter(store=store, order_id__in=orders)}
    documents: dict[int, list[Invoice]] = defaultdict(list)
    for document in Invoice.objects.filter(store=store, order_id__in=orders).order_by("pk"):
        documents[document.order_id].append(document)
    figures = figures_for(store, store.currency)
    return [
        {
            "row": delivery,
            "event": event_name(delivery.event),
            "at": moment(delivery.received_at, store.time_zone, figures),
            "state": _STATES[delivery.state],
            "outcome": _outcome(records.get(delivery.order_id or 0)),
            "documents": documents.get(delivery.order_id or 0, []),
            "can_replay": delivery.order_id is not None
            and delivery.state in (Delivery.State.DONE, Delivery.State.FAILED),
        }
        for delivery in deliveries
    ]


def _outcome(record: OrderRecord | None) -> dict[str, Any]:
    """Return the current state of the order's record, with the reasons in the merchant's terms."""
    if record is None:
        return {"text": "", "reasons": []}
    reasons = [_reason(reason, record.state) for reason in record.reasons]
    return {"text": _OUTCOMES[record.state], "reasons": reasons}


def _reason(reason: dict[str, Any], state: str) -> Any:
    told = explain_reason(reason, has_document=state != OrderRecord.State.SKIPPED)
    return told["text"] or told["detail"]
