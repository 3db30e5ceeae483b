"""The API from an App's view: authorisation, required fields, hooks, documents, history."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import Settings

from apps.jumpseller import client as jumpseller
from apps.jumpseller.documents import Document
from config.local.sandbox import Sandbox

from .conftest import Client
from .receiving import Receiver

INVOICE = {"document_type": 1, "external_id": "e1", "public_id": "F-000001", "url": "https://folio.example/d/1"}


@pytest.fixture
def order_id(sandbox: Sandbox, store: str) -> int:
    return int(sandbox.create_order(store, template="clp-iva-included", quiet=True)["order"]["id"])


def test_without_a_token_nothing_is_told(sandbox: Sandbox, store: str) -> None:
    answer = Client(sandbox, store, {"access_token": "wrong"}).call("GET", "orders.json")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "store/info.json"), ("GET", "hooks.json"), ("POST", "orders/1/documents.json"), ("PUT", "orders/1.json")],
)
def test_each_operation_takes_its_scope(sandbox: Sandbox, store: str, method: str, path: str) -> None:
    client = Client(sandbox, store, sandbox.install(store, "read_orders read_taxes"))
    answer = client.call(method, path, {} if method != "GET" else None)
    assert answer.status_code == 403
    assert "scope" in answer.json()["message"]


def test_a_token_opens_one_store_only(sandbox: Sandbox, client: Client) -> None:
    sandbox.create_store(f"{client.store}-neighbour")
    sandbox.create_order(f"{client.store}-neighbour", template="clp-iva-included")
    assert client.get("orders.json") == []


def test_store_info_is_wrapped_and_can_be_cut(client: Client) -> None:
    info = client.get("store/info.json")["store"]
    assert (info["code"], info["currency"], info["timezone"]) == (client.store, "CLP", "America/Santiago")
    assert client.get("store/info.json", fields="hooks_token") == {"store": {"hooks_token": info["hooks_token"]}}


def test_unknown_things_are_404_with_a_message(client: Client) -> None:
    for path in ["orders/99999.json", "orders/abc.json", "hooks/99999.json", "orders/status/open.json", "taxis.json"]:
        answer = client.call("GET", path)
        assert answer.status_code == 404, path
        assert answer.json()["message"], path


def test_writing_takes_a_json_content_type(client: Client, order_id: int) -> None:
    answer = client.sandbox.session.post(
        f"{client.sandbox.api_url}/orders/{order_id}/documents.json",
        data='{"document": {}}',
        headers={"Authorization": f"Bearer {client.tokens['access_token']}"},
        timeout=30,
    )
    assert answer.status_code == 400
    assert "application/json" in answer.json()["message"]


def test_a_hook_is_probed_with_get_before_it_is_made(client: Client, receiver: Receiver) -> None:
    client.listen(f"{receiver.url}/webhooks", "order_paid")
    assert receiver.gets == ["/webhooks"]
    assert receiver.received == []


@pytest.mark.parametrize(("status", "made"), [(200, True), (404, True), (500, False), (503, False)])
def test_any_answer_below_500_counts_as_reachable(client: Client, receiver: Receiver, status: int, made: bool) -> None:
    receiver.get_status = status
    answer = client.call("POST", "hooks.json", {"hook": {"event": "order_paid", "url": receiver.url}})
    assert (answer.status_code == 200) is made
    assert len(client.get("hooks.json")) == int(made)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/webhooks", "no address", None])
def test_an_unreachable_hook_is_refused(client: Client, url: str | None) -> None:
    answer = client.call("POST", "hooks.json", {"hook": {"event": "order_paid", "url": url}})
    assert (answer.status_code, answer.json()["message"]) == (422, "No se pudo conectar a la URL")


def test_an_event_that_does_not_exist_is_refused(client: Client, receiver: Receiver) -> None:
    answer = client.call("POST", "hooks.json", {"hook": {"event": "order_created", "url": receiver.url}})
    assert (answer.status_code, answer.json()["message"]) == (422, "Evento no válido")


def test_hooks_are_not_deduplicated_and_can_be_changed_and_deleted(client: Client, receiver: Receiver) -> None:
    first, second = client.listen(receiver.url, "order_paid", "order_paid")
    assert first != second
    changed = client.call("PUT", f"hooks/{first}.json", {"hook": {"event": "order_canceled", "url": receiver.url}})
    assert changed.json()["hook"]["event"] == "order_canceled"
    assert client.call("DELETE", f"hooks/{second}.json").status_code == 200
    assert [item["hook"]["id"] for item in client.get("hooks.json")] == [first]


@pytest.mark.parametrize(("sent", "answered"), [(1, 1), (0, 0), ("1", 1), ("1 - invoice", 1), ("0 - credit note", 0)])
def test_document_types_come_back_as_integers(client: Client, order_id: int, sent: Any, answered: int) -> None:
    body = {"document": INVOICE | {"document_type": sent}}
    document = client.call("POST", f"orders/{order_id}/documents.json", body).json()["document"]
    assert document == INVOICE | {"document_type": answered, "order_id": order_id, "app_code": "folio"}


@pytest.mark.parametrize("wrong", [2, "invoice", None, True])
def test_other_document_types_are_refused(client: Client, order_id: int, wrong: Any) -> None:
    body = {"document": INVOICE | {"document_type": wrong}}
    assert client.call("POST", f"orders/{order_id}/documents.json", body).status_code == 422
    assert client.get(f"orders/{order_id}/documents.json") == []


def test_posting_a_document_twice_makes_two(client: Client, order_id: int) -> None:
    for _ in range(2):
        client.call("POST", f"orders/{order_id}/documents.json", {"document": INVOICE})
    assert len(client.get(f"orders/{order_id}/documents.json")) == 2
    assert len(client.get("documents.json", limit=1)) == 1


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_document_can_be_changed_wrapped_or_not(client: Client, order_id: int, wrapped: bool) -> None:
    client.call("POST", f"orders/{order_id}/documents.json", {"document": INVOICE})
    change = {"url": "https://folio.example/d/2"}
    body = {"document": change} if wrapped else change
    answer = client.call("PUT", f"orders/{order_id}/documents/F-000001.json", body)
    assert answer.json()["document"]["url"] == "https://folio.example/d/2"
    assert client.sandbox.order(client.store, order_id)["documents"][0]["url"] == "https://folio.example/d/2"


def test_a_document_can_be_deleted(client: Client, order_id: int) -> None:
    client.call("POST", f"orders/{order_id}/documents.json", {"document": INVOICE})
    assert client.call("DELETE", f"orders/{order_id}/documents/F-000001.json").status_code == 200
    assert client.call("DELETE", f"orders/{order_id}/documents/F-000001.json").status_code == 404


def test_history_grows(client: Client, order_id: int) -> None:
    body = {"order_history": {"message": "Invoice F-000001", "log": {"id": 1}}}
    client.call("POST", f"orders/{order_id}/history.json", body)
    assert client.get(f"orders/{order_id}/history.json")[-1]["order_history"]["message"] == "Invoice F-000001"
    assert client.sandbox.order(client.store, order_id)["history"][-1]["log"] == {"id": 1}


def test_an_app_can_mark_an_order_paid(client: Client, order_id: int) -> None:
    body = {"order": {"status": "Paid", "total": 1, "additional_information": "by hand"}}
    order = client.call("PUT", f"orders/{order_id}.json", body).json()["order"]
    assert (order["status"], order["status_enum"], order["total"]) == ("Paid", "paid", 58960)
    assert order["additional_information"] == "by hand"
    assert order["completed_at"].endswith(" UTC")


def test_a_payload_is_kept_as_it_was_sent(sandbox: Sandbox, client: Client) -> None:
    payload = {"id": 77, "created_at": "soon", "status": "Pagado", "total": 1596.638655462185, "novelty": [None, "ñ"]}
    sandbox.create_order(client.store, payload)
    assert client.get("orders/77.json") == {"order": payload}
    assert client.get("orders.json", dateFilter="today") == []


def test_calls_are_logged(client: Client) -> None:
    client.call("GET", "orders/12345.json", fields="id")
    last = client.sandbox.calls(client.store)[-1]
    assert (last["method"], last["path"], last["query"], last["status"]) == (
        "GET",
        "/v1/orders/12345.json",
        "fields=id",
        404,
    )


@pytest.mark.parametrize("number", ["F 1", "2026/1", "50%", "%2F", "Ñandú-1", "a?b#c", "1.json"])
def test_numbers_with_odd_characters_travel_in_addresses(client: Client, order_id: int, number: str) -> None:
    client.call("POST", f"orders/{order_id}/documents.json", {"document": INVOICE | {"public_id": number}})
    path = f"orders/{order_id}/documents/{quote(number, safe='')}.json"
    changed = client.call("PUT", path, {"url": "https://folio.example/d/2"})
    assert (changed.status_code, changed.json()["document"]["public_id"]) == (200, number)
    assert client.call("DELETE", path).status_code == 200
    assert client.get(f"orders/{order_id}/documents.json") == []


@pytest.mark.parametrize("number", ["F 1", "2026/1", "50%", "%2F", "Ñandú-1", "a?b#c", "1.json"])
def test_the_app_s_own_client_reaches_them(client: Client, order_id: int, number: str, settings: Settings) -> None:
    settings.JUMPSELLER_API_URL = client.sandbox.api_url
    wire = jumpseller.Client(client.tokens["access_token"])
    wanted = Document(document_type=1, external_id="e1", public_id=number, url="https://folio.example/d/1")
    for kind in ("integer", "string"):
        settings.JUMPSELLER_DOCUMENT_TYPE = kind
        wire.create_document(order_id, wanted)
        wire.update_document(order_id, number, replace(wanted, document_type=0))
        assert wire.documents(order_id) == wire.all_documents(1)[0] == [replace(wanted, document_type=0)]
        wire.delete_document(order_id, number)
        assert wire.all_documents(1) == ([], True)


def test_the_app_s_own_client_writes_history(client: Client, order_id: int, settings: Settings) -> None:
    settings.JUMPSELLER_API_URL = client.sandbox.api_url
    wire = jumpseller.Client(client.tokens["access_token"])
    wire.add_history(order_id, "Folio: invoice F-1 issued", {"url": "https://folio.example/d/1"})
    assert wire.history(order_id)[-1] == "Folio: invoice F-1 issued"
    kept = client.sandbox.order(client.store, order_id)["history"][-1]
    assert kept["log"] == {"url": "https://folio.example/d/1"}
