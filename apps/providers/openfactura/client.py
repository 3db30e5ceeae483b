"""Calls to OpenFactura's API, and what its answers mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from apps.core.http.exact_json import NotJson
from apps.providers.account import Values
from apps.providers.http import Answer, Http, Method, NoAnswer
from apps.providers.outcomes import Blocked, CallFailed, Failed, Limited, Refused, Unauthorised, Unclear
from apps.providers.problems import Problem
from apps.providers.sii.limits import BOLETA, INVOICE

HOSTS: Mapping[str, str] = {
    "live": "https://api.haulmer.com/v2/dte",
    "test": "https://dev-api.haulmer.com/v2/dte",
}
_WAIT = 20.0
_UNAUTHORISED, _LIMITED, _SERVER = frozenset({401, 403}), 429, 500

Fault = Refused | Unclear | Failed | Limited | Unauthorised | Blocked

# Codes of the account, which stop every document: the merchant mends them.
_OF_ACCOUNT = {"OF-03": "sii_no_permission", "OF-04": "sii_certificate", "OF-23": "sii_boletas_blocked"}
# Codes of the document's data: nothing was spent.
_OF_DATA = frozenset({"OF-01", "OF-02", "OF-08", "OF-09", "OF-10"})
_FIELDS = frozenset(field for table in (INVOICE, BOLETA) for part in table.values() for field in part)
REPEATED = "OF-06"
"""The key was used before: the answer names the document's token."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error as OpenFactura states it, with or without an envelope. `fields` are its details: field and issue."""

    code: str
    message: str
    fields: tuple[tuple[str, str], ...]
    token: str

    @property
    def words(self) -> str:
        """Return the provider's own words."""
        details = "; ".join(f"{field}: {issue}" for field, issue in self.fields)
        return " · ".join(filter(None, (self.code, self.message, details)))


@dataclass(frozen=True, slots=True)
class Client:
    """The API of one account. Every method returns an Answer, or raises CallFailed where there is none."""

    http: Http
    credentials: Values

    def call(
        self, method: Method, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer | Unclear | Failed:
        """Return the answer to a request, or why there is none."""
        address = f"{HOSTS[self.credentials.get('environment') or 'live']}{path}"
        try:
            return self.http.call(
                method, address, headers={"apikey": self.credentials["key"], **(headers or {})}, body=body
            )
        except NoAnswer as error:
            return Unclear(str(error)) if error.was_sent else Failed(str(error))

    def look(self, method: Method, path: str, body: Any = None) -> Any:
        """Return the JSON of an answer of success, None for an empty one. Raise CallFailed."""
        answer = self.call(method, path, body)
        if isinstance(answer, Answer) and answer.status == 204:
            return None
        said = json_of(answer) if isinstance(answer, Answer) and answer.is_success else None
        if isinstance(said, dict):
            return said
        raise failed(answer, "")

    def document(self, token: str, part: str) -> dict[str, Any]:
        """Return a `part` of the document: status, json, pdf. Raise CallFailed."""
        found = self.look("GET", f"/document/{quote(token, safe='')}/{part}")
        if found is None:
            raise CallFailed("OpenFactura answered nothing.", Unclear("empty answer"))
        return dict(found)


def json_of(answer: Answer) -> Any:
    """Return the JSON of `answer`, which may be in Latin-1; None if it is none."""
    try:
        return answer.json()
    except NotJson:
        pass
    try:
        return Answer(answer.status, answer.headers, answer.words().encode()).json()
    except NotJson:
        return None


def fault_of(answer: Answer | Unclear | Failed, kind: str) -> Fault:
    """Return what an answer without success means for a document of the `kind`."""
    if not isinstance(answer, Answer):
        return answer
    complaint = complaint_of(answer)
    if answer.status in _UNAUTHORISED:
        return Unauthorised()
    if answer.status == _LIMITED or complaint.code == "OF-429":
        return Limited(_wait(answer, complaint))
    if answer.status >= _SERVER or answer.is_success:
        return Unclear(f"HTTP {answer.status} without a result")
    return _of_complaint(answer, complaint, kind)


def failed(answer: Answer | Unclear | Failed, kind: str) -> CallFailed:
    """Return the error of a look that brought `answer`."""
    fault = fault_of(answer, kind)
    if isinstance(fault, Refused):
        fault = Failed(fault.problems[0].said)
    return CallFailed(f"OpenFactura gave no usable answer ({type(fault).__name__}).", fault)


def complaint_of(answer: Answer) -> Complaint:
    """Return the error that `answer` states, in whichever of its shapes."""
    said = json_of(answer)
    inner = said.get("error", said) if isinstance(said, dict) else {}
    inner = inner if isinstance(inner, dict) else {"message": str(inner)}
    fields = tuple(_details(inner.get("details")))
    token = str(inner.get("token") or dict(fields).get("token") or "")
    return Complaint(str(inner.get("code", "")), str(inner.get("message", "")), fields, token)


def _of_complaint(answer: Answer, complaint: Complaint, kind: str) -> Fault:
    code, words = complaint.code, complaint.words
    if code in _OF_ACCOUNT:
        return Blocked(Problem(_OF_ACCOUNT[code], said=words))
    if code == "OF-05":
        return Refused((Problem("sii_type_not_enabled", {"type": kind}, words),))
    if code == "OF-07":
        return Blocked(Problem("sii_no_folios", said=words))
    if code in _OF_DATA:
        named = [field for field, _issue in complaint.fields if field in _FIELDS]
        problems = [Problem("sii_field_refused", {"field": field}, words) for field in named]
        return Refused(tuple(problems) or (Problem("provider_refused", said=words),))
    if answer.status == 404:
        return Failed("HTTP 404")
    # The database, the processing, the PDF, the XML, and what nobody has described: the document may exist.
    return Unclear(f"HTTP {answer.status} {code}".strip())


def _details(details: Any) -> Iterator[tuple[str, str]]:
    """Yield field and issue of each detail: a list of objects, or one object with the fields as its keys."""
    if isinstance(details, dict):
        yield from ((str(field), str(issue)) for field, issue in details.items())
    for each in details if isinstance(details, list) else ():
        if isinstance(each, dict):
            yield str(each.get("field", "")), str(each.get("issue", ""))


def _wait(answer: Answer, complaint: Complaint) -> float:
    said = re.search(r"in (\d+) seconds", complaint.message)
    return float(said[1]) if said else answer.retry_after(_WAIT)
