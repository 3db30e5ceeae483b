"""Accounts pages: the merchant authorises the App, and the App gets its tokens. Errors have Doorkeeper's format."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.sandbox import scopes, state, tokens
from apps.sandbox.answers import as_json
from apps.sandbox.configuration import configuration

_CARRIED = ("client_id", "redirect_uri", "response_type", "scope", "state")
_DESCRIPTIONS = {
    "invalid_client": "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method.",
    "invalid_grant": "The provided authorization grant is invalid, expired, revoked, does not match the redirection "
    "URI used in the authorization request, or was issued to another client.",
    "invalid_request": "The request is missing a required parameter, includes an unsupported parameter value, "
    "or is otherwise malformed.",
    "invalid_token": "The access token is invalid",
    "unsupported_grant_type": "The authorization grant type is not supported by the authorization server.",
}


@require_http_methods(["GET", "POST"])
@xframe_options_deny
def authorize(request: HttpRequest) -> HttpResponse:
    """Show the App and its requested scopes (GET) and apply the merchant's decision (POST)."""
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("client_id") != configuration.client_id:
        return _stop(request, "This app is not known here.")
    if asked.get("redirect_uri") != configuration.redirect_url:
        return _stop(request, "The redirect address is not the one registered for this app.")
    error = _error_in(asked)
    if error:
        return _return_to_app(asked, {"error": error})
    return _decide(asked) if request.method == "POST" else _ask(request, asked)


def _error_in(asked: Mapping[str, str]) -> str:
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    names = asked.get("scope", "").split()
    return "" if names and all(map(scopes.is_known, names)) else "invalid_scope"


def _ask(request: HttpRequest, asked: Mapping[str, str]) -> HttpResponse:
    with state.lock:
        choices = [(store.code, store.name) for store in state.stores.values()]
    context = {
        "app": configuration.app_name,
        "stores": choices,
        "scopes": [(name, scopes.description(name)) for name in asked["scope"].split()],
        "carried": [(name, asked[name]) for name in _CARRIED if name in asked],
    }
    return render(request, "sandbox/authorize.html", context)


def _decide(asked: Mapping[str, str]) -> HttpResponse:
    if asked.get("decision") != "authorize":
        return _return_to_app(asked, {"error": "access_denied"})
    with state.lock:
        if asked.get("store") not in state.stores:
            return _return_to_app(asked, {"error": "invalid_request"})
        code = tokens.issue_code(asked["store"], frozenset(asked["scope"].split()), asked["redirect_uri"])
    return _return_to_app(asked, {"code": code})


def _return_to_app(asked: Mapping[str, str], answer: dict[str, str]) -> HttpResponse:
    carried = {"state": asked["state"]} if "state" in asked else {}
    return HttpResponseRedirect(f"{configuration.redirect_url}?{urlencode(answer | carried)}")


def _stop(request: HttpRequest, message: str) -> HttpResponse:
    return render(request, "sandbox/message.html", {"message": message}, status=400)


@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a code or a refresh token for tokens; the body may be a form (either kind) or JSON."""
    sent = _sent(request)
    if _client(request, sent) != (configuration.client_id, configuration.client_secret):
        return _error("invalid_client", 401)
    try:
        with state.lock:
            return _granted(sent)
    except tokens.InvalidGrantError:
        return _error("invalid_grant", 400)


def _granted(sent: dict[str, str]) -> HttpResponse:
    match sent:
        case {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}:
            grant = tokens.exchange_code(code, redirect_uri)
            state.store(grant.store_code).install()
            return _tokens_of(grant)
        case {"grant_type": "refresh_token", "refresh_token": refresh_token}:
            return _tokens_of(tokens.refresh(refresh_token))
        case {"grant_type": "authorization_code" | "refresh_token"}:
            return _error("invalid_request", 400)
    return _error("unsupported_grant_type" if "grant_type" in sent else "invalid_request", 400)


def _tokens_of(grant: tokens.Grant) -> HttpResponse:
    return _uncached(
        {
            "access_token": grant.access_token,
            "token_type": "bearer",
            "expires_in": tokens.ACCESS_SECONDS,
            "refresh_token": grant.refresh_token,
            "created_at": int(grant.created_at),
        }
    )


@require_GET
def token_info(request: HttpRequest) -> HttpResponse:
    """Return the scopes of the request's Bearer token and its validity in seconds."""
    grant = tokens.find(bearer(request))
    if grant is None or grant.expired:
        return _error("invalid_token", 401)
    return _uncached(
        {
            "resource_owner_id": state.store(grant.store_code).id,
            "scope": sorted(grant.scopes),
            "expires_in": int(grant.expires_at - grant.created_at),
            "application": {"uid": configuration.client_id},
            "created_at": int(grant.created_at),
        }
    )


def bearer(request: HttpRequest) -> str:
    """Return the token in the Authorization header of `request`, empty if there is none."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else ""


def _sent(request: HttpRequest) -> dict[str, str]:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
    except ValueError:
        return {}
    return {key: value for key, value in body.items() if isinstance(value, str)} if isinstance(body, dict) else {}


def _client(request: HttpRequest, sent: dict[str, str]) -> tuple[str, str]:
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return sent.get("client_id", ""), sent.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, secret


def _error(code: str, status: int) -> HttpResponse:
    return _uncached({"error": code, "error_description": _DESCRIPTIONS[code]}, status)


def _uncached(data: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = as_json(data, status)
    answer["Cache-Control"] = "no-store"
    return answer
