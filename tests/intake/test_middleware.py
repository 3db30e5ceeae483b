"""Webhooks are answered before the middleware of pages."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.intake import receive
from apps.intake.models import Delivery
from apps.stores.models import Store
from tests.factories import make_store
from tests.intake.test_receive import post


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    receive._remembered.cache_clear()


def test_a_webhook_is_answered_without_what_pages_need(
    client: Client, store: Store, published: list[tuple[str, int]]
) -> None:
    answer = post(client)
    assert (answer.status_code, answer["Content-Length"]) == (200, "0")
    assert not {"Content-Security-Policy", "Content-Language", "Vary"} & set(answer.headers)


def test_other_requests_to_the_address_and_others_pass_the_whole_middleware(client: Client, store: Store) -> None:
    for answer in (client.get(reverse("webhook")), client.post(reverse("invoice_request"))):
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.django_db(transaction=True)
def test_a_webhook_is_stored_though_its_connection_has_ended(client: Client, published: list[tuple[str, int]]) -> None:
    make_store("alpha")
    assert post(client).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    _end(pid)
    assert post(client, headers={"Jumpseller-Event": "order_updated"}).status_code == 200
    assert Delivery.objects.count() == 2


def _end(pid: int) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()


def test_an_error_is_answered_though_no_page_can_be(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "receive_post", lambda _: 1 / 0)
    assert post(client).status_code == 500
