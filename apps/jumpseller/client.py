"""Jumpseller's HTTP API. Callers get domain types and the errors below, no types of the HTTP library.

Every call ends as one of: an answer, Rejected (final), Unreachable (ambiguous: check before repeating a write),
Limited, Unauthorised, Forbidden. Source: Jumpseller's OpenAPI description and its support pages.
"""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

import requests
from django.conf import settings
from django.utils import timezone
from requests.utils import get_environ_proxies

from apps.core.errors import FolioError
from apps.core.http import bounded_response, exact_json
from apps.jumpseller import documents, payloads, taxes, unanswered
from apps.jumpseller.documents import Document
from apps.jumpseller.rate_limit import Pace
from apps.jumpseller.taxes import Tax

Method = Literal["GET", "POST", "PUT", "DELETE"]

# Seconds. A ban lasts minutes; a longer wait in an answer is cut to the longest one.
_SHORTEST_WAIT, _LONGEST_WAIT = 1.5, 900.0
# The largest page that the API description allows, and the most pages that a list is read to.
_PAGE, _MOST_PAGES = 100, 100


class JumpsellerError(FolioError):
    """A call without a usable answer."""

    code = "jumpseller_error"


class Rejected(JumpsellerError):
    """Jumpseller refused the call for its content; repeating it changes nothing. `said` is its answer in its words."""

    code = "rejected"

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said


class NotFound(Rejected):
    """The requested resource does not exist (or no longer)."""

    code = "not_found"


class Unreachable(JumpsellerError):
    """No answer, or a broken one: a write may have been carried out, or still be for `busy_for` seconds."""

    code = "unreachable"

    def __init__(self, message: str, busy_for: float = 0.0) -> None:
        super().__init__(message)
        self.busy_for = busy_for


class Limited(JumpsellerError):
    """Too many calls. `retry_after` is the number of seconds to send no call for the store."""

    code = "limited"

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unauthorised(JumpsellerError):
    """The access token is not (or no longer) valid; refresh it."""

    code = "unauthorised"


class Forbidden(JumpsellerError):
    """The store does not allow this App the call: a scope is missing, or the App was removed."""

    code = "forbidden"


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as registered at the platform."""

    id: str
    event: str
    url: str


@dataclass(frozen=True, slots=True)
class OrderHead:
    """An order in a list: its id, its status and shipment in the platform's words, and when it was paid, if known."""

    id: str
    status: str
    paid_at: datetime | None
    shipment: str = ""


@dataclass(frozen=True, slots=True)
class InstallStatus:
    """Whether the store has the App, None if the platform does not tell, and the store's own plan."""

    installed: bool | None
    plan: str
    subscription: str


@dataclass(frozen=True, slots=True)
class BillingCycle:
    """The days of the App's current billing cycle in the store, in the platform's format, and its numbers of orders."""

    start: str
    end: str
    billable_orders: int
    free_orders: int


