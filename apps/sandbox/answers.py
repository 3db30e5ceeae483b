"""JSON requests and responses, and the error class of the sandbox."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

Payload = dict[str, Any]


class HttpError(Exception):
    """A refused request: the HTTP status and the text for the caller."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def body_of(request: HttpRequest) -> Payload:
    """Return the JSON object in the body of `request`, empty for an empty body. Raise HttpError 400."""
    if not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except ValueError:
        raise HttpError(400, "The body is not JSON") from None
    if not isinstance(body, dict):
        raise HttpError(400, "The body is not a JSON object")
    return body


def as_json(data: Any, status: int = 200) -> HttpResponse:
    """Return `data` as a JSON response."""
    return HttpResponse(encoded(data), status=status, content_type="application/json; charset=utf-8")


def encoded(data: Any) -> bytes:
    """Return `data` as compact UTF-8 JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
