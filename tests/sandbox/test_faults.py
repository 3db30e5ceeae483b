"""Faults have the configured effect, frequency and scope."""

import time
from typing import Any

import pytest
import requests

from config.local.sandbox import Sandbox

from .conftest import Client
from .receiving import Receiver

INVOICE = {"document": {"document_type": 1, "external_id": "e1", "public_id": "F-1", "url": "https://folio.example/1"}}


def place(client: Client, **options: Any) -> int:
    return int(client.sandbox.create_order(client.store, template="clp-iva-included", **options)["order"]["id"])


@pytest.mark.parametrize(("kind", "status"), [("error_500", 500), ("error_429", 429)])
def test_errors_strike_as_often_as_counted_and_do_nothing(client: Client, kind: str, status: int) -> None:
    path = f"orders/{place(client, quiet=True)}/documents.json"
    client.sandbox.faults({"kind": kind, "count": 2, "method": "post", "path": "*/documents.json"})
    assert client.get(path) == []
    assert [client.call("POST", path, INVOICE).status_code for _ in range(3)] == [status, status, 200]
    assert len(client.get(path)) == 1


def test_a_timeout_after_success_has_done_the_work(client: Client) -> None:
    path = f"orders/{place(client, quiet=True)}/documents.json"
    client.sandbox.faults({"kind": "timeout_after_success", "count": 1, "method": "POST", "seconds": 0.3})
    began = time.monotonic()
    assert client.call("POST", path, INVOICE).status_code == 504
    assert time.monotonic() - began >= 0.3
    assert len(client.get(path)) == 1


def test_slow_calls_wait_and_others_do_not(client: Client) -> None:
    client.sandbox.faults({"kind": "slow", "count": 1, "seconds": 0.4, "path": "/v1/orders/count.json"})
    began = time.monotonic()
    client.get("orders.json")
    assert time.monotonic() - began < 0.4
    assert client.get("orders/count.json") == {"count": 0}
    assert time.monotonic() - began >= 0.4


def test_expired_tokens_can_be_refreshed(client: Client) -> None:
    client.sandbox.faults({"kind": "expired_tokens"})
    assert [client.call("GET", "orders.json").status_code for _ in range(2)] == [401, 401]
    new = client.sandbox.token(grant_type="refresh_token", refresh_token=client.tokens["refresh_token"]).json()
    assert Client(client.sandbox, client.store, new).get("orders.json") == []


def test_probability_strikes_sometimes(client: Client) -> None:
    client.sandbox.faults({"kind": "error_500", "probability": 0.5})
    statuses = {client.call("GET", "orders.json").status_code for _ in range(60)}
    assert statuses == {200, 500}


def test_a_dropped_webhook_is_lost_for_good(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid", "order_updated")
    client.sandbox.faults({"kind": "webhook_drop", "event": "order_paid"})
    client.sandbox.pay(client.store, place(client, quiet=True))
    client.sandbox.wait_until_quiet()
    assert receiver.events() == ["order_updated"]
    lost = [entry for entry in client.sandbox.webhooks(client.store) if entry["event"] == "order_paid"]
    assert [(entry["status"], entry["error"]) for entry in lost] == [(None, "lost by a fault")]


def test_a_duplicated_webhook_comes_twice(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    client.sandbox.faults({"kind": "webhook_duplicate", "count": 1})
    client.sandbox.pay(client.store, place(client, quiet=True))
    client.sandbox.wait_until_quiet()
    first, second = receiver.received
    assert (first.body, first.headers) == (second.body, second.headers)


def test_a_delayed_webhook_comes_later(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    client.sandbox.faults({"kind": "webhook_delay", "count": 1, "seconds": 0.5})
    began = time.monotonic()
    client.sandbox.pay(client.store, place(client, quiet=True))
    client.sandbox.wait_until_quiet()
    assert receiver.received[0].at - began >= 0.5


def test_a_reordered_webhook_comes_after_the_next(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_updated")
    order_id = place(client, quiet=True)
    client.sandbox.faults({"kind": "webhook_reorder", "count": 1, "seconds": 30})
    client.sandbox.pay(client.store, order_id)
    client.sandbox.cancel(client.store, order_id)
    client.sandbox.wait_until_quiet(seconds=10)
    assert [b'"status_enum":"paid"' in webhook.body for webhook in receiver.received] == [False, True]


@pytest.mark.parametrize("wrong", [{"kind": "meteor"}, {"kind": "slow", "seconds": "long"}, {"kind": "slow", "x": 1}])
def test_what_is_no_fault_is_refused(sandbox: Sandbox, wrong: dict[str, Any]) -> None:
    with pytest.raises(requests.HTTPError) as refused:
        sandbox.faults(wrong)
    assert refused.value.response.status_code == 400
