"""Calls to a merchant's endpoint, and what its answers mean.

The contract is that of the platform's button “Create Invoice”, which documents a body, `{"url", "public_id",
"message"}` for success and `{"message"}` for a refusal. Statuses are what HTTP says of them; one that leaves open
whether the endpoint made the document is unclear.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from apps.core.http.exact_json import NotJson
from apps.providers.account import Values
from apps.providers.contract import Unsupported
from apps.providers.http import Answer, Http, Method, NoAnswer
from apps.providers.outcomes import Blocked, Failed, Issued, Limited, Outcome, Refused, Unauthorised, Unclear
from apps.providers.problems import Problem
from apps.providers.public_address import AddressRefused, is_public_session

EVENT = "invoice_requested"
_WAIT = 60.0
_LONGEST_MESSAGE, _LONGEST_NUMBER, _LONGEST_URL = 500, 100, 2000
# The request is to be repeated elsewhere as it is: it was not carried out. With the other redirects it may have been.
_ELSEWHERE = frozenset({307, 308})
_NOT_THERE = frozenset({404, 405, 410})
_LEAVES_OPEN = frozenset({408, 409, 425})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One account's endpoint. Raise Unsupported for a session that reaches more than public addresses."""

    http: Http
    credentials: Values

    def __post_init__(self) -> None:
        if not is_public_session(self.http.session):
            raise Unsupported("An address of a merchant's is called by a session of `public_address` only.")

    def post(self, body: Mapping[str, Any], key: str) -> Outcome:
        """Send the order in `body` and return what became of it."""
        try:
            answer = self._call("POST", _encoded(body), {"Idempotency-Key": key})
        except NoAnswer as error:
            return outcome_of_silence(error)
        return outcome_of(answer)

    def look(self) -> Answer:
        """Return the answer to a signed GET, which changes nothing. Raise NoAnswer."""
        return self._call("GET", None, {})

    def _call(self, method: Method, content: bytes | None, more: Mapping[str, str]) -> Answer:
        headers = {
            "Content-Type": "application/json",
            "Jumpseller-Store-Code": self.credentials["store_code"],
            "Jumpseller-Event": EVENT,
            "Jumpseller-Hmac-Sha256": signature(content or b"", self.credentials["secret"]),
        }
        return self.http.call(method, self.credentials["address"], headers=headers | dict(more), content=content)


def signature(body: bytes, secret: str) -> str:
    """Return the Base64 HMAC-SHA256 of the raw `body` under `secret`."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def outcome_of_silence(error: NoAnswer) -> Unclear | Failed | Blocked:
    """Return what a missing answer means: only what may have left can have been carried out."""
    if isinstance(error.cause, AddressRefused):
        return Blocked(Problem("endpoint_address"))
    return Unclear(str(error)) if error.was_sent else Failed(str(error))


def outcome_of(answer: Answer) -> Outcome:
    """Return what the answer to an order means."""
    if answer.is_success:
        return _issued(answer)
    refused = without_document(answer)
    if refused:
        return refused
    if answer.status < 400 or answer.status >= 500 or answer.status in _LEAVES_OPEN:
        return Unclear(f"The endpoint answered {answer.status}.")
    said = _message(answer)
    if answer.status in _NOT_THERE and not said:
        return Blocked(Problem("endpoint_missing", {"status": str(answer.status)}))
    return Refused((Problem("provider_refused", said=said or f"HTTP {answer.status}"),))


def without_document(answer: Answer) -> Unauthorised | Limited | Blocked | None:
    """Return what stops every request, if `answer` tells such a thing."""
    if answer.status == 401 or (answer.status == 403 and not _message(answer)):
        return Unauthorised()
    if answer.status == 429:
        return Limited(answer.retry_after(_WAIT))
    return Blocked(Problem("endpoint_redirects")) if answer.status in _ELSEWHERE else None


def json_object(answer: Answer) -> dict[str, Any]:
    """Return the JSON object that `answer` holds, an empty one if it is none."""
    try:
        found = answer.json()
    except NotJson:
        return {}
    return found if isinstance(found, dict) else {}


def text_of(value: object, longest: int) -> str:
    """Return `value` as one line of text without control characters, empty where it is neither text nor number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join("".join(each if each.isprintable() else " " for each in str(value)).split())[:longest]


def _issued(answer: Answer) -> Issued | Unclear:
    said = json_object(answer)
    number = text_of(said.get("public_id"), _LONGEST_NUMBER + 1)
    if not number or not said.get("url"):
        return Unclear(f"The endpoint answered {answer.status} without the document's address and number.")
    if len(number) > _LONGEST_NUMBER:
        return Unclear("The endpoint answered with a number that is too long for one.")
    return Issued(reference=number, number=number, links=_links(said["url"]))


def _links(url: object) -> dict[str, str]:
    """Return `url` as the document's page if a browser may be sent there."""
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
    except ValueError:
        return {}
    usual = parts.scheme in {"https", "http"} and parts.hostname and "@" not in parts.netloc
    is_plain = isinstance(url, str) and len(url) <= _LONGEST_URL and url.isprintable() and " " not in url
    return {"page": str(url)} if usual and is_plain else {}


def _message(answer: Answer) -> str:
    return text_of(json_object(answer).get("message"), _LONGEST_MESSAGE)


def _encoded(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
