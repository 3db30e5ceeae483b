"""Registration of webhooks: existing ones are kept, missing ones are added, once for any number of workers."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import responses
from django.db import connection
from django.db.models import F
from django.utils import timezone

from apps.jumpseller.client import Unreachable
from apps.stores import webhooks
from apps.stores.models import Store
from tests.factories import make_store
from tests.platform import Hooks, Platform

OURS = webhooks.webhook_address()
EARLIER = "https://earlier.example/webhooks/jumpseller"
THEIRS = ("order_paid", "https://other-app.example/hook")


def complete(url: str = OURS) -> list[tuple[str, str]]:
    return [(event, url) for event in sorted(webhooks.EVENTS)]


def test_only_what_is_missing_is_registered(store: Store, platform: Platform) -> None:
    events = platform.serve_hooks("order_paid")
    webhooks.register_webhooks(store)
    webhooks.register_webhooks(store)
    assert sorted(events) == ["order_canceled", "order_paid", "order_updated"]


def test_duplicates_go_and_what_others_registered_stays(store: Store, platform: Platform) -> None:
    at_platform = Hooks(platform, [*complete(), THEIRS, ("order_paid", OURS), ("order_shipped", OURS)])
    webhooks.register_webhooks(store)
    assert sorted(at_platform.kept.values()) == sorted([*complete(), THEIRS])


def test_a_hook_that_calls_our_earlier_address_is_corrected(store: Store, platform: Platform) -> None:
    Store.objects.update(hooks_address=EARLIER)
    at_platform = Hooks(platform, [*complete(EARLIER), ("order_paid", EARLIER), THEIRS])
    webhooks.register_webhooks(store)
    assert sorted(at_platform.kept.values()) == sorted([*complete(), THEIRS])
    assert sorted(at_platform.kept) == [1, 2, 3, 5]


def test_new_hooks_are_there_before_the_old_ones_go(store: Store, platform: Platform) -> None:
    at_platform = Hooks(platform, [*complete(), THEIRS])
    webhooks.renew_webhooks(store)
    assert sorted(at_platform.kept.values()) == sorted([*complete(), THEIRS])
    assert not {1, 2, 3} & set(at_platform.kept)
    calls = [call.request.method for call in platform.mock.calls]
    assert calls == ["GET", "POST", "POST", "POST", "DELETE", "DELETE", "DELETE"]


def test_hooks_are_looked_at_again_after_a_day(store: Store, platform: Platform) -> None:
    platform.serve_hooks()
    Store.objects.update(hooks_due_at=timezone.now())
    assert webhooks.renewal_due() == [store.pk]
    assert webhooks.renewal_due() == []
    webhooks.register_webhooks(store)
    Store.objects.update(hooks_due_at=F("hooks_due_at") - timedelta(days=1))
    assert webhooks.renewal_due() == [store.pk]


def test_a_new_address_makes_all_hooks_due(store: Store, settings: Any) -> None:
    assert webhooks.renewal_due() == []
    settings.APP_URL = "https://moved.example"
    assert webhooks.renewal_due() == [store.pk]
    assert webhooks.renewal_due() == []


def test_a_look_that_fails_is_repeated_later_not_at_once(store: Store, platform: Platform) -> None:
    platform.mock.add(responses.GET, platform.url("hooks.json"), status=503)
    Store.objects.update(hooks_due_at=timezone.now())
    with pytest.raises(Unreachable):
        webhooks.register_webhooks(store)
    assert webhooks.renewal_due() == []
    Store.objects.update(hooks_due_at=F("hooks_due_at") - timedelta(minutes=10))
    assert webhooks.renewal_due() == [store.pk]


@pytest.mark.django_db(transaction=True)
def test_installing_and_sweep_at_once_register_each_event_once() -> None:
    store, guard = make_store(), threading.Lock()
    events: list[str] = []

    def listed(_: Any) -> tuple[int, dict[str, str], str]:
        with guard:
            found = [
                {"hook": {"id": n, "event": event, "url": webhooks.webhook_address()}} for n, event in enumerate(events)
            ]
        time.sleep(0.05)
        return 200, {}, json.dumps(found)

    def created(request: Any) -> tuple[int, dict[str, str], str]:
        with guard:
            events.append(json.loads(request.body)["hook"]["event"])
        return 200, {}, "{}"

    def register(_: int) -> None:
        try:
            webhooks.register_webhooks(store)
        finally:
            connection.close()

    with responses.RequestsMock() as mock:
        url = Platform(mock).url("hooks.json")
        mock.add_callback(responses.GET, url, callback=listed)
        mock.add_callback(responses.POST, url, callback=created)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(register, range(4)))
    assert sorted(events) == sorted(webhooks.EVENTS)
