"""Page of one waiting order: a preview of its document, and the merchant's release of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.automation import order_state, release, submissions
from apps.automation.dry_run import NothingToIssue, issue_as_read, readiness_as_read
from apps.automation.models import OrderRecord
from apps.automation.reasons import explain_reason, explain_refusal
from apps.core.errors import FolioError
from apps.dashboard.access import for_merchants
from apps.dashboard.documents.presentation import Sheet, sheet_of
from apps.dashboard.home import overview
from apps.dashboard.issuer import on_its_way
from apps.dashboard.issuer.forms import NumberForm
from apps.dashboard.shared import error_texts
from apps.dashboard.shared.dry_run import dry_run
from apps.dashboard.shared.readiness import explain_readiness
from apps.intake import receive
from apps.invoices.issuing.issuer import OWN
from apps.invoices.models import Submission
from apps.stores.models import InvoicingSettings, Store


@require_GET
@for_merchants
def order(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Show the order as it was last read, and a preview of its document."""
    return render(request, "dashboard/orders/order.html", _page(_find(store, record_id)))


@require_POST
@for_merchants
def issue(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Issue the document of the order for the version that was `seen`."""
    record = _find(store, record_id)
    try:
        if record.snapshot is None or request.POST.get("seen") != str(record.snapshot_id):
            raise release.ChangedSinceSeen("The order was changed since you looked at it.")
        release.release_order(store, record.order_id, snapshot=record.snapshot)
    except FolioError as refusal:
        return render(request, "dashboard/orders/order.html", _page(_find(store, record_id), refusal))
    receive.ask_again(store.pk, record.order_id, event="released")
    return redirect("home")


@require_POST
@for_merchants
def exists(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Record the document that the merchant found at the provider under `number`."""
    record = _find(store, record_id)
    try:
        asked = _asked(record)
        form = NumberForm(asked.account, request.POST)
        if not form.is_valid():
            return render(request, "dashboard/orders/order.html", _page(record, typed=form))
        made = submissions.answer_exists(asked.pk, form.cleaned_data["number"])
    except FolioError as error:
        return _answered(request, record, error)
    return redirect("document", made.pk)


@require_POST
@for_merchants
def absent(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Have the document sent again that the merchant did not find at the provider."""
    record = _find(store, record_id)
    try:
        submissions.answer_absent(_asked(record).pk)
    except FolioError as error:
        return _answered(request, record, error)
    return redirect("order", record.pk)


@require_POST
@for_merchants
def dismiss(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Dismiss the reasons that were `seen` of the order, until there are others. A held order is not dismissed."""
    record = _find(store, record_id)
    if request.POST.get("seen") == overview.dismissed_as_seen(record):
        order_state.dismiss_reasons(record)
    return redirect("home")


def _find(store: Store, record_id: int) -> OrderRecord:
    record = OrderRecord.objects.select_related("snapshot", "store").filter(store=store, pk=record_id).first()
    if record is None:
        raise Http404
    return record


def _asked(record: OrderRecord) -> Submission:
    """Return the order's submission that was seen to ask. Raise NoQuestion."""
    found = on_its_way.open_submission(record.store, record.order_id)
    if found is None or found.stage != Submission.Stage.ASKED:
        raise submissions.NoQuestion("This was answered already.")
    return found


def _answered(request: HttpRequest, record: OrderRecord, error: FolioError) -> HttpResponse:
    refusal = {"text": error_texts.explain_error(error), "detail": ""}
    context = _page(_find(record.store, record.pk)) | {"refusal": refusal}
    return render(request, "dashboard/orders/order.html", context)


def _page(record: OrderRecord, refusal: FolioError | None = None, typed: NumberForm | None = None) -> dict[str, Any]:
    waiting = on_its_way.open_submission(record.store, record.order_id)
    documents = on_its_way.documents_of(record.store, record.order_id)
    is_done = waiting is not None or record.state == OrderRecord.State.ISSUED
    sheet, obstacles = (None, []) if is_done else _draft(record)
    return {
        "on_its_way": on_its_way.on_its_way(waiting, typed),
        "documents": documents,
        "store": record.store,
        "record": record,
        "reasons": [explain_reason(reason) for reason in record.reasons],
        "refusal": explain_refusal(refusal) if refusal else None,
        "sheet": sheet,
        "obstacles": obstacles,
        "readiness": [] if waiting or documents else _readiness(record),
    }


def _readiness(record: OrderRecord) -> list[dict[str, Any]]:
    """Return what the order can become; nothing where a provider issues, whose preview or refusal tells it."""
    if InvoicingSettings.objects.get(store=record.store).issuer != OWN:
        return []
    return explain_readiness(each.as_json() for each in readiness_as_read(record))


def _draft(record: OrderRecord) -> tuple[Sheet | None, list[dict[str, Any]]]:
    """Return the document that the order would get now, or the reasons why it gets none."""
    try:
        return dry_run(lambda: issue_as_read(record), sheet_of), []
    except NothingToIssue as error:
        return None, [explain_reason(reason) for reason in error.reasons]
    except FolioError as error:
        return None, [explain_refusal(error)]
