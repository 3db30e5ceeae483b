"""The embedded page: without a session no data, with one the data of its store and nothing else."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings as django_settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.automation.models import OrderRecord
from apps.core import bodies
from apps.dashboard import next_numbers, overview, paper_fields, picturing, sections
from apps.dashboard.forms import InvoicingSettingsForm, save_settings
from apps.intake import receiving
from apps.invoices.pdf.capability import capability
from apps.stores import framing, logos, sessions, signing_in
from apps.stores.models import InvoicingSettings, Store

View = Callable[..., HttpResponseBase]
# Marks such views: decorators that wrap them pass it on.
_FOR_MERCHANTS = "is_for_merchants"
_MOST_FRAMES = 10
# Bytes of a form with a logo: more than a logo may have, so that the form itself can say that it is too large.
LARGEST_FORM = 2 * logos.MOST_BYTES


def embedded(view: View) -> View:
    """Let the admin of any store show the view in a frame: the answer holds no store's data. No cache keeps it."""

    @wraps(view)
    def shown(request: HttpRequest, **arguments: object) -> HttpResponseBase:
        return _in_frames_of(None, request, view, **arguments)

    return never_cache(xframe_options_exempt(shown))


def for_merchants(view: View) -> View:
    """Give the view the session's store, and let only that store's admin show the answer in a frame.

    Without a session the answer is the sign-in page, or says so to a script. No cache keeps it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponseBase:
        store = sessions.store_of(request)
        if store is None:
            return _in_frames_of(None, request, _turned_away)
        if request.method == "GET" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
            sessions.renew_key(request)
        return _in_frames_of(store, request, partial(view, store=store), **arguments)

    framed = never_cache(xframe_options_exempt(guarded))
    framed.__dict__[_FOR_MERCHANTS] = True
    return framed


def _in_frames_of(store: Store | None, request: HttpRequest, view: View, **arguments: object) -> HttpResponseBase:
    framing.notice(request, store)
    return csp_replace({"frame-ancestors": framing.ancestors(store)})(view)(request, **arguments)


def _turned_away(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in (any more). Scripts of a page show only what succeeds."""
    if request.headers.get("HX-Request"):
        return render(request, "dashboard/_signed_out.html")
    status = 200 if request.path == "/" else 403
    return render(request, "dashboard/sign_in.html", {"nothing_saved": request.method == "POST"}, status=status)


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form that its session does not know: the session has ended, or another one has begun. Shown in the frame."""
    if not _is_for_merchants(request):
        return csrf.csrf_failure(request, reason)
    return _refused(request, _("This page was out of date, so nothing was done. Please do it again."), status=403)


def body_too_large(request: HttpRequest) -> HttpResponseBase:
    """Refuse a request whose body is above the limit of its view, unread; merchants send nothing large but a logo."""
    if not _is_for_merchants(request):
        return JsonResponse({"message": "The request's body is too large."}, status=413)
    return _refused(request, str(logos.LogoTooLarge.advice), status=413)


def _is_for_merchants(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and getattr(found.func, _FOR_MERCHANTS, False)


def _refused(request: HttpRequest, refusal: str, *, status: int) -> HttpResponseBase:
    """Return the first page with the reason why nothing was done; without a session, the sign-in page."""

    def refused(request: HttpRequest, store: Store) -> HttpResponse:
        return render(request, "dashboard/home.html", overview.of(store) | {"refusal": refusal}, status=status)

    return for_merchants(refused)(request)


@require_GET
@for_merchants
def home(request: HttpRequest, store: Store) -> HttpResponse:
    """What needs a person first, then the figures of a period with their proof, then the latest documents."""
    return render(request, "dashboard/home.html", overview.of(store, request.GET.get("days", "")))


@bodies.limited_to(LARGEST_FORM)
@require_http_methods(["GET", "POST"])
@for_merchants
def settings(request: HttpRequest, store: Store) -> HttpResponse:
    """The invoicing settings."""
    kept = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
    form = InvoicingSettingsForm(instance=kept)
    if request.method == "POST":
        form = save_settings(store, request.POST, request.FILES, by=sessions.digest(request))
        if not form.errors:
            return redirect("home")
    shown = {
        "store": store,
        "form": form,
        "terms": kept,
        "next_numbers": next_numbers.of(store),
        "logo": kept.logo,
        "capability": capability(store.country),
    }
    return render(request, "dashboard/settings.html", shown)


@bodies.limited_to(LARGEST_FORM)
@require_POST
@for_merchants
def preview(request: HttpRequest, store: Store) -> HttpResponse:
    """The paper by the settings as they are saved, or as the whole form or one section of it says; saves nothing."""
    terms = InvoicingSettings.objects.select_related("store", "logo").get(store=store)
    wanted = request.POST.get("section", "")
    given: dict[str, Any] = {}
    if wanted != "saved":
        given = {"data": request.POST, "files": request.FILES, "logo": paper_fields.read_logo(request.FILES)}
    form = InvoicingSettingsForm(instance=terms, section=sections.BY_NAME.get(wanted), **given)
    with transaction.atomic():
        is_valid = not form.is_bound or form.is_valid()
        transaction.set_rollback(True)
    # After the transaction: an uploaded logo, which is in no table any more, locks nobody out while it is drawn.
    picture = picturing.picture_of(form.as_far_as_valid())
    return render(request, "dashboard/_picture.html", {"picture": picture, "is_valid": is_valid})


@require_GET
@for_merchants
def logo(request: HttpRequest, store: Store) -> HttpResponse:
    """The store's logo as it is printed."""
    kept = InvoicingSettings.objects.select_related("logo").get(store=store).logo
    if kept is None:
        raise Http404
    content = bytes(kept.content)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": "inline"})


