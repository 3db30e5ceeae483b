"""The webhook endpoint: the sender is proven before the body is parsed, and deliveries are stored unchanged."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.core.work import IN_QUEUE_A_STORE
from apps.intake import receive
from apps.intake.models import Delivery
from apps.jumpseller.signatures import sign
from apps.stores.models import Store
from apps.stores.tasks import look_up_hooks_token
from tests.factories import make_store
from tests.platform import Platform

_URL = "/webhooks/jumpseller"
_BODY = b'{"order": {"id": 77, "products": [],\n "total": 1.10}}'


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    receive._remembered.cache_clear()


def post(
    client: Client, body: bytes = _BODY, *, token: str = "hooks-alpha", headers: dict[str, str] | None = None
) -> Any:
    given = {
        "Jumpseller-Store-Code": "alpha",
        "Jumpseller-Event": "order_paid",
        "Jumpseller-Hmac-Sha256": sign(body, token),
        "Jumpseller-Triggered-At": "2026-01-01 10:18:51.829 UTC",
    } | (headers or {})
    return client.post(_URL, body, content_type="application/json", headers=given)


def test_a_signed_order_is_kept_byte_for_byte_and_rung_for(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    assert post(client).status_code == 200
    delivery = Delivery.objects.get()
    assert (bytes(delivery.body), delivery.event, delivery.order_id) == (_BODY, "order_paid", 77)
    assert (delivery.store, delivery.state) == (store, Delivery.State.DUE)
    assert published == [("intake.process", delivery.pk)]
    assert Delivery.sweep() == []


def test_the_same_delivery_is_kept_once_and_rung_for_once(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    assert [post(client).status_code for _ in range(3)] == [200, 200, 200]
    assert (Delivery.objects.count(), len(published)) == (1, 1)


@pytest.mark.parametrize(
    "other", [{"Jumpseller-Event": "order_updated"}, {"Jumpseller-Triggered-At": "2026-01-01 11:00:00 UTC"}]
)
def test_another_event_or_moment_is_another_delivery(
    client: Client, store: Store, published: list[tuple[str, int]], other: dict[str, str]
) -> None:
    post(client)
    post(client, headers=other)
    assert (Delivery.objects.count(), len(published)) == (2, 1)


def test_a_delivery_joins_a_waiting_one_of_its_order_that_has_a_message(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    bodies = [b'{"id": %d, "products": [], "total": %d}' % (order_id, total) for order_id, total in ((77, 1), (77, 2))]
    for body in (*bodies, _BODY.replace(b"77", b"78")):
        post(client, body)
    first, joined, other = Delivery.objects.order_by("pk")
    assert published == [("intake.process", first.pk), ("intake.process", other.pk)]
    assert (joined.rung_at, Delivery.sweep()) == (None, [joined.pk])


def test_a_delivery_that_comes_while_its_order_is_read_gets_a_message(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    post(client)
    assert Delivery.claim(Delivery.objects.get().pk)
    post(client, headers={"Jumpseller-Event": "order_updated"})
    assert published[1:] == [("intake.process", Delivery.objects.latest("pk").pk)]


def test_of_a_store_with_many_waiting_deliveries_the_sweep_publishes(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    for order_id in range(1, IN_QUEUE_A_STORE + 3):
        post(client, b'{"id": %d, "products": [], "total": 1}' % order_id)
    assert [name for name, _ in published] == ["intake.process"] * IN_QUEUE_A_STORE + ["intake.sweep"] * 2


def test_a_message_that_was_never_published_is_published_within_seconds(client: Client, store: Store) -> None:
    post(client)
    Delivery.objects.update(rung_at=F("rung_at") - receive._PUBLISHED_WITHIN)
    assert Delivery.sweep() == [Delivery.objects.get().pk]


def test_without_a_moment_equal_bytes_are_one_delivery(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    for _ in range(2):
        post(client, headers={"Jumpseller-Triggered-At": ""})
    assert Delivery.objects.count() == 1


def test_storing_is_one_statement(client: Client, store: Store, published: list[tuple[str, int]]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        post(client)
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "WITH"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Jumpseller-Hmac-Sha256": ""},
        {"Jumpseller-Hmac-Sha256": "not base64"},
        {"Jumpseller-Hmac-Sha256": sign(_BODY, "another token")},
        {"Jumpseller-Hmac-Sha256": sign(_BODY + b" ", "hooks-alpha")},
        {"Jumpseller-Hmac-Sha256": hashlib.sha256(_BODY).hexdigest()},
        {"Jumpseller-Store-Code": "nobody"},
        {"Jumpseller-Store-Code": ""},
        {"Jumpseller-Store-Code": "beta"},
    ],
)
def test_whoever_is_not_the_store_is_refused_alike(
    client: Client, store: Store, published: list[tuple[str, int]], headers: dict[str, str]
) -> None:
    make_store("beta")
    answer = post(client, headers=headers)
    assert answer.status_code == 401
    assert answer.json() == {"message": "The request is not signed by a store that uses Folio."}
    assert not Delivery.objects.exists()
    assert ("intake.sweep", 0) not in published


def test_codes_longer_than_any_are_remembered_as_one(client: Client, db: None) -> None:
    """Any client can send thousands of them, each as long as a header may be."""
    for letter in "abc":
        code = "x" * 101 + letter * 8000
        assert (
            client.post("/webhooks/jumpseller", "{}", "x/y", headers={"Jumpseller-Store-Code": code}).status_code == 401
        )
    assert receive._remembered.cache_info().currsize == 1


def test_an_empty_hooks_token_signs_nothing(client: Client, store: Store) -> None:
    Store.objects.update(hooks_token="")
    assert post(client, token="").status_code == 401


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"order": {}}', b'{"product": {"id": 1}}', b"\xff\xfe", b"[" * 9999]
)
def test_signed_but_no_order_is_kept_with_the_reason(
    client: Client, store: Store, published: list[tuple[str, int]], body: bytes
) -> None:
    answer = post(client, body)
    assert answer.status_code == 400
    delivery = Delivery.objects.get()
    assert (bytes(delivery.body), delivery.state, published) == (body, Delivery.State.FAILED, [])
    assert delivery.error == answer.json()["message"] != ""


def test_the_largest_body_is_a_mebibyte(client: Client, store: Store, published: list[tuple[str, int]]) -> None:
    order = json.dumps({"order": {"id": 1, "products": []}}).encode()
    fits = order + b" " * (receive.BODY_LIMIT - len(order))
    assert post(client, fits).status_code == 200
    assert post(client, fits + b" ").status_code == 413
    assert Delivery.objects.count() == 1


def test_the_platform_may_look_before_it_registers(client: Client, db: None) -> None:
    assert client.get(_URL).status_code == 200
    assert client.head(_URL).status_code == 200
    assert client.put(_URL).status_code == 405


# --- A token that was reset at the platform --------------------------------------------------------------------------
def test_after_a_reset_the_platforms_retry_is_taken_and_what_was_signed_before_stays_valid(
    client: Client, store: Store, platform: Platform, published: list[tuple[str, int]]
) -> None:
    platform.serve_store(code="alpha", hooks_token="reset")
    assert post(client, token="reset").status_code == 401
    assert published == [("stores.look_up_hooks_token", store.pk)]
    look_up_hooks_token(store.pk)
    assert post(client, token="reset").status_code == 200
    assert post(client, token="hooks-alpha", body=_BODY + b" ").status_code == 200
    assert post(client, token="guessed", body=_BODY + b"  ").status_code == 401
    assert len(platform.mock.calls) == 1
    assert Delivery.objects.count() == 2


def test_a_wrong_signature_is_refused_without_a_call_to_the_platform(
    client: Client, store: Store, platform: Platform, published: list[tuple[str, int]]
) -> None:
    assert [post(client, token="guessed").status_code for _ in range(5)] == [401] * 5
    assert len(platform.mock.calls) == 0
    assert set(published) == {("stores.look_up_hooks_token", store.pk)}


def test_wrong_signatures_ask_for_no_look_within_a_minute_of_the_last(
    client: Client, store: Store, platform: Platform, published: list[tuple[str, int]]
) -> None:
    platform.serve_store(code="alpha", hooks_token="hooks-alpha")
    look_up_hooks_token(store.pk)
    assert [post(client, token="guessed").status_code for _ in range(5)] == [401] * 5
    assert published == []
    Store.objects.update(hooks_token_checked_at=timezone.now() - timedelta(minutes=1))
    post(client, token="guessed")
    assert published == [("stores.look_up_hooks_token", store.pk)]


@pytest.mark.parametrize("path", [_URL, "/invoices"])
def test_a_refusal_costs_the_same_reading_statements_whether_the_store_is_known_or_not(
    client: Client, store: Store, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive, "_MEMORY_SECONDS", 10**9)

    def statements(code: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(
                path,
                _BODY,
                content_type="application/json",
                headers={"Jumpseller-Store-Code": code, "Jumpseller-Hmac-Sha256": sign(_BODY, "guessed")},
            )
        assert answer.status_code == 401
        return [query["sql"].replace(code, "?") for query in queries]

    make_store("gone")
    Store.objects.filter(code="gone").update(status=Store.Status.UNINSTALLED, hooks_token="")
    for _ in ("first", "remembered"):
        known, unknown, gone = statements("alpha"), statements("nobody"), statements("gone")
        assert known == unknown == gone
        assert {statement.split()[0] for statement in known} == {"SELECT"}
    assert Store.objects.get(code="alpha").hooks_token_checked_at is None
