"""The merchant's session: its key rotates, it expires in time, and an ended sign-in opens no session."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from apps.stores import installation_check, sessions, sign_in
from apps.stores.models import Credential, InvoicingSettings, SettingsChange, SignIn, Store
from tests.dashboard.conftest import trade_code
from tests.factories import make_store

Browser = Callable[[Store], Client]
_COOKIE = settings.SESSION_COOKIE_NAME


def key_of(browser: Client) -> str:
    return browser.cookies[_COOKIE].value


def is_in(browser: Client) -> bool:
    return browser.get("/activity").status_code == 200


def with_key(key: str) -> Client:
    browser = Client()
    browser.cookies[_COOKIE] = key
    return browser


def let_key_age(browser: Client) -> str:
    """Make the key of the session of `browser` half an hour older and return it."""
    session = browser.session
    session["key_since"] -= sessions._KEY_LIFE.total_seconds()
    session.save()
    return key_of(browser)


def test_a_key_that_was_used_for_a_while_is_replaced_and_opens_for_a_moment_more(
    store: Store, signed_in: Browser
) -> None:
    browser = signed_in(store)
    first = key_of(browser)
    assert is_in(browser)
    assert key_of(browser) == first
    let_key_age(browser)
    assert is_in(browser)
    second = key_of(browser)
    assert second != first
    assert is_in(with_key(first))
    old = Session.objects.filter(pk=first)
    assert old.get().expire_date <= timezone.now() + sessions._GRACE
    old.update(expire_date=timezone.now())
    assert not is_in(with_key(first))
    assert is_in(browser)
    assert key_of(browser) == second


def test_the_moment_of_an_old_key_is_not_made_longer_by_using_it(store: Store, signed_in: Browser) -> None:
    browser = signed_in(store)
    first = let_key_age(browser)
    assert is_in(browser)
    ends = Session.objects.get(pk=first).expire_date
    assert is_in(with_key(first))
    assert Session.objects.get(pk=first).expire_date == ends


def test_an_old_key_that_is_used_in_its_moment_is_not_kept_alive_and_leads_to_no_other(
    store: Store, signed_in: Browser
) -> None:
    browser = signed_in(store)
    first = let_key_age(browser)
    assert is_in(browser)
    late = with_key(first)
    assert late.post("/documents", {"text": "ana"}).status_code == 302
    assert Session.objects.get(pk=first).expire_date <= timezone.now() + sessions._GRACE
    assert is_in(late)
    assert key_of(late) == first
    assert is_in(browser)


def test_what_a_page_asks_for_in_the_background_leaves_the_key_alone(store: Store, signed_in: Browser) -> None:
    browser = signed_in(store)
    first = let_key_age(browser)
    assert browser.get("/activity", headers={"Sec-Fetch-Mode": "cors"}).status_code == 200
    assert key_of(browser) == first


def test_a_form_that_was_shown_before_the_key_changed_is_taken(store: Store, signed_in: Callable[..., Client]) -> None:
    browser = signed_in(store)
    browser.handler.enforce_csrf_checks = True
    token = browser.get("/activity").context["csrf_token"]
    let_key_age(browser)
    assert is_in(browser)
    assert browser.post("/sign-out", {"csrfmiddlewaretoken": str(token)}).status_code == 302


def test_a_session_ends_after_its_time_however_much_it_is_used(store: Store, signed_in: Browser) -> None:
    browser = signed_in(store)
    let_key_age(browser)
    assert is_in(browser)
    SignIn.objects.update(returned_at=timezone.now() - sessions.LONGEST + timedelta(minutes=1))
    assert is_in(browser)
    SignIn.objects.update(returned_at=timezone.now() - sessions.LONGEST)
    assert not is_in(browser)


def test_signing_out_ends_this_session_under_each_of_its_keys_and_no_other(store: Store, signed_in: Browser) -> None:
    browser, other = signed_in(store), signed_in(store)
    first = let_key_age(browser)
    assert is_in(browser)
    second = key_of(browser)
    page = browser.post("/sign-out", follow=True)
    assert page.redirect_chain == [("/signed-out", 302)]
    assert "You are signed out." in page.content.decode()
    assert not any(map(is_in, (browser, with_key(first), with_key(second))))
    assert is_in(other)
    assert "You are signed out." not in browser.get("/").content.decode()


def test_signing_out_everywhere_ends_the_sessions_of_this_store_only(store: Store, signed_in: Browser) -> None:
    browser, other, neighbour = signed_in(store), signed_in(store), signed_in(make_store("beta"))
    assert browser.post("/sign-out/everywhere").status_code == 302
    assert not is_in(browser)
    assert not is_in(other)
    assert is_in(neighbour)
    assert is_in(signed_in(store))


def test_a_code_that_was_not_traded_yet_is_ended_with_the_sessions(store: Store, client: Client) -> None:
    trip = sign_in.begin_sign_in(frame_challenge=sign_in._digest("right"))
    back = sign_in.accept_return(state=trip.state, browser_secret=trip.browser_secret)
    code = sign_in.give_code(back, store)
    sessions.end_all(store)
    trade_code(client, code=code, frame_secret="right")
    assert not is_in(client)


def test_the_sessions_of_a_store_that_is_uninstalled_end(store: Store, signed_in: Browser) -> None:
    browser, neighbour = signed_in(store), signed_in(make_store("beta"))
    assert installation_check.uninstall_store(store, seen=Credential.objects.get(store=store))
    assert not is_in(browser)
    assert is_in(neighbour)


def test_without_a_session_there_is_nothing_to_sign_out_of(client: Client, store: Store, signed_in: Browser) -> None:
    browser = signed_in(store)
    for address in ("/sign-out", "/sign-out/everywhere"):
        assert client.post(address).status_code == 403
        assert browser.get(address).status_code == 405
    assert is_in(browser)
    assert browser.get("/signed-out")["Location"] == "/"


def test_changes_of_one_sign_in_stay_together_when_the_key_changes(store: Store, signed_in: Browser) -> None:
    browser = signed_in(store)
    fields = browser.get("/settings").context["form"].initial
    values: dict[str, Any] = {name: "" if value is None else value for name, value in fields.items()}
    for name in ("Primera", "Segunda"):
        assert browser.post("/settings", values | {"seller_name": name}).status_code == 302
        let_key_age(browser)
        assert is_in(browser)
    other = signed_in(store)
    assert other.post("/settings", values | {"seller_name": "Tercera"}).status_code == 302
    first, second, third = (
        SettingsChange.objects.filter(field="seller_name").order_by("pk").values_list("by", flat=True)
    )
    assert first == second != third


@pytest.mark.parametrize("address", ["/settings", "/settings/preview", "/start/seller", "/orders/1/issue"])
def test_a_form_that_is_sent_after_the_session_ended_leads_to_the_sign_in_page_in_the_frame(
    store: Store, signed_in: Callable[..., Client], address: str
) -> None:
    browser = signed_in(store, headers={"Accept-Language": "en"})
    browser.handler.enforce_csrf_checks = True
    sent = {"csrfmiddlewaretoken": str(browser.get("/activity").context["csrf_token"])}
    assert browser.post("/sign-out", sent).status_code == 302
    page = browser.post(address, sent)
    assert page.status_code == 403
    assert "You are signed out, so nothing was saved." in page.content.decode()
    assert "X-Frame-Options" not in page.headers
    assert settings.JUMPSELLER_ADMIN_ORIGINS[0] in page.headers["Content-Security-Policy"]
    part = browser.post(address, sent, headers={"HX-Request": "true"})
    assert (part.status_code, "You are signed out" in part.content.decode()) == (200, True)


def test_a_form_of_another_session_does_nothing_and_says_so(store: Store, signed_in: Callable[..., Client]) -> None:
    browser, other = (signed_in(store, headers={"Accept-Language": "en"}) for _ in range(2))
    browser.handler.enforce_csrf_checks = True
    browser.get("/activity")
    sent = {"csrfmiddlewaretoken": str(other.get("/activity").context["csrf_token"])}
    page = browser.post("/start/off", sent)
    assert (page.status_code, "nothing was changed" in page.content.decode()) == (403, True)
    assert InvoicingSettings.objects.get(store=store).issues_automatically


def test_forms_of_others_are_refused_as_ever(store: Store) -> None:
    page = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert (page.status_code, page.headers["X-Frame-Options"]) == (403, "DENY")
