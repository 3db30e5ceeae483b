"""Middleware that answers webhooks before all other middleware, which serves pages: sessions, languages, their headers.

A webhook is proven by its signature alone, and the rest would cost more than storing it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from apps.intake import views


class WebhookMiddleware:
    """Answer a POST to the address of webhooks, and pass on every other request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info == f"/{views.WEBHOOK}":
            answer = views.webhook(request)
            answer.headers["Content-Length"] = str(len(answer.content))
            return answer
        return self.get_response(request)
