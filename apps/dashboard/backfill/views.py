"""Documents for older orders: preview, the merchant's confirmation, and progress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.automation.backfill import cancel_backfill, confirm_backfill
from apps.automation.models import Backfill
from apps.core.errors import FolioError
from apps.dashboard.access import for_merchants
from apps.dashboard.backfill import progress
from apps.dashboard.shared import error_texts, reauthorisation_question
from apps.stores import sessions
from apps.stores.models import InvoicingSettings, Store


@require_http_methods(["GET", "POST"])
@for_merchants
def backfill(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the latest back-fill and, unless one is in progress, the form that starts the check of a period."""
    form = progress.BackfillForm(store, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            form.ask(by=sessions.digest(request))
        except FolioError as error:
            return _page(request, store, form, error_texts.explain_error(error))
        return redirect("backfill")
    return _page(request, store, form)


@require_POST
@for_merchants
def confirm(request: HttpRequest, store: Store, backfill_id: int) -> HttpResponse:
    """Issue the documents that the check foresaw."""
    try:
        confirm_backfill(_find(store, backfill_id), by=sessions.digest(request))
    except FolioError as error:
        return _page(request, store, progress.BackfillForm(store), error_texts.explain_error(error))
    return redirect("backfill")


@require_POST
@for_merchants
def cancel(_: HttpRequest, store: Store, backfill_id: int) -> HttpResponse:
    """Cancel a back-fill; issued documents stay."""
    cancel_backfill(_find(store, backfill_id))
    return redirect("backfill")


def _find(store: Store, backfill_id: int) -> Backfill:
    found = Backfill.objects.select_related("store").filter(store=store, pk=backfill_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, store: Store, form: progress.BackfillForm, refusal: str = "") -> HttpResponse:
    context = {
        "store": store,
        "invoicing_settings": InvoicingSettings.objects.get(store=store),
        "form": form,
        "question": reauthorisation_question.question(store),
        "backfill": progress.latest(store),
        "refusal": refusal,
    }
    return render(request, "dashboard/backfill/backfill.html", context)