@require_POST
@for_merchants
def try_again(request: HttpRequest, store: Store, record_id: int) -> HttpResponse:
    """Reads an order of the store again and does what it calls for."""
    record = OrderRecord.objects.filter(store=store, pk=record_id).first()
    if record is None:
        raise Http404
    receiving.ask_again(store.pk, record.order_id)
    return redirect("home")


@csrf_exempt
@require_POST
@embedded
def open_session(request: HttpRequest) -> HttpResponse:
    """Trade the one-time code of a sign-in for a session; 409 where the frame may not show the store's pages.

    `frames` names the origins of all pages that the frame is in, where the browser tells them.

    Needs no CSRF token, which has no session to live in yet; instead the browser must say that our own page asks, so
    that no other site can sign a merchant in to another merchant's store. Takes no files, whose reading costs space
    on the disk.
    """
    if request.headers.get("Origin") != django_settings.APP_URL:
        return JsonResponse({"message": "Sign in from Folio's own page."}, status=403)
    if request.content_type == "multipart/form-data":
        return JsonResponse({"message": "Send the code without files."}, status=415)
    try:
        sign_in = signing_in.trade_code(
            code=request.POST.get("code", ""), frame_secret=request.POST.get("frame_secret", "")
        )
    except signing_in.UnknownCode as error:
        return JsonResponse({"message": str(error)}, status=403)
    if framing.refused_among(request.POST.get("frames", "").split()[:_MOST_FRAMES], sign_in.store):
        return JsonResponse({"message": "This page may not show Folio in a frame."}, status=409)
    sessions.open_for(request, sign_in)
    return HttpResponse(status=204)


@require_POST
@for_merchants
def sign_out(request: HttpRequest, store: Store) -> HttpResponse:
    """Ends this session."""
    sessions.end(request)
    return redirect("signed_out")


@require_POST
@for_merchants
def sign_out_everywhere(request: HttpRequest, store: Store) -> HttpResponse:
    """Ends every session of the store, this one, too."""
    sessions.end_all(store)
    sessions.end(request)
    return redirect("signed_out")


@require_GET
@embedded
def signed_out(request: HttpRequest) -> HttpResponse:
    """Says that nobody is signed in any more; a page of its own, so that reloading it sends no form again."""
    if sessions.store_of(request):
        return redirect("home")
    return render(request, "dashboard/sign_in.html", {"signed_out": True})
