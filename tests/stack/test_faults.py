"""What goes wrong in the world outside: still exactly one document, and nothing lost."""

import pytest
import redis

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
    """The post hangs after the document is issued; the worker dies there; the sweep brings it to its end."""
    world.sandbox.faults({"kind": "slow", "seconds": 8, "count": 1, "path": "*/documents.json"})
    order_id = world.sell()
    claimed = "state = 'claimed'"
    wait_until(lambda: world.count("invoices_posting", claimed), seconds=PATIENCE, what="the claim")
    world.stack.kill("worker")
    assert world.count("invoices_invoice") == 1
    # The claim is a lease of minutes; the test does not wait for it.
    world.database.execute("UPDATE invoices_posting SET due_at = now() WHERE state = 'claimed'")
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
