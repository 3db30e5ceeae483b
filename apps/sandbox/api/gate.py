"""Processing of every API call: limits, faults, token, scope, body, operation, and a log entry."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from apps.sandbox import faults, limits, moments, state, tokens
from apps.sandbox.answers import HttpError, Payload, as_json, body_of
from apps.sandbox.oauth import bearer

_LOG_LENGTH = 5000
_log: deque[Payload] = deque(maxlen=_LOG_LENGTH)


@dataclass(frozen=True)
class Call:
    """An admitted API call: its store, query and body."""

    store: state.Store
    query: QueryDict
    body: Payload

    def unwrapped(self, root: str) -> Payload:
        """Return the body, without its root element `root` if it has one. Raise HttpError 400."""
        inner = self.body.get(root, self.body)
        if not isinstance(inner, dict):
            raise HttpError(400, f"“{root}” is not a JSON object")
        return inner


@dataclass(frozen=True)
class Operation:
    """Operation of a path for one HTTP method: its scope (empty: any token) and its function.

    The function gets a Call and the path's values and returns JSON data. It runs under the lock unless `locked` is
    False, for a function that waits for the network.
    """

    scope: str
    carry_out: Callable[..., Any]
    locked: bool = True


def endpoint(**operations: Operation) -> Callable[..., HttpResponse]:
    """Return a view that runs one of `operations`, which are named by HTTP method."""

    def view(request: HttpRequest, **values: Any) -> HttpResponse:
        began = moments.now()
        grant = tokens.find(bearer(request))
        with state.lock:
            verdict = limits.admit(grant.store_code if grant else "", request.META["REMOTE_ADDR"])
        try:
            verdict.enforce()
            answer = _with_faults(request, operations, values)
        except HttpError as error:
            answer = as_json({"message": error.message}, error.status)
        for name, value in verdict.headers.items():
            answer[name] = value
        _record(request, grant, answer.status_code, began)
        return answer

    return view


def unknown_path(call: Call, **_values: Any) -> None:
    """Refuse paths below /v1 that are not part of the API. Raise HttpError 404."""
    raise HttpError(404, "Not Found")


def log(store_code: str = "") -> list[Payload]:
    """Return the latest calls, oldest first, of one store or of all."""
    return [call for call in _log if store_code in {"", call["store"]}]


def _with_faults(request: HttpRequest, operations: dict[str, Operation], values: dict[str, Any]) -> HttpResponse:
    with state.lock:
        struck = faults.of_call(request.method or "", request.path)
        if "expired_tokens" in struck:
            tokens.expire_all()
    if "slow" in struck:
        time.sleep(struck["slow"].seconds)
    if "error_500" in struck:
        raise HttpError(500, "Internal Server Error")
    if "error_429" in struck:
        raise HttpError(429, "Rate Limit Exceeded")
    answer = _perform(request, operations, values)
    if "timeout_after_success" in struck and answer.status_code < 300:
        time.sleep(struck["timeout_after_success"].seconds)
        raise HttpError(504, "Gateway Timeout")
    return answer


def _perform(request: HttpRequest, operations: dict[str, Operation], values: dict[str, Any]) -> HttpResponse:
    grant = tokens.find(bearer(request))
    if grant is None or grant.expired:
        raise HttpError(401, "Unauthorized")
    if request.method not in operations:
        raise HttpError(405, "Method Not Allowed")
    operation = operations[request.method]
    if operation.scope and operation.scope not in grant.scopes:
        raise HttpError(403, f"The token lacks the scope {operation.scope}")
    call = Call(state.store(grant.store_code), request.GET, _body(request))
    if not operation.locked:
        return as_json(operation.carry_out(call, **values))
    with state.lock:
        return as_json(operation.carry_out(call, **values))


def _body(request: HttpRequest) -> Payload:
    if request.method not in {"POST", "PUT"}:
        return {}
    if request.content_type != "application/json":
        raise HttpError(400, "Content-Type must be application/json")
    return body_of(request)


def _record(request: HttpRequest, grant: tokens.Grant | None, status: int, began: datetime) -> None:
    _log.append(
        {
            "time": began.isoformat(timespec="milliseconds"),
            "store": grant.store_code if grant else "",
            "method": request.method,
            "path": request.path,
            "query": request.META.get("QUERY_STRING", ""),
            "status": status,
            "seconds": round((moments.now() - began).total_seconds(), 3),
        }
    )
