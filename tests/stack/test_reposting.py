"""A document that was deleted at the platform is posted again, once; other Apps' documents stay unchanged."""

from config.local.processes import wait_until
from tests.stack.conftest import OTHER, PATIENCE, World


def test_a_document_that_was_deleted_comes_back_once(world: World) -> None:
    order_id = world.sell()
    (before,) = world.wait_for_documents(order_id, 1)
    world.settle()
    headers = {"Authorization": f"Bearer {world.sandbox.install(world.store)['access_token']}"}
    path = f"{world.sandbox.api_url}/orders/{order_id}/documents"
    session = world.sandbox.session
    world.attach(order_id, OTHER)
    assert session.delete(f"{path}/{before['public_id']}.json", headers=headers, timeout=30).ok
    of_store = "store_id = (SELECT id FROM stores_store WHERE code = %s)"
    wait_until(lambda: world.count("automation_reposting") == 2, seconds=PATIENCE, what="the looks to be prepared")
    world.database.execute(
        f"UPDATE automation_reposting SET due_at = now(), rung_at = NULL WHERE {of_store} AND state = 'due'",
        [world.store],
    )
    world.wait_for_documents(order_id, 2)
    world.settle()
    other, after = world.documents(order_id)
    assert (other["public_id"], after) == (OTHER["public_id"], before)
