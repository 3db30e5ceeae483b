"""Processing of deliveries: done once, postponed with the reason, never lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.automation import pipeline
from apps.core import work
from apps.core.work import GIVE_UP_AFTER
from apps.intake import process, receive
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.orders.data import Status
from apps.stores.models import Store
from tests.factories import make_store, order
from tests.platform import Platform


@pytest.fixture
def deliver(store: Store) -> Callable[[int], Delivery]:
    def delivered(order_id: int) -> Delivery:
        return Delivery.objects.create(
            store=store,
            event="order_paid",
            body=b"{}",
            order_id=order_id,
            fingerprint=f"f{order_id}",
            received_at=timezone.now(),
        )

    return delivered


def test_a_delivery_is_worked_off_once(deliver: Callable[[int], Delivery], platform: Platform) -> None:
    document = order()
    platform.serve_order(document)
    delivery = deliver(document["id"])
    for _ in range(2):
        process.process_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == (Delivery.State.DONE, 1, "")
    assert Invoice.objects.count() == 1


def test_what_stands_in_the_way_is_kept_and_tried_again(deliver: Callable[[int], Delivery], platform: Platform) -> None:
    document = order()
    platform.fail_order(document["id"], 503)
    delivery = deliver(document["id"])
    process.process_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.DUE, "Jumpseller answered 503.")
    assert delivery.due_at > timezone.now()
    Delivery.objects.update(due_at=timezone.now())
    platform.serve_order(document)
    process.process_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.DONE, 2)


def again(delivery: Delivery, *, attempts: int) -> Delivery:
    Delivery.objects.update(attempts=attempts, due_at=timezone.now())
    process.process_delivery(delivery.pk)
    delivery.refresh_from_db()
    return delivery


@pytest.mark.parametrize("status", [429, 500, 403])
def test_a_platform_in_trouble_never_uses_up_the_tries(
    deliver: Callable[[int], Delivery], platform: Platform, status: int
) -> None:
    platform.fail_order(7, status)
    assert again(deliver(7), attempts=10 * GIVE_UP_AFTER).state == Delivery.State.DUE


def test_an_order_that_stays_unknown_is_given_up_and_shown(
    deliver: Callable[[int], Delivery], platform: Platform
) -> None:
    platform.fail_order(7, 404)
    delivery = deliver(7)
    assert again(delivery, attempts=0).state == Delivery.State.DUE
    assert again(delivery, attempts=GIVE_UP_AFTER).state == Delivery.State.FAILED


def test_a_paid_webhook_is_not_done_while_the_order_reads_unpaid(
    deliver: Callable[[int], Delivery], platform: Platform
) -> None:
    document = order()
    platform.serve_order(document | {"status_enum": "pending_payment"})
    delivery = deliver(document["id"])
    assert again(delivery, attempts=0).state == Delivery.State.DUE
    platform.serve_order(document)
    assert again(delivery, attempts=1).state == Delivery.State.DONE
    assert Invoice.objects.count() == 1


@pytest.fixture
def three(store: Store) -> list[Delivery]:
    """Return three deliveries of one order."""
    return [
        Delivery.objects.create(
            store=store,
            event=event,
            body=b"{}",
            order_id=7,
            fingerprint=event,
            received_at=timezone.now(),
        )
        for event in ("order_created", "order_paid", "order_updated")
    ]


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_reading_finishes_all_deliveries_that_had_arrived(
    three: list[Delivery], platform: Platform, place: int
) -> None:
    platform.serve_order(order() | {"id": 7})
    process.process_delivery(three[place].pk)
    assert states() == ["done"] * 3
    assert (len(platform.mock.calls), Invoice.objects.count()) == (1, 1)


def test_a_delivery_that_comes_during_the_reading_stays_due(
    three: list[Delivery], platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.serve_order(order() | {"id": 7})
    read = pipeline.order_changed

    def interrupted(store: Store, order_id: int) -> Status:
        receive.ask_again(store.pk, order_id)
        return read(store, order_id)

    monkeypatch.setattr(pipeline, "order_changed", interrupted)
    process.process_delivery(three[0].pk)
    assert states() == ["done", "done", "done", "due"]


def test_an_unpaid_reading_finishes_no_delivery_that_announced_the_payment(
    three: list[Delivery], platform: Platform
) -> None:
    platform.serve_order(order() | {"id": 7, "status_enum": "pending_payment"})
    process.process_delivery(three[0].pk)
    assert states() == ["done", "due", "due"]


def test_a_reading_whose_lease_is_lost_finishes_none(three: list[Delivery], platform: Platform) -> None:
    claimed = Delivery.claim(three[0].pk)
    assert claimed is not None
    Delivery.objects.filter(pk=claimed.pk).update(attempts=2)
    assert not claimed.finish_with_others()
    assert states() == ["claimed", "due", "due"]


def test_a_delivery_of_another_order_or_store_stays(three: list[Delivery], platform: Platform) -> None:
    platform.serve_order(order() | {"id": 7})
    Delivery.objects.filter(pk=three[1].pk).update(order_id=8)
    Delivery.objects.filter(pk=three[2].pk).update(store=make_store("beta"))
    process.process_delivery(three[0].pk)
    assert states() == ["done", "due", "due"]


def test_an_authorisation_wakes_what_waited_for_it(store: Store, deliver: Callable[[int], Delivery]) -> None:
    delivery = deliver(7)
    Delivery.objects.update(due_at=timezone.now() + timedelta(hours=6), attempts=20, error="not authorised")
    work.wake_store(store.pk)
    assert Delivery.sweep() == [delivery.pk]


def test_reading_again_is_as_sure_as_a_webhook(
    store: Store, published: list[tuple[str, int]], platform: Platform
) -> None:
    document = order()
    platform.serve_order(document)
    receive.ask_again(store.pk, document["id"])
    assert published == [("intake.sweep", 0)]
    (delivery_id,) = Delivery.sweep()
    process.process_delivery(delivery_id)
    assert Invoice.objects.count() == 1


def test_an_error_of_our_own_is_no_loss_either(
    deliver: Callable[[int], Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("ana@example.com")

    monkeypatch.setattr(pipeline, "order_changed", broken)
    delivery = deliver(5)
    process.process_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.DUE, "An error of Folio's own: ZeroDivisionError.")
