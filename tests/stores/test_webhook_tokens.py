"""A hooks token that was reset at the platform: requested after a wrong signature, at a limited rate."""

from datetime import timedelta

from django.utils import timezone

from apps.stores import webhook_tokens
from apps.stores.models import Store
from tests.platform import Platform


def asked(platform: Platform) -> int:
    return sum(call.request.url == platform.url("store/info.json") for call in platform.mock.calls)


def test_a_new_token_is_kept_and_the_one_before_stays_good(store: Store, platform: Platform) -> None:
    platform.serve_store(code=store.code, hooks_token="reset")
    assert webhook_tokens.look_again(store)
    assert webhook_tokens.valid_tokens(Store.objects.get()) == ["reset", "hooks-alpha"]


def test_the_token_before_ends_when_the_platform_has_stopped_retrying(store: Store) -> None:
    webhook_tokens.keep_token(store, "reset")
    Store.objects.update(hooks_token_changed_at=timezone.now() - webhook_tokens.OVERLAP)
    assert webhook_tokens.valid_tokens(Store.objects.get()) == ["reset"]


def test_the_platform_is_asked_once_a_minute(store: Store, platform: Platform) -> None:
    platform.serve_store(code=store.code, hooks_token="hooks-alpha")
    assert not any(webhook_tokens.look_again(store) for _ in range(5))
    assert asked(platform) == 1
    Store.objects.update(hooks_token_checked_at=timezone.now() - timedelta(minutes=1))
    webhook_tokens.look_again(store)
    assert asked(platform) == 2


def test_an_answer_without_a_token_changes_nothing(store: Store, platform: Platform) -> None:
    platform.serve_store(code=store.code, hooks_token=None)
    assert not webhook_tokens.look_again(store)
    assert webhook_tokens.valid_tokens(Store.objects.get()) == ["hooks-alpha"]


def test_a_platform_that_is_away_changes_nothing(store: Store, platform: Platform) -> None:
    platform.mock.add("GET", platform.url("store/info.json"), status=503)
    assert not webhook_tokens.look_again(store)


def test_a_store_that_must_be_authorised_again_is_not_asked_for(store: Store) -> None:
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    assert not webhook_tokens.look_again(store)
