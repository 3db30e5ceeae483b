"""Failures of other systems: still exactly one document, and no loss."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis
import requests

from apps.jumpseller.signatures import sign
from config.local.processes import wait_until
from config.local.sandbox import Json
from tests.stack.conftest import PATIENCE, World

_POSTS = {"method": "POST", "path": "*/documents.json"}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error_500", "count": 2} | _POSTS,
        {"kind": "error_429", "count": 2} | _POSTS,
        {"kind": "timeout_after_success", "count": 1, "seconds": 1} | _POSTS,
        {"kind": "error_500", "count": 2, "method": "GET", "path": "*/orders/*"},
        {"kind": "expired_tokens", "count": 1},
        {"kind": "webhook_drop", "count": 1},
        {"kind": "webhook_duplicate", "probability": 1.0, "count": 4},
        {"kind": "webhook_reorder", "probability": 1.0, "count": 2},
    ],
    ids=lambda fault: f"{fault['kind']} {fault.get('method', '')}",
)
def test_a_platform_in_trouble_still_gets_one_document(world: World, fault: Json) -> None:
    world.sandbox.faults(fault)
    order_id = world.sell()
    world.wait_for_documents(order_id, 1)
    world.settle()
    world.assert_one_document(order_id)


def test_a_worker_killed_between_issue_and_post_leaves_one_document(world: World) -> None:
    """The post hangs after the document is issued; the worker is killed there; the sweep completes it."""
    world.sandbox.faults({"kind": "slow", "seconds": 8, "count": 1, "method": "POST", "path": "*/documents.json"})
    order_id = world.sell()
    claimed = "state = 'claimed'"
    wait_until(lambda: world.count("invoices_posting", claimed), seconds=PATIENCE, what="the claim")
    world.stack.kill("worker")
    assert world.count("invoices_invoice") == 1
    # Leases last 15 seconds, also that of another delivery of the same worker; the test ends them at once.
    for table in ("invoices_rendering", "invoices_posting", "intake_delivery"):
        world.database.execute(f"UPDATE {table} SET due_at = now() WHERE state = 'claimed'")
    world.sandbox.faults()
    world.stack.start("worker")
    world.wait_for_documents(order_id, 1)
    world.settle()
    world.assert_one_document(order_id)


def test_emptying_redis_loses_nothing(world: World, broker: redis.Redis) -> None:
    world.stack.kill("worker")
    orders = [world.sell() for _ in range(5)]
    world.sandbox.wait_until_quiet(PATIENCE)
    assert world.count("intake_delivery", "state = 'due'") == 10
    broker.flushdb()
    world.stack.start("worker")
    for order_id in orders:
        world.wait_for_documents(order_id, 1)
    world.settle()
    for order_id in orders:
        world.assert_one_document(order_id)
    assert world.count("invoices_invoice") == 5


def test_with_every_webhook_lost_each_order_still_gets_its_documents(world: World) -> None:
    world.sandbox.faults({"kind": "webhook_drop", "probability": 1.0})
    orders = [world.sell() for _ in range(6)]
    for order_id in orders:
        world.wait_for_documents(order_id, 1)
    world.sandbox.cancel(world.store, orders[0])
    world.wait_for_documents(orders[0], 2)
    world.settle()
    for order_id in orders[1:]:
        world.assert_one_document(order_id)
    assert world.count("invoices_invoice") == 7
    assert world.count("intake_delivery", "event <> 'missed'") == 0


def test_a_click_on_create_invoice_brings_the_one_document_though_its_webhook_was_lost(world: World) -> None:
    world.sandbox.faults({"kind": "webhook_drop", "probability": 1.0})
    order_id = world.sell()
    body = json.dumps({"order": {"id": order_id, "status": "paid", "products": [{"quantity": 1}]}}).encode()
    token = str(world.sandbox.store(world.store)["hooks_token"])
    headers = {"Jumpseller-Store-Code": world.store, "Jumpseller-Hmac-Sha256": sign(body, token)}
    with ThreadPoolExecutor(4) as pool:
        clicks = [pool.submit(_post, f"{world.stack.folio}/invoices", body, headers) for _ in range(4)]
    answers = [click.result() for click in clicks]
    assert {answer.status_code for answer in answers} <= {200, 503}
    (told,) = {json.dumps(answer.json(), sort_keys=True) for answer in answers if answer.status_code == 200}
    (document,) = world.wait_for_documents(order_id, 1)
    assert document["url"] == json.loads(told)["url"]
    world.settle()
    world.assert_one_document(order_id)


def _post(url: str, body: bytes, headers: dict[str, str]) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.post(url, data=body, headers=headers, timeout=10)
