"""Installation: proven by OAuth, bound to the browser, repeatable, with advice after every error."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from apps.countries.addresses import UNKNOWN, Address
from apps.stores.models import Credential, InvoicingSettings, SignIn, Store
from tests.platform import Platform

pytestmark = pytest.mark.django_db


def begin(client: Client, **query: str) -> dict[str, str]:
    """Start a sign-in and return the parameters of Jumpseller's authorize page."""
    answer = client.get("/oauth/install", query)
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/oauth/install", "unsafe-none"),
        ("/oauth/callback", "unsafe-none"),
        ("/", "same-origin-allow-popups"),
        ("/settings", "same-origin-allow-popups"),
        ("/d/nothing", "same-origin-allow-popups"),
        ("/admin/login/", "same-origin-allow-popups"),
    ],
)
def test_only_the_sign_in_window_is_tied_to_the_page_that_opened_it(client: Client, path: str, policy: str) -> None:
    assert client.get(path)["Cross-Origin-Opener-Policy"] == policy


def test_the_authorize_page_is_asked_for_what_folio_needs(client: Client) -> None:
    asked = begin(client)
    assert asked["scope"].split() == settings.JUMPSELLER_SCOPES.split()
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"].endswith("/oauth/callback")
    assert len(asked["state"]) >= 32


