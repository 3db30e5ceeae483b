"""Tokens: refreshed by one worker at a time, and kept during failures of the accounts server."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import responses
from django.db import connection
from django.utils import timezone

from apps.intake.models import Delivery
from apps.jumpseller import oauth
from apps.jumpseller.client import Client
from apps.jumpseller.oauth import AccountsUnreachable
from apps.stores import tokens
from apps.stores.models import Credential, Store
from apps.stores.tokens import NeedsAuthorisation
from tests.factories import make_store
from tests.platform import Platform


def expire(store: Store) -> None:
    Credential.objects.filter(store=store).update(expires_at=timezone.now() - timedelta(minutes=1))


def token_of(client: Client) -> str:
    return client._access_token


def test_a_good_token_is_used_as_it_is(store: Store, platform: Platform) -> None:
    assert tokens.call_platform(store, token_of) == "access-alpha"


def test_an_expired_token_is_refreshed_and_the_pair_is_kept(store: Store, platform: Platform) -> None:
    expire(store)
    platform.serve_tokens("access-2", "refresh-2")
    assert tokens.call_platform(store, token_of) == "access-2"
    assert Credential.objects.get(store=store).refresh_token == "refresh-2"


def test_an_answer_without_a_refresh_token_keeps_the_old_one(store: Store, platform: Platform) -> None:
    expire(store)
    platform.serve_tokens(json={"access_token": "access-2", "token_type": "bearer", "expires_in": 3600})
    tokens.call_platform(store, token_of)
    assert Credential.objects.get(store=store).refresh_token == "refresh-alpha"


def test_a_refused_refresh_asks_for_authorisation(store: Store, platform: Platform) -> None:
    expire(store)
    platform.serve_tokens(status=400, json={"error": "invalid_grant"})
    with pytest.raises(NeedsAuthorisation):
        tokens.call_platform(store, token_of)
    store.refresh_from_db()
    assert store.status == Store.Status.NEEDS_AUTHORISATION


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "body": "<html>"},
        {"status": 200, "json": {}},
        {"status": 200, "json": [1]},
        {"status": 200, "json": {"access_token": None}},
        {"status": 401, "json": {"error": "invalid_client"}},
    ],
)
def test_an_accounts_server_in_trouble_decides_nothing(
    store: Store, platform: Platform, answer: dict[str, object]
) -> None:
    expire(store)
    platform.mock.add(responses.POST, platform.token_url, **answer)  # type: ignore[arg-type]
    with pytest.raises(AccountsUnreachable):
        tokens.call_platform(store, token_of)
    store.refresh_from_db()
    assert store.status == Store.Status.ACTIVE


@pytest.mark.django_db(transaction=True)
def test_many_workers_refresh_once() -> None:
    store = make_store()
    expire(store)
    with responses.RequestsMock() as mock:
        Platform(mock).serve_tokens("access-2", "refresh-2")

        def ask(_: int) -> str:
            try:
                return tokens.call_platform(store, token_of)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(16))) == {"access-2"}
        assert len(mock.calls) == 1


def test_a_pair_that_replaced_the_refused_one_is_not_asked_for_again(store: Store, platform: Platform) -> None:
    """The merchant authorises Folio while a worker is being refused with the earlier pair."""
    platform.fail_order(5, 401)
    platform.serve_tokens("access-2", "refresh-2")

    def authorised_meanwhile(client: Client) -> object:
        if token_of(client) == "access-2":
            fresh = oauth.Tokens("access-3", "refresh-3", timezone.now() + timedelta(hours=1))
            tokens.replace_tokens(store, fresh)
        return client.order(5)

    with pytest.raises(NeedsAuthorisation):
        tokens.call_platform(store, authorised_meanwhile)
    store.refresh_from_db()
    assert store.status == Store.Status.ACTIVE
    assert Credential.objects.get(store=store).access_token == "access-3"


def test_tokens_that_are_accepted_again_wake_what_waited(store: Store, platform: Platform) -> None:
    """A refresh alone proves nothing; an API answer does."""
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    store.refresh_from_db()
    later = timezone.now() + timedelta(hours=5)
    Delivery.objects.create(store=store, event="again", fingerprint="1", received_at=later, due_at=later)
    tokens.call_platform(store, token_of)
    store.refresh_from_db()
    assert store.status == Store.Status.ACTIVE
    assert Delivery.objects.get().due_at < later
