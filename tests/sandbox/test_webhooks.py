"""Webhooks: content, signature, and retries without a successful answer."""

import base64
import hashlib
import hmac
import itertools
import json
import re
from datetime import datetime
from typing import Any

import pytest

from .conftest import TIME_SCALE, Client
from .receiving import Receiver, receive

LIFE = ["order_pending_payment", "order_paid", "order_shipped", "order_canceled", "order_abandoned", "order_updated"]


def place(client: Client, **options: Any) -> int:
    return int(client.sandbox.create_order(client.store, template="clp-iva-included", **options)["order"]["id"])


def seconds_between(attempts: list[dict[str, Any]]) -> list[float]:
    times = [datetime.fromisoformat(attempt["time"]) for attempt in attempts]
    return [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(times)]


def test_headers_and_signature_are_the_documented_ones(client: Client, receiver: Receiver) -> None:
    client.listen(f"{receiver.url}/webhooks/jumpseller", "order_paid")
    client.sandbox.pay(client.store, place(client))
    client.sandbox.wait_until_quiet()
    (webhook,) = receiver.received
    key = client.get("store/info.json")["store"]["hooks_token"].encode()
    expected = base64.b64encode(hmac.new(key, webhook.body, hashlib.sha256).digest()).decode()
    assert webhook.path == "/webhooks/jumpseller"
    assert webhook.headers["content-type"] == "application/json"
    assert webhook.headers["jumpseller-store-code"] == client.store
    assert webhook.headers["jumpseller-event"] == "order_paid"
    assert webhook.headers["jumpseller-hmac-sha256"] == expected
    stamp = webhook.headers["jumpseller-triggered-at"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC", stamp)


def test_the_body_is_what_the_api_answers(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    order_id = place(client)
    client.sandbox.pay(client.store, order_id)
    client.sandbox.wait_until_quiet()
    assert json.loads(receiver.received[0].body) == client.get(f"orders/{order_id}.json")


def test_a_reset_token_signs_from_then_on(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    token = client.sandbox.reset_hooks_token(client.store)
    client.sandbox.pay(client.store, place(client))
    client.sandbox.wait_until_quiet()
    (webhook,) = receiver.received
    digest = hmac.new(token.encode(), webhook.body, hashlib.sha256).digest()
    assert webhook.headers["jumpseller-hmac-sha256"] == base64.b64encode(digest).decode()


def test_each_step_of_an_order_fires_its_event_and_order_updated(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, *LIFE)
    steps = []
    order_id = place(client)
    for step in [None, client.sandbox.pay, client.sandbox.ship, client.sandbox.cancel]:
        if step:
            step(client.store, order_id)
        client.sandbox.wait_until_quiet()
        steps.append(sorted(receiver.events()))
        receiver.received.clear()
    assert steps == [
        ["order_pending_payment", "order_updated"],
        ["order_paid", "order_updated"],
        ["order_paid", "order_shipped", "order_updated"],
        ["order_canceled", "order_updated"],
    ]


def test_quiet_changes_fire_nothing(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, *LIFE)
    client.sandbox.pay(client.store, place(client, quiet=True), quiet=True)
    client.sandbox.wait_until_quiet()
    assert receiver.received == []


def test_only_the_store_s_own_hooks_hear_of_it(client: Client, receiver: Receiver) -> None:
    client.sandbox.create_store(f"{client.store}-neighbour")
    client.listen(receiver.url, *LIFE)
    client.sandbox.create_order(f"{client.store}-neighbour", template="clp-iva-included")
    client.sandbox.wait_until_quiet()
    assert receiver.received == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_anything_but_2xx_is_tried_five_times_at_growing_distance(
    client: Client, receiver: Receiver, status: int
) -> None:
    (hook,) = client.listen(receiver.url, "order_paid")
    receiver.post_status = status
    client.sandbox.pay(client.store, place(client))
    client.sandbox.wait_until_quiet()
    attempts = client.sandbox.webhooks(client.store)
    assert [(entry["attempt"], entry["status"]) for entry in attempts] == [(n, status) for n in range(1, 6)]
    assert {entry["hook_id"] for entry in attempts} == {hook}
    assert {webhook.path for webhook in receiver.received} == {"/"}
    for number, gap in enumerate(seconds_between(attempts), start=1):
        planned = number**4 * 60 * TIME_SCALE
        assert planned - 0.01 <= gap < planned + 0.4


def test_a_retry_that_succeeds_is_the_last(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    receiver.post_status = 503
    order_id = place(client)
    client.sandbox.pay(client.store, order_id)
    while len(receiver.received) < 2:
        client.sandbox.waiting()
    receiver.post_status = 204
    client.sandbox.wait_until_quiet()
    statuses = [entry["status"] for entry in client.sandbox.webhooks(client.store)]
    assert statuses[-1] == 204
    assert set(statuses[:-1]) == {503}
    assert len({webhook.body for webhook in receiver.received}) == 1


def test_after_eight_failures_the_hook_is_paused_until_it_is_changed(client: Client, receiver: Receiver) -> None:
    (hook,) = client.listen(receiver.url, "order_paid")
    receiver.post_status = 500
    for order_id in [place(client, quiet=True), place(client, quiet=True)]:
        client.sandbox.pay(client.store, order_id)
    client.sandbox.wait_until_quiet()
    assert len(client.sandbox.webhooks(client.store)) == 8
    assert client.sandbox.store(client.store)["hooks"][0]["paused"] is True

    receiver.post_status = 200
    client.sandbox.pay(client.store, place(client, quiet=True))
    client.sandbox.wait_until_quiet()
    assert len(client.sandbox.webhooks(client.store)) == 8

    client.call("PUT", f"hooks/{hook}.json", {"hook": {"event": "order_paid", "url": receiver.url}})
    client.sandbox.pay(client.store, place(client, quiet=True))
    client.sandbox.wait_until_quiet()
    assert client.sandbox.webhooks(client.store)[-1]["status"] == 200


def test_nobody_at_home_is_logged_as_an_error(client: Client) -> None:
    with receive() as gone:
        client.listen(gone.url, "order_paid")
    client.sandbox.pay(client.store, place(client))
    client.sandbox.wait_until_quiet()
    attempts = client.sandbox.webhooks(client.store)
    assert [(entry["status"], entry["error"]) for entry in attempts] == [(None, "ConnectionError")] * 5


def test_the_request_does_not_wait_for_webhooks(client: Client, receiver: Receiver) -> None:
    client.listen(receiver.url, "order_paid")
    receiver.post_seconds = 1.0
    order_id = place(client)
    client.sandbox.pay(client.store, order_id)
    assert client.sandbox.waiting() == 1
    client.sandbox.wait_until_quiet()
    assert receiver.events() == ["order_paid"]
