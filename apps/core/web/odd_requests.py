"""Requests that no page of ours makes: refused, or read as our pages' are, before anything reads them."""

import re
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_NUL = "\0"
# The parameter `charset` of a Content-Type, also in the form of RFC 2231, unless it is UTF-8.
_OTHER_CHARSET = re.compile(r'(?i)(;\s*)charset(?=\*?\s*=)(?!=\s*"?utf-8"?\s*(?:;|$))')


class RefuseNulMiddleware:
    """Answer 400 to a request whose query or cookies hold the character NUL, which PostgreSQL takes in no text.

    A cookie in quotes can hold it as `\\000`. In a path no address of ours takes it, in a form no field does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or _NUL in query or any(_NUL in value for value in request.COOKIES.values()):
            return HttpResponseBadRequest("This request holds the character NUL.", content_type="text/plain")
        return self.get_response(request)


class OneCharset:
    """WSGI middleware that has queries and forms read as UTF-8, whatever other `charset` a request names.

    Browsers send them so to pages in UTF-8. Django would read them by any codec of Python, before any of its own
    middleware: by some codecs they hold NUL or surrogates, by others every read fails.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        content_type = _OTHER_CHARSET.sub(r"\1x-charset", environ.get("CONTENT_TYPE", ""))
        return self._application(environ | {"CONTENT_TYPE": content_type}, start_response)
