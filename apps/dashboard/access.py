"""Access to the embedded pages: no store's data without a session, and only the session's store with one."""

from collections.abc import Callable
from functools import partial, wraps

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt

from apps.stores import frames, logos, sessions
from apps.stores.models import Store

View = Callable[..., HttpResponseBase]
# Attribute that marks such views; decorators that wrap them copy it.
_FOR_MERCHANTS = "is_for_merchants"
# Bytes of a form with a logo: above the logo's own limit, so that the form itself can report that it is too large.
LARGEST_FORM = 2 * logos.MOST_BYTES


def embedded(view: View) -> View:
    """Let the admin of any store show the view in a frame: the answer contains no store's data. Prevent caching."""

    @wraps(view)
    def shown(request: HttpRequest, **arguments: object) -> HttpResponseBase:
        return _in_frames_of(None, request, view, **arguments)

    return never_cache(xframe_options_exempt(shown))


def for_merchants(view: View) -> View:
    """Pass the session's store to the view, and let only that store's admin show the answer in a frame.

    Without a session the answer is the sign-in page, or for a script a message. Caching is prevented.
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
    frames.note_refused_frame(request, store)
    return csp_replace({"frame-ancestors": frames.frame_ancestors(store)})(view)(request, **arguments)


def _turned_away(request: HttpRequest) -> HttpResponse:
    """Return the answer without a session. Scripts of a page show only successful responses."""
    if request.headers.get("HX-Request"):
        return render(request, "dashboard/session/_signed_out.html")
    status = 200 if request.path == "/" else 403
    return render(request, "dashboard/session/sign_in.html", {"nothing_saved": request.method == "POST"}, status=status)


def is_for_merchants(request: HttpRequest) -> bool:
    """Tell whether the view of `request` is decorated by `for_merchants`."""
    found = request.resolver_match
    return found is not None and getattr(found.func, _FOR_MERCHANTS, False)
