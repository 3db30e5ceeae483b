"""Webhooks that no longer arrive are detected by unannounced sales."""

import secrets
from datetime import timedelta

import pytest
import responses
from django.utils import timezone

from apps.intake import silent_webhooks
from apps.intake.models import Delivery
from apps.stores import tasks, webhooks
from apps.stores.models import Store
from tests.factories import make_store
from tests.platform import Hooks, Platform


def came(store: Store, event: str, order_id: int, hours_ago: float) -> None:
    Delivery.objects.create(
        store=store,
        event=event,
        order_id=order_id,
        fingerprint=secrets.token_hex(32),
        received_at=timezone.now() - timedelta(hours=hours_ago),
    )


@pytest.fixture
def deaf(store: Store) -> Store:
    """Return a store with three sales that were found without a webhook."""
    came(store, "order_paid", 1, hours_ago=20)
    for number in range(3):
        came(store, "missed", 10 + number, hours_ago=3 - number)
    return store


def test_a_store_whose_sales_nobody_announces_is_noticed(deaf: Store) -> None:
    make_store("beta")
    assert silent_webhooks.silent_stores() == [deaf.pk]


def test_a_webhook_since_then_shows_that_they_come(deaf: Store) -> None:
    came(deaf, "order_updated", 20, hours_ago=0)
    assert silent_webhooks.silent_stores() == []


@pytest.mark.parametrize("event", ["again", "requested", "backfill"])
def test_what_folio_asks_for_itself_is_no_webhook(deaf: Store, event: str) -> None:
    came(deaf, event, 20, hours_ago=0)
    assert silent_webhooks.silent_stores() == [deaf.pk]


def test_two_lost_webhooks_and_one_order_found_often_are_no_silence(store: Store) -> None:
    for number in (10, 10, 10, 11):
        came(store, "missed", number, hours_ago=1)
    assert silent_webhooks.silent_stores() == []


def test_renewed_hooks_are_given_a_day(deaf: Store, platform: Platform) -> None:
    at_platform = Hooks(platform, [(event, webhooks.webhook_address()) for event in webhooks.EVENTS])
    webhooks.renew_webhooks(deaf)
    assert not {1, 2, 3} & set(at_platform.kept)
    assert silent_webhooks.silent_stores() == []


@pytest.mark.parametrize("method", [responses.GET, responses.POST])
def test_a_renewal_that_fails_is_tried_again(deaf: Store, platform: Platform, method: str) -> None:
    at_platform = Hooks(platform, [(event, webhooks.webhook_address()) for event in webhooks.EVENTS])
    answer = platform.mock.add(method, platform.url("hooks.json"), status=500)
    platform.mock.remove(method, platform.url("hooks.json"))
    platform.mock.add(answer)
    tasks.renew_hooks(deaf.pk)
    assert silent_webhooks.silent_stores() == [deaf.pk]
    platform.mock.reset()
    at_platform = Hooks(platform, at_platform.kept.values())
    tasks.renew_hooks(deaf.pk)
    assert sorted(at_platform.kept.values()) == [
        (event, webhooks.webhook_address()) for event in sorted(webhooks.EVENTS)
    ]
    assert silent_webhooks.silent_stores() == []


def test_a_store_that_cannot_be_called_for_is_left_alone(deaf: Store) -> None:
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    assert silent_webhooks.silent_stores() == []