class Client:
    """The API of one store, by its OAuth access token. `pace` limits the calls; without one nothing is counted."""

    def __init__(self, access_token: str, pace: Pace | None = None) -> None:
        self._access_token = access_token
        self._pace = pace

    def store_info(self) -> Mapping[str, Any]:
        """Return the store's own description, hooks token included."""
        return _mapping(payloads.unwrap_payload(self._call("GET", "store/info.json"), "store"))

    def taxes(self) -> list[Tax]:
        """Return the store's taxes that name a rate. Raise Forbidden without the scope read_taxes."""
        found = [_mapping(payloads.unwrap_payload(item, "tax")) for item in _items(self._call("GET", "taxes.json"))]
        return [tax for tax in map(taxes.read_taxes, found) if tax]

    def install_status(self, app_code: str) -> InstallStatus:
        """Return whether the store has the App `app_code`. Raise NotFound if the code is unknown."""
        found = _mapping(self._call("GET", f"apps/{quote(app_code, safe='')}/install_status.json"))
        installed = found.get("installed") if found.get("app_code") in (None, app_code) else None
        return InstallStatus(
            installed=installed if isinstance(installed, bool) else None,
            plan=str(found.get("subscription_plan") or ""),
            subscription=str(found.get("subscription_status") or ""),
        )

    def billing_cycle(self, app_code: str) -> BillingCycle:
        """Return the billing cycle of the App `app_code` in the store. Raise NotFound for a free App."""
        path = f"apps/{quote(app_code, safe='')}/billing_cycle"
        dates = _mapping(self._call("GET", f"{path}_dates.json"))
        orders = _mapping(self._call("GET", f"{path}_orders.json"))
        return BillingCycle(
            start=str(dates.get("billing_start") or ""),
            end=str(dates.get("billing_end") or ""),
            billable_orders=len(_items(orders.get("billable_orders") or [])),
            free_orders=len(_items(orders.get("free_orders") or [])),
        )

    def hooks(self) -> list[Hook]:
        """Return the store's webhooks."""
        found = [_mapping(payloads.unwrap_payload(item, "hook")) for item in self._all("hooks.json")]
        return [Hook(str(hook.get("id")), str(hook.get("event")), str(hook.get("url"))) for hook in found]

    def create_hook(self, event: str, url: str) -> None:
        """Register a webhook. Jumpseller connects to `url` before it accepts, and does not check for duplicates."""
        self._call("POST", "hooks.json", {"hook": {"event": event, "url": url}})

    def update_hook(self, hook_id: str, event: str, url: str) -> None:
        """Make the webhook `hook_id` call `url` at `event`."""
        self._call("PUT", f"hooks/{quote(hook_id, safe='')}.json", {"hook": {"event": event, "url": url}})

    def delete_hook(self, hook_id: str) -> None:
        """Remove the webhook `hook_id`. Raise NotFound."""
        self._call("DELETE", f"hooks/{quote(hook_id, safe='')}.json")

    def order(self, order_id: int) -> Mapping[str, Any]:
        """Return the order as it is now, decimal numbers as `Decimal`. Raise Unreachable for another order's answer."""
        order = _mapping(payloads.unwrap_payload(self._call("GET", f"orders/{order_id}.json"), "order"))
        if str(order.get("id")) != str(order_id):
            raise Unreachable("Jumpseller answered with another order than was asked for.")
        return order

    def orders(self, statuses: Sequence[str], first: date, last: date, page: int) -> tuple[list[OrderHead], bool]:
        """Return a page of the orders in one of `statuses` from `first` to `last`, and whether it is the last page.

        The days are in the store's time zone. It is not documented which date of an order counts: callers pad the span.
        """
        query = urlencode(
            [
                *(("status_filters[]", status) for status in statuses),
                ("dateFilter", "customDate"),
                ("initialDate", first.isoformat()),
                ("finalDate", last.isoformat()),
                ("fields", "id,status,status_enum,shipment_status_enum,completed_at,created_at"),
                ("page", page),
                ("limit", _PAGE),
            ]
        )
        items = [
            _mapping(payloads.unwrap_payload(item, "order"))
            for item in _items(self._call("GET", f"orders.json?{query}"))
        ]
        return [_head(item) for item in items], len(items) < _PAGE

    def documents(self, order_id: int) -> list[Document]:
        """Return the documents that the order shows to merchant and buyer."""
        return _documents(self._call("GET", f"orders/{order_id}/documents.json"))

    def all_documents(self, page: int) -> tuple[list[Document], bool]:
        """Return a page of the documents of all orders, and whether it is the last page."""
        found = _documents(self._call("GET", f"documents.json?page={page}&limit={_PAGE}"))
        return found, len(found) < _PAGE

    def create_document(self, order_id: int, document: Document) -> None:
        """Add `document` to the order. The platform does not check for duplicates: call `documents` first."""
        self._call("POST", f"orders/{order_id}/documents.json", {"document": documents.document_text(document)})

    def update_document(self, order_id: int, public_id: str, document: Document) -> None:
        """Replace the order's document named `public_id`; of several with that name, it is undefined which."""
        # In the API description only this body has no root.
        self._call("PUT", _document_path(order_id, public_id), documents.document_text(document))

    def delete_document(self, order_id: int, public_id: str) -> None:
        """Remove the order's document named `public_id`; of several, it is undefined which. Raise NotFound."""
        self._call("DELETE", _document_path(order_id, public_id))

    def history(self, order_id: int) -> list[str]:
        """Return the messages of the order's history."""
        answer = _items(self._call("GET", f"orders/{order_id}/history.json"))
        entries = [_mapping(payloads.unwrap_payload(item, "order_history")) for item in answer]
        return [str(entry.get("message") or "") for entry in entries]

    def add_history(self, order_id: int, message: str, log: Mapping[str, str]) -> None:
        """Add a line to the order's history, shown with `log`. The platform does not check for duplicates."""
        entry = {"message": message, "log": dict(log)}
        self._call("POST", f"orders/{order_id}/history.json", {"order_history": entry})

    def _all(self, path: str) -> list[Any]:
        """Return all items of the list at `path`, from all its pages. Raise Unreachable where it does not end."""
        found: list[Any] = []
        for number in range(1, _MOST_PAGES + 1):
            page = _items(self._call("GET", f"{path}?page={number}&limit={_PAGE}"))
            # Not every list is described as paged: one without pages returns the same items again.
            if page == found[-_PAGE:]:
                return found
            found += page
            if len(page) < _PAGE:
                return found
        raise Unreachable("Jumpseller's list does not end.")

    def _call(self, method: Method, path: str, body: Mapping[str, Any] | None = None) -> Any:
        wait = self._pace.take() if self._pace else 0
        if wait:
            raise Limited("The store is left alone for a moment: its calls are used up, or went unanswered.", wait)
        try:
            answer = self._answer(method, path, body)
        except JumpsellerError as error:
            self._learn_from(error)
            raise
        self._learn_from(None)
        return answer

    def _answer(self, method: Method, path: str, body: Mapping[str, Any] | None) -> Any:
        response = self._send(method, path, body)
        if self._pace:
            self._pace.learn(response.headers)
        if 200 <= response.status_code < 300:
            # The body of the answer to a deletion is not used.
            return None if method == "DELETE" else _parsed(response)
        raise _error(response)

    def _learn_from(self, error: JumpsellerError | None) -> None:
        if self._pace is None:
            return
        if isinstance(error, Unreachable):
            self._pace.unanswered()
            return
        self._pace.answered()
        if isinstance(error, Limited):
            self._pace.rest(error.retry_after)

    def _send(self, method: Method, path: str, body: Mapping[str, Any] | None) -> requests.Response:
        sent_at = time.monotonic()
        try:
            response = _session().request(
                method,
                f"{settings.JUMPSELLER_API_URL}/{path}",
                json=body,
                headers={"Authorization": f"Bearer {self._access_token}", "Accept": "application/json"},
                timeout=settings.JUMPSELLER_TIMEOUT,
                allow_redirects=False,
                stream=True,
            )
            bounded_response.read_whole(response, sent_at + settings.JUMPSELLER_LONGEST_ANSWER)
        except requests.RequestException as error:
            busy = unanswered.busy_after_error(method, error, time.monotonic() - sent_at)
            raise Unreachable(f"Jumpseller did not answer ({type(error).__name__}).", busy) from None
        return response


