"""Each fault of the platform at each step of the pipeline, for an invoice and for its credit note: one document each.

Every combination has its own order, and its fault affects only the calls for it, so that all run concurrently. The
faults of one step are those of one store.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from config.local.sandbox import Json
from tests.stack.conftest import World

_STEPS = {
    "read the order": ("GET", "*/orders/{id}.json"),
    "look at its documents": ("GET", "*/orders/{id}/documents.json"),
    "post the document": ("POST", "*/orders/{id}/documents.json"),
}
_FAULTS: dict[str, Json] = {
    "error_500": {"count": 2},
    "error_429": {"count": 2},
    "timeout_after_success": {"count": 1, "seconds": 1},
    "slow": {"count": 1, "seconds": 2},
    "expired_tokens": {"count": 1},
}
_WEBHOOKS: dict[str, Json] = {
    "webhook_drop": {},
    "webhook_duplicate": {},
    "webhook_delay": {"seconds": 1},
    "webhook_reorder": {"seconds": 1},
}


@dataclass(frozen=True)
class _Case:
    """An order, and the fault at one step of its processing."""

    world: World
    order_id: int
    fault: Json


def _cases(world: World) -> Iterator[_Case]:
    """Return a case for each fault at each step; order ids are unique, because faults match orders by their path."""
    for number, (method, path) in enumerate(_STEPS.values()):
        own = world.neighbour()
        orders = [own.sell(status="pending_payment", quiet=True) for _ in range((number + 1) * len(_FAULTS))]
        for order_id, (kind, how) in zip(orders[-len(_FAULTS) :], _FAULTS.items(), strict=True):
            yield _Case(own, order_id, {"kind": kind, "method": method, "path": path.format(id=order_id)} | how)


def _all_have(cases: list[_Case], count: int) -> None:
    for case in cases:
        case.world.wait_for_documents(case.order_id, count)
    for world in {case.world.store: case.world for case in cases}.values():
        world.settle()


def test_every_fault_at_every_step_leaves_one_document_each(world: World) -> None:
    cases = list(_cases(world))
    world.sandbox.faults(*(case.fault for case in cases))
    for case in cases:
        world.sandbox.pay(case.world.store, case.order_id)
    _all_have(cases, 1)
    for case in cases:
        case.world.assert_one_document(case.order_id)
    world.sandbox.faults(*(case.fault for case in cases))
    for case in cases:
        world.sandbox.cancel(case.world.store, case.order_id)
    _all_have(cases, 2)
    for case in cases:
        assert sorted(document["document_type"] for document in case.world.documents(case.order_id)) == [0, 1]
        assert case.world.count("invoices_invoice", f"order_id = {case.order_id}") == 2


@pytest.mark.parametrize("event", ["order_paid", "order_updated", "order_canceled"])
def test_every_fault_of_every_webhook_leaves_one_document_each(world: World, event: str) -> None:
    world.sandbox.faults(*({"kind": kind, "event": event, "probability": 0.5} | how for kind, how in _WEBHOOKS.items()))
    orders = [world.sell() for _ in range(6)]
    for order_id in orders:
        world.wait_for_documents(order_id, 1)
    for order_id in orders:
        world.sandbox.cancel(world.store, order_id)
    for order_id in orders:
        world.wait_for_documents(order_id, 2)
    world.settle()
    assert world.count("invoices_invoice") == 2 * len(orders)
    assert all(len(world.documents(order_id)) == 2 for order_id in orders)


def test_ten_thousand_waiting_orders_of_one_store_keep_no_other_store_from_the_workers(world: World) -> None:
    flooded = world.sell()
    world.wait_for_documents(flooded, 1)
    world.settle()
    world.database.execute(
        """
        INSERT INTO intake_delivery (store_id, event, body, headers, fingerprint, order_id, state, attempts, due_at,
                                     error, received_at)
        SELECT store_id, 'again', '', '{}', md5(number::text), order_id + 1000000 + number, 'due', 0, now(), '', now()
        FROM intake_delivery, generate_series(1, 10000) AS number
        WHERE id = (SELECT max(id) FROM intake_delivery WHERE order_id = %s AND store_id =
                    (SELECT id FROM stores_store WHERE code = %s))
        """,
        [flooded, world.store],
    )
    other = world.neighbour()
    order_id = other.sell()
    other.wait_for_documents(order_id, 1)
    left = world.count("intake_delivery", "state = 'due' AND attempts = 0")
    world.database.execute("UPDATE intake_delivery SET state = 'done' WHERE state IN ('due', 'claimed')")
    other.assert_one_document(order_id)
    # By then only a small part of the flood was processed: the stores take turns.
    assert left > 9_000
