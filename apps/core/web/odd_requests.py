"""Requests that Folio's own pages never make: refused, or normalised before any other code reads them."""

import re
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_NUL = "\0"
# The parameter `charset` of a Content-Type, also in the form of RFC 2231, unless its value is UTF-8.
_OTHER_CHARSET = re.compile(r'(?i)(;\s*)charset(?=\*?\s*=)(?!=\s*"?utf-8"?\s*(?:;|$))')


class RefuseNulMiddleware:
    """Answer 400 to a request whose query or cookies contain the character NUL, which PostgreSQL stores in no text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or _NUL in query or any(_NUL in value for value in request.COOKIES.values()):
            return HttpResponseBadRequest("This request holds the character NUL.", content_type="text/plain")
        return self.get_response(request)


class OneCharset:
    """WSGI middleware that makes Django read queries and forms as UTF-8 even if a request names another `charset`.

    Browsers send UTF-8 to pages in UTF-8. Django would use any codec of Python, before any of its own middleware runs:
    some codecs produce NUL or surrogates, others fail at every read.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        content_type = _OTHER_CHARSET.sub(r"\1x-charset", environ.get("CONTENT_TYPE", ""))
        return self._application(environ | {"CONTENT_TYPE": content_type}, start_response)
