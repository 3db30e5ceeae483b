"""Setup of a merchant: a checklist that saves step by step, a preview, and automatic issuing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.automation.models import Backfill
from apps.core.web import body_limits
from apps.dashboard.access import LARGEST_FORM, for_merchants
from apps.dashboard.backfill import progress
from apps.dashboard.settings import sections
from apps.dashboard.settings.form import InvoicingSettingsForm
from apps.dashboard.setup import checklist, proposed_rates
from apps.dashboard.shared import error_texts, reauthorisation_question
from apps.stores import sessions
from apps.stores.models import InvoicingSettings, Store

_ANSWERS = {"stayed": reauthorisation_question.answer_stayed, "removed": reauthorisation_question.answer_removed}


@require_GET
@for_merchants
def start(request: HttpRequest, store: Store) -> HttpResponse:
    """Show all steps, with the first incomplete one open."""
    return _page(request, store)


@body_limits.limited_to(LARGEST_FORM)
@require_POST
@for_merchants
def save_step(request: HttpRequest, store: Store, name: str) -> HttpResponse:
    """Save one step, or show its errors."""
    if name not in sections.FIRST_STEPS:
        raise Http404
    form = checklist.save_step(store, sections.BY_NAME[name], request.POST, request.FILES, by=sessions.digest(request))
    return _page(request, store, given=form) if form.errors else redirect("start")


@require_http_methods(["GET", "POST"])
@for_merchants
def rates(request: HttpRequest, store: Store) -> HttpResponse:
    """Show the proposed rates, requested by the page once it is loaded; save the chosen one (POST)."""
    if request.method == "GET":
        return render(request, "dashboard/setup/_proposed_rates.html", {"proposal": proposed_rates.proposal_for(store)})
    given = {
        "fallback_tax_rate": request.POST.get("rate", ""),
        "fallback_prices": InvoicingSettings.FallbackPrices.INCLUDE,
        "tax_rounding": InvoicingSettings.objects.get(store=store).tax_rounding,
    }
    form = checklist.save_step(store, sections.BY_NAME["taxes"], given, None, by=sessions.digest(request))
    return _page(request, store, given=form) if form.errors else redirect("start")


@require_POST
@for_merchants
def turn_on(request: HttpRequest, store: Store) -> HttpResponse:
    """Turn automatic issuing on."""
    with_waiting = request.POST.get("with_waiting") == "on"
    try:
        checklist.turn_on_issuing(store, by=sessions.digest(request), with_waiting=with_waiting)
    except checklist.NotReady as error:
        return _page(request, store, refusal=error_texts.explain_error(error))
    return redirect("home")


@require_POST
@for_merchants
def turn_off(request: HttpRequest, store: Store) -> HttpResponse:
    """Turn automatic issuing off."""
    checklist.turn_off_issuing(store, by=sessions.digest(request))
    return redirect("start")


@require_POST
@for_merchants
def answer(request: HttpRequest, store: Store, name: str) -> HttpResponse:
    """Record the merchant's answer whether Folio was removed."""
    if name not in _ANSWERS:
        raise Http404
    _ANSWERS[name](store, was_seen=request.POST.get("seen", ""), by=sessions.digest(request))
    return redirect("home")


def _page(
    request: HttpRequest, store: Store, *, given: InvoicingSettingsForm | None = None, refusal: str = ""
) -> HttpResponse:
    invoicing_settings = InvoicingSettings.objects.select_related("store").get(store=store)
    looked = progress.latest(store)
    context = {
        "store": store,
        "steps": checklist.steps_of(store, given),
        "invoicing_settings": invoicing_settings,
        "question": reauthorisation_question.question(store),
        "lacking": checklist.lacking(invoicing_settings),
        "waiting": checklist.waiting_orders(store).count(),
        "look": looked if looked and looked["row"].stage != Backfill.Stage.CANCELLED else None,
        "period": progress.BackfillForm(store),
        "refusal": refusal,
    }
    return render(request, "dashboard/setup/first_steps.html", context)
