"""Install and sign-in pages: thin, one domain call each."""

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from apps.core.errors import FolioError
from apps.jumpseller import oauth
from apps.stores import sessions
from apps.stores.install import install_store
from apps.stores.sign_in import TRIP, accept_return, begin_sign_in, give_code

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

log = structlog.get_logger(__name__)

_COOKIE = "folio_sign_in"
_ADVICE = {
    "unknown_state": _("This sign-in has expired or was already used. Please start again."),
    "exchange_refused": _("Jumpseller did not confirm the authorisation. Please authorise Folio once more."),
    "accounts_unreachable": _("Jumpseller did not answer. Please try again in a minute."),
    "unreachable": _("Jumpseller did not answer. Please try again in a minute."),
    "limited": _("Jumpseller limits its requests at the moment. Please try again in a minute."),
}
_CHALLENGE = re.compile(r"[0-9a-f]{64}")


def in_sign_in_window(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Allow the answer of `view` to keep its opener, the page that waits for the sign-in's code."""

    @wraps(view)
    def tied(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return response

    return tied


@in_sign_in_window
@never_cache
@require_GET
def install(request: HttpRequest) -> HttpResponse:
    """Redirect the merchant to Jumpseller's authorize page; `frame` is the challenge of a waiting frame."""
    challenge = request.GET.get("frame", "")
    trip = begin_sign_in(frame_challenge=challenge if _CHALLENGE.fullmatch(challenge) else "")
    response = HttpResponseRedirect(oauth.authorize_url(trip.state))
    response.set_cookie(
        _COOKIE,
        trip.browser_secret,
        max_age=TRIP,
        path="/oauth/",
        secure=settings.APP_URL.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
    return response


@in_sign_in_window
@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Sign the merchant in after Jumpseller's redirect, or show what to do instead."""
    try:
        sign_in = accept_return(state=request.GET.get("state", ""), browser_secret=request.COOKIES.get(_COOKIE, ""))
        if "code" not in request.GET:
            return _failed(request, _("You did not authorise Folio, so nothing was installed."), status=403)
        store = install_store(request.GET["code"])
    except FolioError as error:
        log.warning("install failed", reason=error.code, detail=str(error))
        return _failed(request, _ADVICE.get(error.code, str(error)), status=400)
    code = give_code(sign_in, store)
    # The window gets a session as well, for browsers that store none for the frame.
    sessions.open_for(request, sign_in)
    if sign_in.frame_challenge:
        return render(request, "stores/signed_in.html", {"code": code, "store": store})
    return redirect("/")


def _failed(request: HttpRequest, reason: "StrOrPromise", *, status: int) -> HttpResponse:
    return render(request, "stores/install_failed.html", {"reason": reason}, status=status)
