"""Pages that may frame Folio, and the operator's report of refused ones. On the real Redis."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import redis
from django.conf import settings as configured
from django.test import Client

from apps.stores import frames, sign_in
from apps.stores.models import Store
from tests.factories import make_store

_ADMIN, _SHOP = "https://admin.example", "https://{store}.jumpseller.com"
_IN_FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}


@pytest.fixture(autouse=True)
def _named(settings: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Set the admin's origins as an operator does, and use separate Redis keys for this test."""
    settings.JUMPSELLER_ADMIN_ORIGINS = [_ADMIN, _SHOP]
    keys = [f"test:{request.node.name}:{name}" for name in ("session", "none")]
    monkeypatch.setattr(frames, "_KEY", keys[0])
    monkeypatch.setattr(frames, "_KEY_WITHOUT_SESSION", keys[1])
    broker = frames._redis()
    broker.delete(*keys)
    yield
    broker.delete(*keys)


def store_with(code: str) -> Store:
    return Store(code=code)


def ask(client: Client, page: str, **more: str) -> list[str]:
    """Let `page` frame Folio's home page and return the origins refused so far."""
    client.get("/", headers=_IN_FRAME | {"Referer": f"{page}/"} | more)
    return [frame.origin for frame in frames.refused_frames()]


@pytest.fixture
def merchant(store: Store) -> Client:
    """Return a client that is signed in to the store alpha."""
    client = Client()
    assert trade(client, store).status_code == 204
    return client


def trade(client: Client, store: Store, **more: str) -> Any:
    trip = sign_in.begin_sign_in(frame_challenge=sign_in._digest("secret"))
    back = sign_in.accept_return(state=trip.state, browser_secret=trip.browser_secret)
    given = {"code": sign_in.give_code(back, store), "frame_secret": "secret"}
    form = urlencode(given | more)
    headers = {"Origin": configured.APP_URL}
    return client.post("/session", form, content_type="application/x-www-form-urlencoded", headers=headers)


def test_a_stores_pages_are_framed_by_its_own_origin_and_those_that_are_named() -> None:
    assert frames.frame_ancestors(store_with("own-shop")) == [_ADMIN, "https://own-shop.jumpseller.com"]
    assert frames.frame_ancestors(store_with("Own-Shop")) == [_ADMIN, "https://own-shop.jumpseller.com"]
    assert frames.frame_ancestors(None) == [_ADMIN, "https://*.jumpseller.com"]


@pytest.mark.parametrize(
    "code", ["*", "", "a b", "a;script-src *", "a.b", "x.evil.com/", "-a", "a-", "a_b", "ñ", "a\n", "a" * 64, "'self'"]
)
def test_a_code_that_is_no_label_of_a_host_never_reaches_the_header(code: str, settings: Any) -> None:
    assert frames.frame_ancestors(store_with(code)) == [_ADMIN]
    settings.JUMPSELLER_ADMIN_ORIGINS = [_SHOP]
    assert frames.frame_ancestors(store_with(code)) == ["'none'"]


def test_a_port_that_is_named_stays(settings: Any) -> None:
    settings.JUMPSELLER_ADMIN_ORIGINS = ["http://{store}.jumpseller.localhost:8100"]
    assert frames.frame_ancestors(store_with("a")) == ["http://a.jumpseller.localhost:8100"]
    assert frames.frame_ancestors(None) == ["http://*.jumpseller.localhost:8100"]


