"""The character NUL, which PostgreSQL stores in no text: refused in every part of a request, never an error."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver
from django.utils.datastructures import MultiValueDict

from apps.dashboard.settings.form import save_settings
from apps.invoices.models import Invoice
from apps.stores.models import InvoicingSettings, SettingsChange, Store

_NUL = "\0"


def _routes(patterns: Any = None) -> Iterator[str]:
    """Yield Folio's own URLs with a variable part."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = str(pattern.pattern)
        if nested := getattr(pattern, "url_patterns", None):
            yield from () if route == "admin/" else _routes(nested)
        elif "<" in route:
            yield route


@pytest.mark.parametrize("odd", ["%00", "%00" * 32, "a%00", "a" * 31 + "%00", "a" * 32 + "%00", "a" * 32 + "%0A"])
def test_no_address_takes_it(store: Store, signed_in: Callable[[Store], Client], odd: str) -> None:
    browser, routes = signed_in(store), list(_routes())
    assert {"d/<token:token>.pdf", "start/<slug:name>", "orders/<int:record_id>"} <= set(routes)
    for route in routes:
        address = "/" + re.sub(r"<[^>]+>", odd, route)
        for ask in (browser.get, browser.post):
            assert ask(address).status_code == 404, address


@pytest.mark.parametrize("path", ["/d/%00", "/d/%00.pdf", "/d/%00/check", "/d/%00/correction"])
@pytest.mark.django_db
def test_a_link_with_it_opens_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_every_link_that_was_ever_made_opens(client: Client, sell: Callable[..., Invoice], store: Store) -> None:
    """Tokens contain letters, digits, hyphens and underscores, and have had 32 characters since the first document."""
    document = sell(store)
    assert len(document.token) == 32
    assert client.get(f"/d/{document.token}").status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "after=%00", "before=1%00", "kind=%00", "since=%00", "days=%00", "%00=1"])
def test_no_query_takes_it(store: Store, signed_in: Callable[[Store], Client], query: str) -> None:
    browser = signed_in(store)
    for page in ("/", "/documents", "/documents.csv", "/deliveries", "/activity", "/oauth/install", "/oauth/callback"):
        assert browser.get(f"{page}?{query}").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, "folio_sign_in", "django_language"])
def test_no_cookie_takes_it(client: Client, name: str) -> None:
    """A quoted cookie contains it as three octal digits (RFC 2109)."""
    for path in ("/", "/activity", "/oauth/callback?state=x", "/admin/"):
        answer = client.get(path, headers={"Cookie": rf'{name}="\000abcdefghij"'})
        assert answer.status_code == 400
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def _posted(values: dict[str, str]) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted.update(values)
    return posted


def test_no_field_of_a_merchants_form_takes_it(store: Store, signed_in: Callable[[Store], Client]) -> None:
    browser = signed_in(store)
    initial = browser.get("/settings").context["form"].initial
    values = {name: "" if value is None else str(value) for name, value in initial.items()}
    logged = SettingsChange.objects.count()
    for name in values:
        saved = save_settings(store, _posted(values | {name: f"{values[name]}{_NUL}"}), MultiValueDict(), by="")
        assert _NUL not in str(vars(saved.as_far_as_valid()))
    in_all = {name: f"{value}{_NUL}" for name, value in values.items()}
    assert browser.post("/settings", in_all).status_code == 200
    assert browser.post("/settings/preview", in_all).status_code == 200
    assert _NUL not in str(InvoicingSettings.objects.values().get(store=store))
    assert _NUL not in str(list(SettingsChange.objects.values()[logged:]))


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/documents", {"text": _NUL}),
        ("/documents", {"text": f"ana{_NUL}"}),
        ("/documents/archives", {"since": _NUL, "until": _NUL, "kind": _NUL, "first_day": _NUL, "last_day": _NUL}),
        ("/backfill", {"since": _NUL, "until": _NUL, "first_day": _NUL, "last_day": _NUL}),
        ("/start/seller", {"seller_name": _NUL, "seller_tax_id": _NUL}),
        ("/start/rates", {"rate": _NUL}),
        ("/start/on", {"with_waiting": _NUL}),
        ("/session", {"code": _NUL, "frame_secret": _NUL, "frames": _NUL}),
        ("/d/{token}/check", {"hash": _NUL}),
        ("/d/{token}/correction", {"company": _NUL, "tax_id": _NUL, "activity": _NUL, "street": _NUL}),
        ("/documents/{id}/credit", {"way": _NUL, "step": _NUL, "seen": _NUL}),
        (
            "/documents/{id}/credit",
            {"way": "amount", "reason": f"x{_NUL}", "step": "issue", "seen": "0"},
        ),
        ("/documents/{id}/reissue", {"name": _NUL, "country": _NUL, "reason": _NUL, "step": "issue", "seen": _NUL}),
        ("/documents/{id}/mail", {"email": f"a{_NUL}@example.com", "seen": _NUL}),
        ("/admin/login/", {"username": _NUL, "password": _NUL, "next": _NUL}),
    ],
    ids=str,
)
def test_no_other_field_takes_it(
    store: Store,
    signed_in: Callable[[Store], Client],
    sell: Callable[..., Invoice],
    address: str,
    fields: dict[str, str],
) -> None:
    InvoicingSettings.objects.filter(store=store).update(self_service=True)
    document, browser = sell(store), signed_in(store)
    path = address.format(token=document.token, id=document.pk)
    assert browser.post(path, fields).status_code < 500
    assert Invoice.objects.count() == 1
