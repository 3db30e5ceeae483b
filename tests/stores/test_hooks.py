"""Registering webhooks: what is there is left, what is missing is added, once, however many register at a time."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import responses
from django.db import connection

from apps.stores import hooks
from apps.stores.models import Store
from tests.factories import make_store
from tests.platform import Platform


def test_only_what_is_missing_is_registered(store: Store, platform: Platform) -> None:
    events = platform.serve_hooks("order_paid")
    hooks.register(store)
    hooks.register(store)
    assert sorted(events) == ["order_canceled", "order_paid", "order_updated"]


def test_stores_without_hooks_are_found_until_they_have_them(store: Store, platform: Platform) -> None:
    Store.objects.update(hooks_registered_at=None)
    assert hooks.stores_without() == [store.pk]
    platform.serve_hooks()
    hooks.register(store)
    assert hooks.stores_without() == []


@pytest.mark.django_db(transaction=True)
def test_installing_and_sweep_at_once_register_each_event_once() -> None:
    store, guard = make_store(), threading.Lock()
    events: list[str] = []

    def listed(_: Any) -> tuple[int, dict[str, str], str]:
        with guard:
            found = [{"hook": {"id": n, "event": event, "url": hooks.address()}} for n, event in enumerate(events)]
        time.sleep(0.05)
        return 200, {}, json.dumps(found)

    def created(request: Any) -> tuple[int, dict[str, str], str]:
        with guard:
            events.append(json.loads(request.body)["hook"]["event"])
        return 200, {}, "{}"

    def register(_: int) -> None:
        try:
            hooks.register(store)
        finally:
            connection.close()

    with responses.RequestsMock() as mock:
        url = Platform(mock).url("hooks.json")
        mock.add_callback(responses.GET, url, callback=listed)
        mock.add_callback(responses.POST, url, callback=created)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(register, range(4)))
    assert sorted(events) == sorted(hooks.EVENTS)
