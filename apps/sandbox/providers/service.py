"""The processing of every call to a stand-in: account, faults, operation under the lock, what is left to answer."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path

from apps.sandbox import state
from apps.sandbox.answers import HttpError, Payload, as_json
from apps.sandbox.providers import accounts, faults

_MEGABYTE = b" " * 1024 * 1024
_HUGE = 50
_DRIPS, _DRIP_SECONDS = 300, 0.2
_LATE_SECONDS = 4.0


@dataclass(frozen=True)
class Call:
    """A call with a valid key: the request, the account that it opens, and the faults that occur in it."""

    request: HttpRequest
    account: accounts.Account
    faults: frozenset[str]


class Refused(Exception):
    """A call that the service answers with an error of its own."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


Operation = Callable[..., HttpResponse]
"""Gets a Call and the values of the path, under the lock. May raise Refused."""


def _no_states(account: accounts.Account, reference: str, wanted: str) -> None:
    raise HttpError(404, "This service has no states")


@dataclass(frozen=True, kw_only=True)
class Service:
    """A stand-in. `routes` are its paths below /providers/<code>/ with an operation for each HTTP method.

    `key_of` returns the key of a request, `new_account` makes an account from what the control API was sent.
    `unauthorised` and `limited` make the answers in the service's shape. `faults` are those that it has beside the
    common ones; operations find them in their Call. `set_state` changes the authority's state of a document.
    """

    code: str
    routes: Mapping[str, Mapping[str, Operation]]
    key_of: Callable[[HttpRequest], str]
    new_account: Callable[[Payload], accounts.Account]
    unauthorised: Callable[[], HttpResponse]
    limited: Callable[[], HttpResponse]
    faults: Mapping[str, str] = field(default_factory=dict)
    set_state: Callable[[accounts.Account, str, str], None] = _no_states

    def urls(self) -> list[URLPattern]:
        """Return the URLs below /providers/."""
        return [path(f"{self.code}/{route}", self._view(operations)) for route, operations in self.routes.items()]

    def fault_names(self) -> frozenset[str]:
        """Return the names of all faults that can be enabled."""
        return frozenset(faults.COMMON) | frozenset(self.faults)

    def _view(self, operations: Mapping[str, Operation]) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, **values: Any) -> HttpResponseBase:
            key = self.key_of(request)
            with state.lock:
                struck = faults.of_call(self.code, request.method or "", request.path, key)
            if "late" in struck:
                time.sleep(_LATE_SECONDS)
            with state.lock:
                answer = self._answer(request, operations, values, key, struck)
                account = accounts.find(self.code, key)
                if account:
                    account.note_call(_logged(request, answer, struck))
            return _spoilt(request, answer, struck)

        return view

    def _answer(
        self,
        request: HttpRequest,
        operations: Mapping[str, Operation],
        values: dict[str, Any],
        key: str,
        struck: frozenset[str],
    ) -> HttpResponse:
        account = accounts.find(self.code, key)
        if account is None or "unauthorised" in struck:
            return self.unauthorised()
        if "limited" in struck:
            return self.limited()
        if "error_500" in struck or "timeout_before" in struck:
            return HttpResponse(b"Internal Server Error", status=500, content_type="text/plain")
        operation = operations.get(request.method or "")
        if operation is None:
            return as_json({"message": "Method Not Allowed"}, 405)
        try:
            return operation(Call(request, account, struck), **values)
        except Refused as refused:
            return refused.answer
        except HttpError as error:
            return as_json({"message": error.message}, error.status)


def _logged(request: HttpRequest, answer: HttpResponse, struck: frozenset[str]) -> Payload:
    return {
        "method": request.method,
        "path": request.path,
        "query": request.META.get("QUERY_STRING", ""),
        "headers": {name: value for name, value in request.headers.items() if name != "Cookie"},
        "body": request.body.decode("utf-8", "replace"),
        "status": answer.status_code,
        "answer": answer.content.decode("utf-8", "replace")[:10_000],
        "faults": sorted(struck),
    }


def _spoilt(request: HttpRequest, answer: HttpResponse, struck: frozenset[str]) -> HttpResponseBase:
    """Return what is left of `answer` after the faults `struck`."""
    if struck & {"timeout_after", "timeout_before"}:
        request.META["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    elif "error_500_after" in struck:
        return HttpResponse(b"Internal Server Error", status=500, content_type="text/plain")
    elif "html_200" in struck:
        return HttpResponse(b"<!doctype html><title>Maintenance</title><p>Back soon.", content_type="text/html")
    elif "broken_json" in struck:
        return HttpResponse(answer.content[: len(answer.content) // 2] or b"{", content_type="application/json")
    elif "slow_drip" in struck:
        return StreamingHttpResponse(_drip(), content_type="application/json")
    elif "huge" in struck:
        return StreamingHttpResponse((_MEGABYTE for _ in range(_HUGE)), content_type="application/json")
    return answer


def _drip() -> Iterator[bytes]:
    for _ in range(_DRIPS):
        yield b" "
        time.sleep(_DRIP_SECONDS)