@pytest.mark.parametrize(
    ("page", "is_refused"),
    [
        ("https://alpha.jumpseller.com", False),
        (_ADMIN, False),
        ("https://beta.jumpseller.com", True),
        ("https://jumpseller.com", True),
        ("http://alpha.jumpseller.com", True),
        ("https://alpha.jumpseller.com:8443", True),
        ("https://alpha.jumpseller.com.evil.example", True),
        (configured.APP_URL, False),
        (configured.JUMPSELLER_ACCOUNTS_URL, False),
    ],
)
def test_a_page_that_may_not_frame_a_signed_in_store_is_noted(merchant: Client, page: str, is_refused: bool) -> None:
    assert ask(merchant, page) == ([page] if is_refused else [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "is_refused"),
    [
        ("https://any-shop.jumpseller.com", False),
        ("https://www.jumpseller.cl", True),
        ("https://jumpseller.com", True),
        ("https://evil.example/?jumpseller.com", True),
    ],
)
def test_without_a_session_any_stores_own_origin_may_frame(client: Client, page: str, is_refused: bool) -> None:
    found = ask(client, page)
    assert found == ([page.split("/?")[0]] if is_refused else [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Referer": ""},
        {"Referer": "about:client"},
        {"Referer": "https://" + "a" * 400},
        {"Referer": "https://user@evil.example/"},
        {"Referer": "https://evil.example;script-src/"},
    ],
)
def test_what_is_no_frame_or_no_origin_is_not_noted(merchant: Client, headers: dict[str, str]) -> None:
    assert ask(merchant, "https://other.example", **headers) == []


def test_the_admins_own_origin_stands_out_by_its_stores(merchant: Client) -> None:
    ask(merchant, "https://evil-shop.jumpseller.com")
    ask(merchant, "https://www.jumpseller.cl")
    other = Client()
    assert trade(other, make_store("beta")).status_code == 204
    ask(other, "https://www.jumpseller.cl")
    ask(Client(), "https://somebody.example")
    assert [(frame.origin, frame.stores, frame.is_like_a_shop) for frame in frames.refused_frames()] == [
        ("https://www.jumpseller.cl", 2, False),
        ("https://evil-shop.jumpseller.com", 1, True),
        ("https://somebody.example", 0, False),
    ]


@pytest.mark.django_db
def test_what_anybody_sends_is_bounded_and_pushes_nothing_out(
    merchant: Client, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(frames, "_MOST", 5)
    ask(merchant, "https://www.jumpseller.cl")
    for number in range(20):
        ask(client, f"https://n{number}.example")
    found = frames.refused_frames()
    assert found[0].origin == "https://www.jumpseller.cl"
    assert [frame.origin for frame in found[1:]] == [f"https://n{number}.example" for number in range(19, 14, -1)]
    assert 0 < frames._redis().ttl(frames._KEY_WITHOUT_SESSION) <= 30 * 24 * 3600


@pytest.mark.parametrize(
    ("pages", "status"),
    [
        ("", 204),
        ("https://alpha.jumpseller.com", 204),
        ("https://alpha.jumpseller.com https://admin.example", 204),
        ("https://evil-shop.jumpseller.com", 409),
        ("https://alpha.jumpseller.com https://evil-shop.jumpseller.com", 409),
        ("null", 204),
    ],
)
def test_no_session_is_opened_in_a_frame_that_may_not_show_it(store: Store, pages: str, status: int) -> None:
    client = Client()
    assert trade(client, store, frames=pages).status_code == status
    assert (client.get("/activity").status_code == 200) is (status == 204)
    found = [(frame.origin, frame.stores) for frame in frames.refused_frames()]
    assert found == ([("https://evil-shop.jumpseller.com", 1)] if status == 409 else [])


def test_without_redis_pages_are_shown_all_the_same(
    merchant: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = redis.Redis.from_url("redis://127.0.0.1:1/0")
    monkeypatch.setattr(frames, "_redis", lambda: away)
    answer = merchant.get("/", headers=_IN_FRAME | {"Referer": "https://evil-shop.jumpseller.com/"})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["sessionid", "__Host-sessionid"])
def test_the_session_cookie_may_carry_the_prefix_for_hosts(store: Store, settings: Any, name: str) -> None:
    settings.SESSION_COOKIE_NAME = name
    client = Client()
    cookie = trade(client, store).cookies[name]
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["partitioned"]) == (True, "/", "", True)
    assert client.get("/activity").status_code == 200
