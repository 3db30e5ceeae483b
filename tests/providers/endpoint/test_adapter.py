"""The adapter against the running example: what is sent, what answers mean, and that no fault makes two documents."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import requests

from apps.core.http import bounded_response
from apps.providers import http as provider_http
from apps.providers import outcomes
from apps.providers.account import Account
from apps.providers.contract import Provider, Unsupported
from apps.providers.endpoint.adapter import MerchantEndpoint
from apps.providers.http import Http
from apps.providers.outcomes import Blocked, CallFailed, Failed, Issued, Limited, Refused, Unauthorised, Unclear
from apps.providers.plan import Plan
from apps.providers.public_address import public_session
from apps.providers.registry import PROVIDERS
from tests.providers import documents
from tests.providers.endpoint.running import (
    SECRET,
    STORE,
    Fault,
    Running,
    answering,
    closing_connection,
    dripping,
    flooding,
)

_ADAPTER: Provider = MerchantEndpoint()
_ACCOUNT = Account(holder="", holder_tax_id="", environment="live")
_KEY = "store:1:invoice:1"
_HTML = "<!doctype html><title>Maintenance</title>"
_GOOD = {"url": "https://billing.example/documents/7", "public_id": "F-7", "message": "Done"}


def _plan(document: Any = None, **choices: str) -> Plan:
    found = _ADAPTER.plan(document or documents.order_a(), _ACCOUNT, choices)
    assert isinstance(found, Plan)
    return found


def _submitted(endpoint: Running, plan: Plan | None = None, key: str = _KEY) -> Any:
    return _ADAPTER.submit(endpoint.http(), endpoint.credentials, plan or _plan(), key, "")


def test_the_registry_has_it() -> None:
    assert PROVIDERS["endpoint"].code == "endpoint"


def test_an_order_becomes_a_document(endpoint: Running) -> None:
    plan = _plan()
    issued = Issued(reference="EX-1", number="EX-1", links={"page": "https://billing.example/documents/1"})
    assert _submitted(endpoint, plan) == issued
    assert endpoint.orders() == [plan.body["order"]]


def test_a_request_is_signed_and_has_its_key(endpoint: Running) -> None:
    _submitted(endpoint)
    (sent,) = endpoint.kept
    (headers,) = endpoint.seen
    expected = base64.b64encode(hmac.digest(SECRET.encode(), sent.request.encode(), hashlib.sha256)).decode()
    assert headers["Jumpseller-Hmac-Sha256"] == expected
    assert headers["Jumpseller-Store-Code"] == STORE
    assert headers["Jumpseller-Event"] == "invoice_requested"
    assert headers["Idempotency-Key"] == _KEY
    assert headers["Content-Type"] == "application/json"


def test_a_repeat_brings_the_same_document(endpoint: Running) -> None:
    assert _submitted(endpoint) == _submitted(endpoint)
    assert len(endpoint.orders()) == 1
    assert _submitted(endpoint, key="store:2:invoice:1").number == "EX-2"


def test_a_cancelled_order_becomes_a_credit_note(endpoint: Running) -> None:
    original = documents.order_a()
    plan = _plan(original)
    number = _submitted(endpoint, plan).number
    note = documents.credit_note(original, plan, number=number)
    assert _submitted(endpoint, _plan(note, credit_notes="yes"), key="store:1:credit_note:1").number == "EX-2"
    assert endpoint.orders()[1]["document"]["credits"] == "EX-1"


def test_a_refusal_is_told_in_the_words_of_the_endpoint(endpoint: Running) -> None:
    original = documents.order_a()
    note = documents.credit_note(original, _plan(original), number="EX-9")
    refused = _submitted(endpoint, _plan(note, credit_notes="yes"))
    assert isinstance(refused, Refused)
    assert [(each.code, each.said) for each in refused.problems] == [("provider_refused", "There is no document EX-9.")]


def test_a_wrong_secret_is_told(endpoint: Running) -> None:
    wrong = endpoint.credentials | {"secret": "another"}
    assert _ADAPTER.submit(endpoint.http(), wrong, _plan(), _KEY, "") == Unauthorised()
    with pytest.raises(CallFailed) as caught:
        _ADAPTER.connect(endpoint.http(), wrong)
    assert caught.value.outcome == Unauthorised()


@pytest.mark.parametrize(
    ("fault", "expected", "made"),
    [
        (closing_connection(does=False), Unclear, 0),
        (closing_connection(does=True), Unclear, 1),
        (answering(500, "Internal Server Error"), Unclear, 0),
        (answering(502, _HTML, does=True), Unclear, 1),
        (answering(503, "{}", Retry_After="7"), Unclear, 0),
        (answering(200, _HTML, does=True), Unclear, 1),
        (answering(200, json.dumps(_GOOD)[:-5], does=True), Unclear, 1),
        (answering(200, "", does=True), Unclear, 1),
        (answering(204, does=True), Unclear, 1),
        (answering(200, "[]", does=True), Unclear, 1),
        (dripping, Unclear, 1),
        (flooding, Unclear, 1),
        (answering(302, Location="https://billing.example/documents/1", does=True), Unclear, 1),
        (answering(408), Unclear, 0),
        (answering(409, json.dumps({"message": "It exists already"}), does=True), Unclear, 1),
        (answering(307, Location="https://billing.example/"), Blocked, 0),
        (answering(308, Location="https://billing.example/"), Blocked, 0),
        (answering(401), Unauthorised, 0),
        (answering(403, _HTML), Unauthorised, 0),
        (answering(403, json.dumps({"message": "Not this order"})), Refused, 0),
        (answering(404, _HTML), Blocked, 0),
        (answering(404, json.dumps({"message": "No such customer"})), Refused, 0),
        (answering(422, json.dumps({"message": "Customer tax ID is required"})), Refused, 0),
        (answering(400, _HTML), Refused, 0),
        (answering(429, Retry_After="7"), Limited, 0),
    ],
)
def test_each_fault_has_its_outcome_and_a_repeat_ends_in_one_document(
    endpoint: Running, monkeypatch: pytest.MonkeyPatch, fault: Fault, expected: type, made: int
) -> None:
    monkeypatch.setattr(provider_http, "_WHOLE", 0.3)
    monkeypatch.setattr(bounded_response, "LARGEST", 1024 * 1024)
    endpoint.fault = fault
    assert isinstance(_submitted(endpoint), expected)
    assert len(endpoint.orders()) == made
    endpoint.fault = None
    assert _submitted(endpoint).number == "EX-1"
    assert len(endpoint.orders()) == 1


def test_an_endpoint_that_is_away_has_done_nothing(endpoint: Running) -> None:
    closed = endpoint.credentials | {"address": "http://127.0.0.1:1/"}
    http = Http(keep=endpoint.kept.append, session=public_session(allowed={"127.0.0.1:1"}))
    assert isinstance(_ADAPTER.submit(http, closed, _plan(), _KEY, ""), Failed)


@pytest.mark.parametrize(
    "address",
    ["https://10.0.0.1/", "https://localhost/", "http://8.8.8.8/", "https://8.8.8.8:8443/", "https://a:b@8.8.8.8/"],
)
def test_an_address_inside_is_not_called(endpoint: Running, address: str) -> None:
    http = Http(keep=endpoint.kept.append, session=public_session())
    inside = endpoint.credentials | {"address": address}
    refused = _ADAPTER.submit(http, inside, _plan(), _KEY, "")
    assert isinstance(refused, Blocked)
    assert refused.problem.code == "endpoint_address"
    with pytest.raises(CallFailed) as caught:
        _ADAPTER.connect(http, inside)
    assert caught.value.outcome == refused


def test_a_session_that_reaches_any_address_is_not_used(endpoint: Running) -> None:
    with requests.Session() as session, pytest.raises(Unsupported):
        _ADAPTER.submit(Http(keep=endpoint.kept.append, session=session), endpoint.credentials, _plan(), _KEY, "")
    assert endpoint.seen == []


def test_the_secret_is_in_nothing_that_is_kept(endpoint: Running) -> None:
    endpoint.fault = answering(400, json.dumps({"message": f"not {SECRET}"}))
    _submitted(endpoint)
    assert endpoint.kept
    assert SECRET not in repr(endpoint.kept)


@pytest.mark.parametrize(
    ("said", "number", "links"),
    [
        ({}, "F-7", {"page": "https://billing.example/documents/7"}),
        ({"public_id": 7}, "7", {"page": "https://billing.example/documents/7"}),
        ({"public_id": " A\n1\x00 "}, "A 1", {"page": "https://billing.example/documents/7"}),
        ({"url": "javascript:alert(1)"}, "F-7", {}),
        ({"url": "https://name:password@billing.example/7"}, "F-7", {}),
        ({"url": "//billing.example/7"}, "F-7", {}),
        ({"url": "https://[billing/7"}, "F-7", {}),
        ({"url": f"https://billing.example/{'7' * 3000}"}, "F-7", {}),
    ],
)
def test_what_a_success_says_is_taken_with_care(
    endpoint: Running, said: Any, number: str, links: Mapping[str, str]
) -> None:
    endpoint.fault = answering(200, json.dumps(_GOOD | said))
    assert _submitted(endpoint) == Issued(reference=number, number=number, links=links)


@pytest.mark.parametrize(
    "said",
    [{"public_id": ""}, {"public_id": None}, {"public_id": True}, {"public_id": "7" * 101}, {"url": ""}, {"url": None}],
)
def test_a_success_without_number_or_address_is_unclear(endpoint: Running, said: Any) -> None:
    endpoint.fault = answering(200, json.dumps(_GOOD | said))
    assert isinstance(_submitted(endpoint), Unclear)


def test_to_connect_changes_nothing_and_tells_who_answers(endpoint: Running) -> None:
    account = _ADAPTER.connect(endpoint.http(), endpoint.credentials)
    assert account == Account(holder="Example Billing", holder_tax_id="", environment="live")
    assert endpoint.orders() == []


@pytest.mark.parametrize("fault", [answering(404), answering(405), answering(501), answering(200, _HTML)])
def test_an_endpoint_need_not_answer_the_look(endpoint: Running, fault: Fault) -> None:
    endpoint.fault = fault
    assert _ADAPTER.connect(endpoint.http(), endpoint.credentials).holder == "127.0.0.1"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (answering(500), Failed),
        (answering(301, Location="https://billing.example/"), Blocked),
        (answering(429), Limited),
        (closing_connection(does=False), Unclear),
    ],
)
def test_a_look_that_proves_nothing_is_told(endpoint: Running, fault: Fault, expected: type) -> None:
    endpoint.fault = fault
    with pytest.raises(CallFailed) as caught:
        _ADAPTER.connect(endpoint.http(), endpoint.credentials)
    assert isinstance(caught.value.outcome, expected)


def test_what_the_contract_lacks_is_told(endpoint: Running) -> None:
    http, credentials = endpoint.http(), endpoint.credentials
    with pytest.raises(outcomes.Ambiguous):
        _ADAPTER.find(http, credentials, _plan(), _KEY, "")
    with pytest.raises(Unsupported):
        _ADAPTER.state(http, credentials, "EX-1")
    with pytest.raises(Unsupported):
        _ADAPTER.listed(http, credentials, date(2026, 1, 1), date(2026, 1, 2))
    assert _ADAPTER.pdf(http, credentials, "EX-1") is None
    assert endpoint.seen == []
