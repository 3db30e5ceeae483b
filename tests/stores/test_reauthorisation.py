"""A new authorisation after refused tokens: Folio may have been removed, so nothing is issued before the answer."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
import responses
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import Settings

from apps.jumpseller.client import Unreachable
from apps.stores import install, installation_check, reauthorisation, tokens
from apps.stores.models import Credential, InvoicingSettings, Reauthorisation, SettingsChange, Store
from tests.platform import Platform

Authorise = Callable[..., Store]
_INFO = {"code": "alpha", "currency": "CLP", "country": "CL", "timezone": "Santiago", "hooks_token": "hooks-alpha"}


@pytest.fixture
def authorise(platform: Platform) -> Authorise:
    """Return a function that installs Folio in the store “alpha”; `refuses` is the answer to the earlier tokens."""
    platform.serve_hooks()
    given = iter(range(1, 100))
    good: set[str] = set()

    def token(request: Any) -> tuple[int, dict[str, str], str]:
        asked = parse_qs(request.body)
        if asked["grant_type"] == ["refresh_token"] and asked["refresh_token"][0] not in good:
            return 400, {}, '{"error": "invalid_grant"}'
        number = next(given)
        good.update({f"access-{number}", f"refresh-{number}"})
        return (
            200,
            {},
            f'{{"access_token": "access-{number}", "refresh_token": "refresh-{number}", "expires_in": 3600}}',
        )

    def authorised(*, refuses: int | None = None) -> Store:
        def info(request: Any) -> tuple[int, dict[str, str], str]:
            is_good = request.headers["Authorization"].removeprefix("Bearer ") in good
            return (200, {}, json.dumps(_INFO)) if is_good or refuses is None else (refuses, {}, '{"message": "no"}')

        good.clear()
        if refuses is None:
            good.update(*Credential.objects.values_list("access_token", "refresh_token"))
        platform.mock.remove(responses.GET, platform.url("store/info.json"))
        platform.mock.add_callback(responses.GET, platform.url("store/info.json"), callback=info)
        return install.install_store("code")

    platform.mock.add_callback(responses.POST, platform.token_url, callback=token)
    return authorised


def invoicing_settings() -> InvoicingSettings:
    return InvoicingSettings.objects.get()


def logged(field: str) -> list[tuple[Any, Any, str]]:
    changes = SettingsChange.objects.filter(field=field).order_by("pk")
    return list(changes.values_list("old", "new", "by"))


def answer(store: Store, name: str) -> Reauthorisation | None:
    act = {"stayed": reauthorisation.answer_stayed, "removed": reauthorisation.answer_removed}[name]
    return act(store, was_seen=reauthorisation.question_seen(store), by="merchant")


@pytest.mark.parametrize("known", [True, False], ids=["refusal met before", "refusal not met before"])
@pytest.mark.parametrize("status", [401, 403])
def test_after_refused_tokens_issuing_is_off_and_the_merchant_is_asked(
    store: Store, authorise: Authorise, known: bool, status: int
) -> None:
    InvoicingSettings.objects.update(issue_since=date(2026, 2, 1))
    if known:
        tokens.change_status(store, Store.Status.NEEDS_AUTHORISATION)
    before = store.installed_at
    store = authorise(refuses=status)
    store.refresh_from_db()
    assert (store.status, invoicing_settings().issues_automatically, invoicing_settings().issue_since) == (
        "active",
        False,
        None,
    )
    assert store.installed_at > timezone.now() - timedelta(minutes=1)
    row = reauthorisation.unanswered_reauthorisation(store)
    assert row is not None
    assert (row.issues_automatically, row.issue_since, row.installed_at) == (True, date(2026, 2, 1), before)
    assert logged("issues_automatically") == [(True, False, SettingsChange.AUTHORISATION)]


def test_while_tokens_are_fine_nothing_is_asked(store: Store, authorise: Authorise) -> None:
    for _ in range(3):
        authorise()
    assert (invoicing_settings().issues_automatically, Reauthorisation.objects.exists()) == (True, False)
    assert Store.objects.get().installed_at == store.installed_at


def test_tokens_that_ran_out_and_are_refreshed_are_fine(store: Store, authorise: Authorise) -> None:
    Credential.objects.update(expires_at=timezone.now() - timedelta(days=1))
    authorise()
    assert not Reauthorisation.objects.exists()


def test_where_an_authorisation_ends_the_tokens_before_it_their_refusal_tells_nothing(
    store: Store, authorise: Authorise, settings: Settings
) -> None:
    settings.JUMPSELLER_AUTHORISATION_ENDS_TOKENS = True
    authorise(refuses=401)
    assert not Reauthorisation.objects.exists()
    tokens.change_status(store, Store.Status.NEEDS_AUTHORISATION)
    authorise(refuses=401)
    assert reauthorisation.unanswered_reauthorisation(store)


def test_a_platform_that_does_not_tell_whether_the_tokens_are_good_installs_nothing(
    store: Store, authorise: Authorise
) -> None:
    with pytest.raises(Unreachable):
        authorise(refuses=500)
    assert Credential.objects.get().access_token == "access-alpha"
    assert invoicing_settings().issues_automatically


def test_a_first_installation_that_broke_off_asks_nothing(store: Store, authorise: Authorise) -> None:
    Credential.objects.all().delete()
    tokens.change_status(store, Store.Status.NEEDS_AUTHORISATION)
    authorise()
    assert not Reauthorisation.objects.exists()


def test_never_removed_restores_the_switch_the_start_day_and_the_day_of_installation(
    store: Store, authorise: Authorise
) -> None:
    InvoicingSettings.objects.update(issue_since=date(2026, 2, 1))
    authorise(refuses=401)
    assert answer(store, "stayed")
    assert (invoicing_settings().issues_automatically, invoicing_settings().issue_since) == (True, date(2026, 2, 1))
    assert Store.objects.get().installed_at == store.installed_at
    assert logged("issues_automatically")[-1] == (False, True, "merchant")
    assert answer(store, "stayed") is None
    assert answer(store, "removed") is None


def test_what_was_off_stays_off_and_what_was_set_meanwhile_stays(store: Store, authorise: Authorise) -> None:
    InvoicingSettings.objects.update(issues_automatically=False, issue_since=date(2026, 2, 1))
    authorise(refuses=401)
    InvoicingSettings.objects.update(issue_since=date(2026, 5, 1))
    answer(store, "stayed")
    assert (invoicing_settings().issues_automatically, invoicing_settings().issue_since) == (False, date(2026, 5, 1))


def test_removed_is_a_reinstallation(store: Store, authorise: Authorise) -> None:
    InvoicingSettings.objects.update(issue_since=date(2026, 2, 1))
    authorise(refuses=401)
    assert answer(store, "removed")
    assert (invoicing_settings().issues_automatically, invoicing_settings().issue_since) == (False, None)
    assert Store.objects.get().installed_at > store.installed_at
    row = Reauthorisation.objects.get()
    assert (row.answer, row.answered_by) == ("removed", "merchant")


def test_a_second_refusal_before_the_answer_keeps_what_held_before_the_first(
    store: Store, authorise: Authorise
) -> None:
    InvoicingSettings.objects.update(issue_since=date(2026, 2, 1))
    authorise(refuses=401)
    first = reauthorisation.question_seen(store)
    authorise(refuses=401)
    assert Reauthorisation.objects.count() == 1
    assert reauthorisation.answer_stayed(store, was_seen=first, by="merchant") is None, (
        "the page is that of the first question"
    )
    assert answer(store, "stayed")
    assert (invoicing_settings().issues_automatically, invoicing_settings().issue_since) == (True, date(2026, 2, 1))
    assert Store.objects.get().installed_at == store.installed_at


def test_after_the_answer_a_refusal_asks_anew(store: Store, authorise: Authorise) -> None:
    for name in ("removed", "stayed"):
        authorise(refuses=401)
        assert answer(store, name)
    assert [row.answer for row in Reauthorisation.objects.order_by("pk")] == ["removed", "stayed"]
    assert not invoicing_settings().issues_automatically, "before the second refusal it was off"


def test_uninstalled_without_an_answer_is_a_removal(store: Store, authorise: Authorise) -> None:
    authorise(refuses=401)
    assert installation_check.uninstall_store(store, seen=Credential.objects.get())
    store.refresh_from_db()
    store = authorise(refuses=401)
    assert (store.status, reauthorisation.unanswered_reauthorisation(store)) == (Store.Status.ACTIVE, None)
    assert Reauthorisation.objects.get().answered_by == SettingsChange.INSTALLATION
    assert not invoicing_settings().issues_automatically


def test_a_second_question_cannot_be_open(store: Store, authorise: Authorise) -> None:
    authorise(refuses=401)
    row = Reauthorisation.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save()