def test_a_completed_trip_installs_the_store_and_signs_in(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    hooks = platform.serve_hooks("order_paid")
    answer = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    store = Store.objects.get()
    assert (store.code, store.currency, store.country, store.time_zone) == ("alfa", "CLP", "CL", "America/Santiago")
    assert store.hooks_token == "hooks-alfa"
    assert Credential.objects.get().access_token == "access-1"
    assert InvoicingSettings.objects.get().language == "es"
    assert sorted(hooks) == ["order_canceled", "order_paid", "order_updated"]
    assert "Tienda Alfa" in client.get("/").content.decode()


def test_the_session_cookie_lives_in_a_frame_of_another_site(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    platform.serve_hooks()
    answer = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    cookie = answer.cookies["sessionid"].OutputString()
    for attribute in ("HttpOnly", "Secure", "SameSite=None", "Partitioned"):
        assert attribute in cookie


def test_store_info_may_come_without_its_wrapper(client: Client, platform: Platform) -> None:
    bare = {"code": "bare", "name": "", "currency": "EUR", "country": "PT", "timezone": None, "hooks_token": "h"}
    platform.serve_tokens()
    platform.serve_store(answer=bare)
    platform.serve_hooks()
    client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    store = Store.objects.get()
    assert (store.code, store.name, store.time_zone) == ("bare", "bare", "Europe/Lisbon")


def test_installing_again_keeps_settings_and_adds_no_hook(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    hooks = platform.serve_hooks()
    for _ in range(2):
        client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
        InvoicingSettings.objects.update(seller_tax_id="76.123.456-0")
    assert len(hooks) == 3
    assert InvoicingSettings.objects.get().seller_tax_id == "76.123.456-0"


@pytest.mark.parametrize(("country", "rounding"), [("CL", "document"), ("PT", "document"), ("MX", "line")])
def test_a_new_store_rounds_taxes_as_its_country_does(
    client: Client, platform: Platform, country: str, rounding: str
) -> None:
    platform.serve_tokens()
    platform.serve_store(country=country, address={})
    platform.serve_hooks()
    client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert InvoicingSettings.objects.get().tax_rounding == rounding


def test_installing_again_keeps_the_rounding_of_taxes(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    platform.serve_hooks()
    for _ in range(2):
        client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
        InvoicingSettings.objects.update(tax_rounding="line")
    assert InvoicingSettings.objects.get().tax_rounding == "line"


def test_hooks_that_cannot_be_registered_now_are_left_to_the_sweep(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    platform.mock.add("GET", platform.url("hooks.json"), status=500)
    answer = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert answer.status_code == 302
    assert Store.objects.get().hooks_registered_at is None


def test_a_state_works_once(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store()
    platform.serve_hooks()
    state = begin(client)["state"]
    assert client.get("/oauth/callback", {"code": "c", "state": state}).status_code == 302
    assert client.get("/oauth/callback", {"code": "c", "state": state}).status_code == 400


@pytest.mark.parametrize("state", ["", "made up"])
def test_a_state_that_was_never_given_is_refused(client: Client, platform: Platform, state: str) -> None:
    begin(client)
    assert client.get("/oauth/callback", {"code": "c", "state": state}).status_code == 400
    assert not Store.objects.exists()


def test_a_state_belongs_to_its_browser(client: Client, platform: Platform) -> None:
    """Otherwise a stranger could sign a merchant in to the stranger's own store."""
    state = begin(client)["state"]
    assert Client().get("/oauth/callback", {"code": "c", "state": state}).status_code == 400
    assert not Store.objects.exists()


def test_a_state_runs_out(client: Client, platform: Platform) -> None:
    state = begin(client)["state"]
    SignIn.objects.update(started_at="2020-01-01T00:00:00Z")
    assert client.get("/oauth/callback", {"code": "c", "state": state}).status_code == 400


def test_a_merchant_who_denies_is_told_so(client: Client, platform: Platform) -> None:
    answer = client.get("/oauth/callback", {"error": "access_denied", "state": begin(client)["state"]})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "nothing was installed" in page
    assert 'href="/oauth/install"' in page


@pytest.mark.parametrize(
    "answer", [{"status": 400, "json": {"error": "invalid_grant"}}, {"status": 500, "body": "<html>"}]
)
def test_a_failed_exchange_shows_a_plain_page(client: Client, platform: Platform, answer: dict[str, object]) -> None:
    platform.mock.add("POST", platform.token_url, **answer)  # type: ignore[arg-type]
    page = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert page.status_code == 400
    assert "Try again" in page.content.decode()


@pytest.mark.parametrize(
    ("country", "code", "expected"),
    [("CL", "ES", "CL"), ("pt", None, "PT"), ("Chile", None, "CL"), ("España", "", "ES"), ("?", "br", "BR")],
)
def test_the_country_is_understood_as_code_or_name(
    client: Client, platform: Platform, country: str, code: str | None, expected: str
) -> None:
    platform.serve_tokens()
    platform.serve_store(country=country, address={"country_code": code})
    platform.serve_hooks()
    client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert Store.objects.get().country == expected


def test_the_stores_address_is_kept_in_parts_and_as_its_country_prints_it(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    place = {"address": "Av. Uno 1", "city": "Talca", "postal": "346", "region": "Maule", "country_code": "CL"}
    platform.serve_store(address=place)
    platform.serve_hooks()
    client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    seller = InvoicingSettings.objects.get().seller
    assert seller.seller_parts == Address(street="Av. Uno 1", city="Talca", postcode="346", region="Maule")
    assert seller.seller_address == "Av. Uno 1\n346 Talca\nMaule"


def test_an_address_that_is_too_long_for_its_parts_is_kept_as_text(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store(address={"address": "x" * 201, "city": "Talca"})
    platform.serve_hooks()
    client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    seller = InvoicingSettings.objects.get().seller
    assert (seller.seller_parts, seller.seller_address) == (UNKNOWN, "x" * 201 + "\nTalca")


def test_a_country_that_is_none_is_not_guessed(client: Client, platform: Platform) -> None:
    platform.serve_tokens()
    platform.serve_store(country="Chilena", address=None)
    page = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert "country" in page.content.decode()
    assert not Store.objects.exists()


@pytest.mark.parametrize("missing", ["code", "currency", "hooks_token"])
def test_a_store_that_tells_too_little_is_not_installed(client: Client, platform: Platform, missing: str) -> None:
    platform.serve_tokens()
    platform.serve_store(**{missing: None})
    page = client.get("/oauth/callback", {"code": "c", "state": begin(client)["state"]})
    assert page.status_code == 400
    assert missing in page.content.decode()
    assert not Store.objects.exists()
