"""Start and end of a session."""

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from apps.dashboard.access import embedded, for_merchants
from apps.stores import frames, sessions
from apps.stores.models import Store
from apps.stores.sign_in import UnknownCode, trade_code

_MOST_FRAMES = 10


@csrf_exempt
@require_POST
@embedded
def open_session(request: HttpRequest) -> HttpResponse:
    """Exchange the one-time code of a sign-in for a session; 409 where the frame may not show the store's pages.

    `frames` names the origins of all pages that contain the frame, if the browser reveals them.

    There is no session yet for a CSRF token; instead the Origin header must be Folio's own, so that no other site can
    sign a merchant in to another merchant's store. Files are refused, because parsing them uses disk space.
    """
    if request.headers.get("Origin") != django_settings.APP_URL:
        return JsonResponse({"message": "Sign in from Folio's own page."}, status=403)
    if request.content_type == "multipart/form-data":
        return JsonResponse({"message": "Send the code without files."}, status=415)
    try:
        sign_in = trade_code(code=request.POST.get("code", ""), frame_secret=request.POST.get("frame_secret", ""))
    except UnknownCode as error:
        return JsonResponse({"message": str(error)}, status=403)
    if frames.refused_origins(request.POST.get("frames", "").split()[:_MOST_FRAMES], sign_in.store):
        return JsonResponse({"message": "This page may not show Folio in a frame."}, status=409)
    sessions.open_for(request, sign_in)
    return HttpResponse(status=204)


@require_POST
@for_merchants
def sign_out(request: HttpRequest, store: Store) -> HttpResponse:
    """End this session."""
    sessions.end(request)
    return redirect("signed_out")


@require_POST
@for_merchants
def sign_out_everywhere(request: HttpRequest, store: Store) -> HttpResponse:
    """End every session of the store, including this one."""
    sessions.end_all(store)
    sessions.end(request)
    return redirect("signed_out")


@require_GET
@embedded
def signed_out(request: HttpRequest) -> HttpResponse:
    """Show that the merchant is signed out; a separate page, so that a reload does not send a form again."""
    if sessions.store_of(request):
        return redirect("home")
    return render(request, "dashboard/session/sign_in.html", {"signed_out": True})
