"""From the paid order to its link, over real processes."""

from concurrent.futures import ThreadPoolExecutor

import requests

from apps.jumpseller.signatures import sign
from tests.stack.conftest import World


def test_installing_twice_adds_no_webhook(world: World) -> None:
    hooks = world.sandbox.store(world.store)["hooks"]
    assert sorted(hook["event"] for hook in hooks) == ["order_canceled", "order_paid", "order_updated"]
    assert {hook["url"] for hook in hooks} == {f"{world.stack.folio}/webhooks/jumpseller"}
    world.merchant.install()
    assert world.sandbox.store(world.store)["hooks"] == hooks


def test_a_sale_gets_its_invoice_and_its_cancellation_the_credit_note(world: World) -> None:
    order_id = world.sell()
    (invoice,) = world.wait_for_documents(order_id, 1)
    assert (invoice["document_type"], invoice["public_id"]) == (1, "F-000001")
    world.assert_one_document(order_id)
    world.settle()
    world.sandbox.cancel(world.store, order_id)
    note = world.wait_for_documents(order_id, 2)[1]
    assert (note["document_type"], note["public_id"]) == (0, "NC-000001")
    world.settle()
    assert len(world.documents(order_id)) == 2
    page = world.merchant.download(invoice["url"]).decode()
    assert "NC-000001" in page


def test_an_unpaid_order_gets_nothing_until_it_is_paid(world: World) -> None:
    world.merchant.change_settings(fallback_tax_rate="0")
    order_id = world.sell(template="usd-sample-pending-with-discount", status="pending_payment")
    world.settle()
    assert world.documents(order_id) == []
    assert world.count("automation_orderrecord", "state = 'skipped'") == 1
    world.sandbox.pay(world.store, order_id)
    world.wait_for_documents(order_id, 1)
    assert world.count("invoices_invoice", "gross_total = 369.20 AND currency = 'USD'") == 1


def test_an_order_without_tax_data_waits_for_the_merchant(world: World) -> None:
    order_id = world.sell(template="clp-without-tax-data")
    world.settle()
    assert "no tax data" in world.merchant.home()
    world.merchant.change_settings(fallback_tax_rate="19")
    world.merchant.try_again()
    world.wait_for_documents(order_id, 1)


def test_fifty_copies_of_one_webhook_make_one_document(world: World) -> None:
    """Fifty concurrent copies of one delivery, as from a platform that lost our answers."""
    order_id = world.sell(quiet=True)
    store, body = world.sandbox.store(world.store), b'{"order": {"id": %d, "products": []}}' % order_id
    headers = {
        "Jumpseller-Store-Code": world.store,
        "Jumpseller-Event": "order_paid",
        "Jumpseller-Hmac-Sha256": sign(body, store["hooks_token"]),
        "Jumpseller-Triggered-At": "2026-01-01 10:18:51.829 UTC",
    }

    def post(_: int) -> int:
        url = f"{world.stack.folio}/webhooks/jumpseller"
        return requests.post(url, data=body, headers=headers, timeout=15).status_code

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(post, range(50))) == {200}
    world.wait_for_documents(order_id, 1)
    world.settle()
    # The check for missing invoices may have found this one, too.
    assert world.count("intake_delivery", "event = 'order_paid'") == 1
    world.assert_one_document(order_id)


def test_two_stores_do_not_meet(world: World) -> None:
    world.wait_for_documents(world.sell(), 1)
    assert "F-000001" in world.merchant.home()
    other = type(world.merchant)(folio=world.stack.folio, store="first-store")
    other.install()
    assert "F-000001" not in other.home()


def test_the_message_arrives_long_before_the_sweep(world: World) -> None:
    """Without beat there are no sweeps: the web process alone enqueued all processed work."""
    world.stack.kill("beat")
    try:
        world.wait_for_documents(world.sell(), 1)
    finally:
        world.stack.start("beat")
