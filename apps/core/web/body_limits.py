"""Limits of request bodies: a body that is too long is refused by its announced length, before any of it is read.

Django limits the fields of a form but not its files: it writes files to disk before a view can refuse the request.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TypeVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# Bytes that a browser sends around the files of a form, including the form's other fields.
ENVELOPE = 2**16
_LIMIT = "largest_body"


def limited_to(most: int | None) -> Callable[[View], View]:
    """Limit a view's bodies to `most` bytes, not DATA_UPLOAD_MAX_MEMORY_SIZE; None if the view refuses them itself."""

    def mark(view: View) -> View:
        view.__dict__[_LIMIT] = most
        return view

    return mark


class BodyLimitMiddleware:
    """Answer with `REFUSED_BODY_VIEW` where the announced length of a body is above the limit of its view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: object
    ) -> HttpResponseBase | None:
        """Refuse `request` or pass it on; runs before the CSRF check, which reads forms."""
        most = getattr(view, _LIMIT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if most is None or announced_length(request) <= most:
            return None
        refuse: Callable[[HttpRequest], HttpResponseBase] = import_string(settings.REFUSED_BODY_VIEW)
        return refuse(request)


def announced_length(request: HttpRequest) -> float:
    """Return the announced length of the body in bytes; infinite if the header is no valid length."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return float("inf")
    return length if length >= 0 else float("inf")


class MeasuredBodies:
    """WSGI middleware that reads a body without an announced length (RFC 9112, chunked), up to a limit in bytes.

    Django treats such a body as empty: a webhook that a proxy forwards in chunks would be lost.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") or not environ.get("HTTP_TRANSFER_ENCODING"):
            return self._application(environ, start_response)
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = environ["wsgi.input"].read(most + 1)
        if len(body) > most:
            start_response("413 Content Too Large", [("Content-Type", "text/plain"), ("Connection", "close")])
            return [b"The request's body is too large.\n"]
        return self._application(
            environ | {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}, start_response
        )