def _parsed(response: requests.Response) -> Any:
    try:
        return exact_json.parse_json(response.content)
    except exact_json.NotJson:
        raise Unreachable(f"Jumpseller answered {response.status_code} without JSON.") from None


def _error(response: requests.Response) -> JumpsellerError:
    status, words = response.status_code, _words(response)
    # A 403 with an exhausted limit is such a refusal, too (seen in production).
    if status == 429 or (status == 403 and _is_exhausted(response)):
        return Limited(f"Jumpseller asks for fewer calls: {words}", _seconds_to_wait(response))
    if status == 401:
        return Unauthorised("Jumpseller does not accept the store's access token.")
    if status == 403:
        return Forbidden(f"Jumpseller forbids the call: {words}")
    if status == 404:
        return NotFound(f"Jumpseller does not find it: {words}")
    if 400 <= status < 500:
        return Rejected(f"Jumpseller refused the call with {status}: {words}", said=f"{status}: {words}")
    return Unreachable(f"Jumpseller answered {status}.", unanswered.busy_behind_answer(response))


def _is_exhausted(response: requests.Response) -> bool:
    names = ("Jumpseller-PerMinuteRateLimit-Remaining", "Jumpseller-PerSecondRateLimit-Remaining")
    return any(response.headers.get(name) == "0" for name in names)


def _seconds_to_wait(response: requests.Response) -> float:
    """Return the seconds until the end of a ban, a minute if the minute's budget is used up, else the shortest wait."""
    reset = response.headers.get("Jumpseller-BannedByRateLimit-Reset")
    if reset:
        try:
            until = datetime.fromisoformat(reset)
        except ValueError:
            return 60.0
        return (
            min(max(_SHORTEST_WAIT, (until - timezone.now()).total_seconds()), _LONGEST_WAIT) if until.tzinfo else 60.0
        )
    return 60.0 if response.headers.get("Jumpseller-PerMinuteRateLimit-Remaining") == "0" else _SHORTEST_WAIT


def _words(response: requests.Response) -> str:
    """Return the platform's own message, shortened; other bodies are not repeated."""
    try:
        message = exact_json.parse_json(response.content)
    except exact_json.NotJson:
        return "no reason given"
    found = message.get("message") or message.get("error") if isinstance(message, Mapping) else None
    return str(found)[:300] if found else "no reason given"


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unreachable("Jumpseller answered with something other than was asked for.")
    return value


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreachable("Jumpseller answered with something other than a list.")
    return value


def _documents(answer: Any) -> list[Document]:
    return [documents.read_documents(_mapping(payloads.unwrap_payload(item, "document"))) for item in _items(answer)]


def _document_path(order_id: int, public_id: str) -> str:
    return f"orders/{order_id}/documents/{quote(public_id, safe='')}.json"


def _head(found: Mapping[str, Any]) -> OrderHead:
    status = str(found.get("status_enum") or found.get("status"))
    shipment = str(found.get("shipment_status_enum") or "")
    return OrderHead(str(found.get("id")), status, payloads.parse_moment(found.get("completed_at")), shipment)


_local = threading.local()


def _session() -> requests.Session:
    """Return the thread's session: connections are kept, and sessions are not shared between threads."""
    if not hasattr(_local, "session"):
        session = requests.Session()
        # The environment is read once, not with each call; a .netrc must not replace the token.
        session.proxies.update(get_environ_proxies(settings.JUMPSELLER_API_URL))
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        session.trust_env = False
        _local.session = session
    kept: requests.Session = _local.session
    return kept
