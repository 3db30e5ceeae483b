"""Session cookie inside Jumpseller's admin: partitioned by embedding site (CHIPS, RFC 6265bis draft)."""

from collections.abc import Callable
from http.cookies import Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Python supports the attribute only from 3.14; these lines add the same.
Morsel._reserved.setdefault("partitioned", "Partitioned")  # type: ignore[attr-defined]
Morsel._flags.add("partitioned")  # type: ignore[attr-defined]


class PartitionedSessionMiddleware:
    """Mark the session cookie `Partitioned`, so that browsers which block third-party cookies keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in response.cookies:
            response.cookies[settings.SESSION_COOKIE_NAME]["partitioned"] = True
        return response
