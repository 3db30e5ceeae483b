"""Working off deliveries: done once, postponed with the reason, never lost."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from apps.automation import pipeline
from apps.intake import processing
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.stores.models import Store
from tests.factories import order
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
        processing.process(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == (Delivery.State.DONE, 1, "")
    assert Invoice.objects.count() == 1


def test_what_stands_in_the_way_is_kept_and_tried_again(deliver: Callable[[int], Delivery], platform: Platform) -> None:
    document = order()
    platform.fail_order(document["id"], 503)
    delivery = deliver(document["id"])
    processing.process(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.DUE, "Jumpseller answered 503.")
    assert delivery.due_at > timezone.now()
    Delivery.objects.update(due_at=timezone.now())
    platform.serve_order(document)
    processing.process(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.DONE, 2)


def test_an_error_of_our_own_is_no_loss_either(
    deliver: Callable[[int], Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("ana@example.com")

    monkeypatch.setattr(pipeline, "order_changed", broken)
    delivery = deliver(5)
    processing.process(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.DUE, "An error of Folio's own: ZeroDivisionError.")
