"""Installing an App and refreshing its tokens."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from config.local.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox, hidden_fields

from .conftest import Client

ASKED = {"client_id": CLIENT_ID, "response_type": "code", "scope": "read_store read_orders", "state": "a b&c"}


def ask(sandbox: Sandbox, **changes: str) -> requests.Response:
    asked = ASKED | {"redirect_uri": f"{sandbox.app_url}/oauth/callback"} | changes
    return sandbox.session.get(f"{sandbox.base_url}/oauth/authorize", params=asked, allow_redirects=False, timeout=30)


def decide(sandbox: Sandbox, store: str, decision: str) -> tuple[str, dict[str, list[str]]]:
    form = hidden_fields(ask(sandbox).text) | {"store": store, "decision": decision}
    url = f"{sandbox.base_url}/oauth/authorize"
    location = sandbox.session.post(url, data=form, allow_redirects=False, timeout=30).headers["Location"]
    return location.partition("?")[0], parse_qs(urlsplit(location).query)


def exchange(sandbox: Sandbox, code: str, **changes: str) -> requests.Response:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{sandbox.app_url}/oauth/callback"}
    return sandbox.token(**fields | changes)


def test_authorize_page_names_stores_and_scopes_and_refuses_frames(sandbox: Sandbox, store: str) -> None:
    page = ask(sandbox)
    assert page.status_code == 200
    assert page.headers["X-Frame-Options"] == "DENY"
    assert f'<option value="{store}">' in page.text
    assert "read_store" in page.text
    assert "Read orders, their history and their documents" in page.text


def test_authorizing_returns_a_code_and_the_state(sandbox: Sandbox, store: str) -> None:
    address, answer = decide(sandbox, store, "authorize")
    assert address == f"{sandbox.app_url}/oauth/callback"
    assert answer["state"] == ["a b&c"]
    assert len(answer["code"][0]) > 30


def test_denying_returns_an_error_and_the_state(sandbox: Sandbox, store: str) -> None:
    assert decide(sandbox, store, "deny")[1] == {"error": ["access_denied"], "state": ["a b&c"]}


@pytest.mark.parametrize("field", ["client_id", "redirect_uri"])
def test_what_is_not_registered_is_not_redirected_to(sandbox: Sandbox, field: str) -> None:
    answer = ask(sandbox, **{field: "http://elsewhere.example/oauth/callback"})
    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"response_type": "token"}, "unsupported_response_type"), ({"scope": "read_minds"}, "invalid_scope")],
)
def test_wrong_requests_return_to_the_app(sandbox: Sandbox, changes: dict[str, str], error: str) -> None:
    answer = ask(sandbox, **changes)
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["error"] == [error]


def test_tokens_have_the_documented_fields(sandbox: Sandbox, store: str) -> None:
    tokens = exchange(sandbox, sandbox.authorize(store)).json()
    assert tokens.keys() == {"access_token", "token_type", "expires_in", "refresh_token", "created_at"}
    assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 3600)


def test_a_code_works_once(sandbox: Sandbox, store: str) -> None:
    code = sandbox.authorize(store)
    assert exchange(sandbox, code).status_code == 200
    again = exchange(sandbox, code)
    assert again.status_code == 400
    assert again.json()["error"] == "invalid_grant"


def test_a_code_belongs_to_its_redirect_address(sandbox: Sandbox, store: str) -> None:
    answer = exchange(sandbox, sandbox.authorize(store), redirect_uri="http://elsewhere.example/oauth/callback")
    assert answer.json()["error"] == "invalid_grant"


def test_a_wrong_secret_is_refused(sandbox: Sandbox, store: str) -> None:
    answer = exchange(sandbox, sandbox.authorize(store), client_secret="wrong")
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"
    assert answer.json()["error_description"]


def test_refreshing_rotates_and_the_old_tokens_die(sandbox: Sandbox, client: Client) -> None:
    new = sandbox.token(grant_type="refresh_token", refresh_token=client.tokens["refresh_token"]).json()
    assert new["refresh_token"] != client.tokens["refresh_token"]
    assert client.call("GET", "orders.json").status_code == 401
    assert Client(sandbox, client.store, new).get("orders.json") == []
    again = sandbox.token(grant_type="refresh_token", refresh_token=client.tokens["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("form", ["json", "data", "files"])
def test_token_bodies_may_be_json_or_either_form(sandbox: Sandbox, client: Client, form: str) -> None:
    fields: dict[str, str] = {"grant_type": "refresh_token", "refresh_token": client.tokens["refresh_token"]}
    fields |= {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    parts = {name: (None, value) for name, value in fields.items()}
    body: dict[str, Any] = {form: parts if form == "files" else fields}
    assert sandbox.session.post(f"{sandbox.base_url}/oauth/token", timeout=30, **body).status_code == 200


def test_the_client_may_authenticate_by_basic(sandbox: Sandbox, client: Client) -> None:
    fields = {"grant_type": "refresh_token", "refresh_token": client.tokens["refresh_token"]}
    url = f"{sandbox.base_url}/oauth/token"
    assert sandbox.session.post(url, data=fields, auth=(CLIENT_ID, CLIENT_SECRET), timeout=30).status_code == 200


def test_an_unknown_grant_type_is_named(sandbox: Sandbox) -> None:
    assert sandbox.token(grant_type="password").json()["error"] == "unsupported_grant_type"


def test_token_info_lists_the_scopes(sandbox: Sandbox, store: str) -> None:
    tokens = sandbox.install(store, "read_orders read_store")
    url = f"{sandbox.base_url}/oauth/token/info"
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    info = sandbox.session.get(url, headers=headers, timeout=30).json()
    assert info["scope"] == ["read_orders", "read_store"]
    assert sandbox.session.get(url, timeout=30).status_code == 401


def test_uninstalling_ends_tokens_and_hooks(sandbox: Sandbox, client: Client) -> None:
    client.listen(f"{sandbox.base_url}/_control/health", "order_paid")
    sandbox.uninstall(client.store)
    assert client.call("GET", "orders.json").status_code == 401
    refresh = sandbox.token(grant_type="refresh_token", refresh_token=client.tokens["refresh_token"])
    assert refresh.json()["error"] == "invalid_grant"
    assert sandbox.store(client.store)["hooks"] == []
