"""Requests that no page of ours makes, refused before anything reads them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_NUL = "\0"


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
