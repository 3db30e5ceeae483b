"""A merchant removes Folio, sells with another App and installs Folio again, where removal ends the App's tokens."""

import pytest

from config.local.processes import wait_until
from tests.stack.conftest import OTHER, PATIENCE, World


def _remove(world: World) -> None:
    """Remove Folio; the platform deletes its tokens and its webhooks."""
    world.sandbox.uninstall(world.store)


def _sell_with_another_app(world: World) -> int:
    order_id = world.sell()
    world.attach(order_id, OTHER)
    return order_id


def _install_again(world: World) -> None:
    world.merchant.install()
    assert "Was Folio removed" in world.merchant.home()


def _work_through(world: World) -> None:
    """Return when each of the store's checks for missing invoices has run once more."""
    looks = "SELECT min(finished_at) FROM automation_reconciliation WHERE span_days = 3 AND store_id = " + (
        "(SELECT id FROM stores_store WHERE code = %s)"
    )
    (now,) = world.database.execute("SELECT now()").fetchone() or (None,)

    def has_looked() -> bool:
        (at,) = world.database.execute(looks, [world.store]).fetchone() or (None,)
        return at is not None and at > now

    wait_until(has_looked, seconds=PATIENCE, what="a look for orders without a document")
    world.settle()


@pytest.mark.parametrize("noticed", [True, False], ids=["refusal met", "refusal not met"])
def test_a_sale_of_the_time_without_folio_gets_no_second_invoice(world: World, noticed: bool) -> None:
    _remove(world)
    order_id = _sell_with_another_app(world)
    if noticed:
        refused = "SELECT 1 FROM stores_store WHERE code = %s AND status = 'needs_authorisation'"
        wait_until(
            lambda: world.database.execute(refused, [world.store]).fetchone() is not None,
            seconds=PATIENCE,
            what="the refusal",
        )
    _install_again(world)
    world.sandbox.ship(world.store, order_id)
    _work_through(world)
    assert world.count("invoices_invoice") == 0
    world.merchant.answer("removed")
    world.merchant.start()
    world.sandbox.change_order(world.store, order_id, {"additional_information": "x"})
    _work_through(world)
    assert world.count("invoices_invoice") == 0
    assert [document["public_id"] for document in world.documents(order_id)] == [OTHER["public_id"]]


def test_an_accident_of_the_tokens_costs_no_sale_and_no_second_invoice(world: World) -> None:
    _remove(world)
    theirs, ours = _sell_with_another_app(world), world.sell()
    _install_again(world)
    after = world.sell()
    _work_through(world)
    assert world.count("invoices_invoice") == 0
    world.merchant.answer("stayed")
    for order_id in (ours, after):
        world.wait_for_documents(order_id, 1)
    _work_through(world)
    for order_id in (ours, after):
        world.assert_one_document(order_id)
    assert len(world.documents(theirs)) == 1
    assert world.count("invoices_invoice") == 2
