"""Middleware that answers webhooks before all other middleware, which serves pages: sessions, languages, their headers.

A webhook is proven by its signature alone, and the rest would cost more than storing it.
"""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from apps.intake import views

log = structlog.get_logger(__name__)


class WebhookMiddleware:
    """Answer a POST to the address of webhooks, and pass on every other request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info == f"/{views.WEBHOOK}":
            answer = _answer(request)
            answer.headers["Content-Length"] = str(len(answer.content))
            return answer
        return self.get_response(request)


def _answer(request: HttpRequest) -> HttpResponse:
    """Return the answer, 500 after an error: the project's error page needs a session."""
    try:
        return views.webhook(request)
    except Exception:
        log.exception("webhook failed")
        return HttpResponse(status=500)
