"""Access to the embedded pages: no data without a session, and only the session's store with one."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from apps.automation.models import Backfill, OrderRecord
from apps.dashboard.models import Archive
from apps.intake.models import Delivery
from apps.invoices.models import Invoice, Mailing, ProviderAccount
from apps.stores import sign_in
from apps.stores.models import InvoicingSettings, Store
from tests.dashboard.conftest import trade_code
from tests.factories import make_store

_WAYS = ("credit", "reissue", "mail", "post")


def held(store: Store, order_id: int) -> OrderRecord:
    return OrderRecord.objects.create(store=store, order_id=order_id, state="held", reasons=[{"code": "no_tax_data"}])


@pytest.mark.django_db
def test_without_a_session_there_is_no_data(client: Client) -> None:
    store = make_store()
    held(store, 4711)
    page = client.get("/")
    assert page.status_code == 200
    assert "4711" not in page.content.decode()
    assert client.get("/settings").status_code == 403
    assert client.get("/?store=alpha").content == page.content


def test_with_a_session_there_is_its_own_data_only(store: Store, signed_in: Callable[[Store], Client]) -> None:
    other = make_store("beta")
    held(store, 4711)
    held(other, 4712)
    page = signed_in(store).get("/?store=beta").content.decode()
    assert "4711" in page
    assert "4712" not in page


def test_what_is_delayed_is_shown_once_with_its_reason(store: Store, signed_in: Callable[[Store], Client]) -> None:
    for number, (place, order_id) in enumerate([(store, 4711), (store, 4711), (make_store("beta"), 4712)]):
        Delivery.objects.create(
            store=place,
            order_id=order_id,
            fingerprint=str(number),
            received_at=timezone.now(),
            error="Jumpseller answered 500.",
        )
    page = signed_in(store).get("/").content.decode()
    assert page.count("4711") == 1
    assert "Jumpseller answered 500." in page
    assert "No orders are held, and none has failed" not in page
    assert "4712" not in page


def test_another_stores_order_cannot_be_touched(
    store: Store, signed_in: Callable[[Store], Client], published: list[tuple[str, int]]
) -> None:
    foreign = held(make_store("beta"), 4712)
    assert signed_in(store).post(f"/orders/{foreign.pk}/again").status_code == 404
    assert signed_in(store).get(f"/orders/{foreign.pk}").status_code == 404
    assert signed_in(store).post(f"/orders/{foreign.pk}/issue", {"seen": "1"}).status_code == 404
    assert published == []


def test_another_stores_document_cannot_be_seen_or_corrected(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    browser, foreign = signed_in(store), sell(make_store("beta"))
    given = {"way": "full", "reason": "Pedido anulado", "seen": "0", "step": "issue", "name": "Otra"}
    for document_id in (foreign.pk, 10**30):
        address = f"/documents/{document_id}"
        assert browser.get(address).status_code == 404
        for way in _WAYS:
            assert browser.post(f"{address}/{way}", given).status_code == 404
    assert foreign.number not in browser.get("/").content.decode()
    assert Invoice.objects.count() == 1


@pytest.mark.django_db
def test_without_a_session_no_document_is_shown_or_issued(client: Client, sell: Callable[..., Invoice]) -> None:
    invoice = sell(make_store())
    address = f"/documents/{invoice.pk}"
    answers = [client.get(address), client.post("/documents/test"), client.post("/documents.xlsx")]
    answers += [client.post(f"{address}/{way}", {"way": "full", "step": "issue"}) for way in _WAYS]
    for answer in answers:
        assert answer.status_code == 403
        assert invoice.number not in answer.content.decode()
    assert Invoice.objects.count() == 1


def test_settings_are_saved_for_the_sessions_store_only(store: Store, signed_in: Callable[[Store], Client]) -> None:
    other = make_store("beta")
    browser = signed_in(store)
    fields = browser.get("/settings").context["form"].initial
    values = {name: "" if value is None else value for name, value in fields.items()}
    assert browser.post("/settings", values | {"seller_name": "Nueva"}).status_code == 302
    assert InvoicingSettings.objects.get(store=store).seller_name == "Nueva"
    assert InvoicingSettings.objects.get(store=other).seller_name == "Tienda beta"


@pytest.mark.parametrize(
    ("field", "value"), [("fallback_tax_rate", "100"), ("invoice_prefix", "F/"), ("invoice_prefix", "NC-")]
)
def test_settings_that_cannot_be_are_refused_beside_their_field(
    store: Store, signed_in: Callable[[Store], Client], field: str, value: str
) -> None:
    browser = signed_in(store)
    fields = browser.get("/settings").context["form"].initial
    values = {name: "" if given is None else given for name, given in fields.items()}
    page = browser.post("/settings", values | {field: value})
    assert page.status_code == 200
    assert page.context["form"].errors


def test_every_page_of_a_store_is_framed_by_that_store_only(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice], settings: Any
) -> None:
    settings.JUMPSELLER_ADMIN_ORIGINS = ["https://{store}.jumpseller.com"]
    browser, document = signed_in(store), sell(store)
    lists = ("/documents", "/documents.csv", "/documents/archives", "/deliveries", "/activity", "/backfill")
    pages = (
        "/",
        "/start",
        "/start/rates",
        "/settings",
        "/settings/taxes",
        "/settings/payments",
        f"/documents/{document.pk}",
        *lists,
    )
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code == 200
        assert _ancestors(answer) == "https://alpha.jumpseller.com"
        assert "X-Frame-Options" not in answer
        assert "no-store" in answer["Cache-Control"]
    browser.handler.enforce_csrf_checks = True
    out_of_date = browser.post("/start/off")
    assert (out_of_date.status_code, _ancestors(out_of_date)) == (403, "https://alpha.jumpseller.com")


@pytest.mark.django_db
def test_what_shows_no_store_is_framed_by_the_admin_of_any_store(client: Client, settings: Any) -> None:
    settings.JUMPSELLER_ADMIN_ORIGINS = ["https://{store}.jumpseller.com"]
    for path in ("/", "/settings", "/signed-out"):
        answer = client.get(path)
        assert _ancestors(answer) == "https://*.jumpseller.com"
        assert "X-Frame-Options" not in answer


def _ancestors(answer: Any) -> str:
    (found,) = re.findall(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
    return str(found)


@pytest.mark.django_db
def test_pages_outside_the_frame_refuse_framing(client: Client) -> None:
    for path in ("/oauth/callback", "/admin/login/", "/health/live"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_changes_need_a_csrf_token(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice]
) -> None:
    browser, document = signed_in(store), f"/documents/{sell(store).pk}"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    delivery = Delivery.objects.create(store=store, order_id=1, fingerprint="1", received_at=timezone.now())
    lists = ("/documents", "/documents.xlsx", "/documents/archives", f"/deliveries/{delivery.pk}/again")
    start = ("/start/seller", "/start/rates", "/start/on", "/start/off", "/settings/preview")
    ends = ("/sign-out", "/sign-out/everywhere")
    ways = (f"{document}/{way}" for way in _WAYS)
    for path in ("/settings", *start, *ends, "/documents/test", *lists, *ways):
        assert strict.post(path, {"seller_name": "X"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["code", "secret", "again"])
def test_a_sign_in_code_is_worth_nothing_without_its_frame_and_works_once(client: Client, wrong: str) -> None:
    trip = sign_in.begin_sign_in(frame_challenge=sign_in._digest("right"))
    back = sign_in.accept_return(state=trip.state, browser_secret=trip.browser_secret)
    code = sign_in.give_code(back, make_store())
    given = {"code": "made up" if wrong == "code" else code, "frame_secret": "other" if wrong == "secret" else "right"}
    assert trade_code(client, origin="https://evil.example", **given).status_code == 403
    first = trade_code(client, **given)
    assert first.status_code == (204 if wrong == "again" else 403)
    assert trade_code(client, **given).status_code == 403


def test_every_address_of_every_object_is_another_stores_404(
    store: Store, signed_in: Callable[[Store], Client], sell: Callable[..., Invoice], published: list[tuple[str, int]]
) -> None:
    """Request all URLs that name an object, as the merchant of another store and without a session."""
    other = make_store("beta")
    ids = _everything_of(other, sell(other))
    published.clear()
    mine, before = signed_in(store), _counts()
    walked = [str(pattern.pattern) for pattern in _flat(get_resolver().url_patterns) if "_id>" in str(pattern.pattern)]
    assert len(walked) >= 12
    for route in walked:
        path = "/" + re.sub(r"<int:(\w+)>", lambda found: str(ids[found[1]]), route)
        for method in ("get", "post"):
            assert getattr(mine, method)(path).status_code in (404, 405), (method, route)
            assert getattr(Client(), method)(path).status_code in (403, 405), (method, route)
        assert 404 in {mine.get(path).status_code, mine.post(path).status_code}, route
    assert (published, _counts()) == ([], before)


def _everything_of(store: Store, document: Invoice) -> dict[str, int]:
    """Return one object of `store` for each parameter of a URL, by the parameter's name."""
    day = document.issue_date
    delivery = Delivery.objects.create(store=store, order_id=1, fingerprint="1", received_at=timezone.now())
    archive = Archive.objects.create(
        store=store, first_day=day, last_day=day, token="t", total=1, last_id=1, state=Archive.State.DONE, parts=1
    )
    account = ProviderAccount.objects.create(
        store=store, provider="scripted", credentials="{}", checked_at=timezone.now(), changed_at=timezone.now()
    )
    backfill = Backfill.objects.create(store=store, first_day=day, last_day=day, stage=Backfill.Stage.LOOKED)
    return {
        "record_id": held(store, 4712).pk,
        "document_id": document.pk,
        "delivery_id": delivery.pk,
        "account_id": account.pk,
        "archive_id": archive.pk,
        "part": 1,
        "backfill_id": backfill.pk,
    }


def _counts() -> list[int]:
    return [model.objects.count() for model in (Invoice, Delivery, Archive, Mailing, ProviderAccount)]


def test_every_address_is_known() -> None:
    """Each new URL must be added here with the decision who may see it."""
    routes = {str(pattern.pattern) for pattern in _flat(get_resolver().url_patterns)}
    assert {route for route in routes if not route.startswith("admin/")} == {
        "",
        "session",
        "sign-out",
        "sign-out/everywhere",
        "signed-out",
        "settings",
        "issuer",
        "issuer/own",
        "issuer/connect/<slug:code>",
        "issuer/accounts/<int:account_id>",
        "issuer/accounts/<int:account_id>/check",
        "issuer/accounts/<int:account_id>/choices",
        "issuer/accounts/<int:account_id>/disconnect",
        "issuer/accounts/<int:account_id>/rehearsal",
        "issuer/accounts/<int:account_id>/switch",
        "settings/logo",
        "settings/payments",
        "settings/taxes",
        "settings/preview",
        "start",
        "start/rates",
        "start/on",
        "start/off",
        "start/<slug:name>",
        "reauthorisation/<slug:name>",
        "orders/<int:record_id>/dismiss",
        "orders/<int:record_id>/absent",
        "orders/<int:record_id>/again",
        "orders/<int:record_id>/exists",
        "orders/<int:record_id>",
        "orders/<int:record_id>/issue",
        "documents",
        "documents.csv",
        "documents.xlsx",
        "documents/archives",
        "documents/archives/<int:archive_id>/<int:part>",
        "backfill",
        "backfill/<int:backfill_id>/confirm",
        "backfill/<int:backfill_id>/cancel",
        "deliveries",
        "deliveries/<int:delivery_id>/again",
        "activity",
        "documents.zip",
        "documents/test",
        "documents/<int:document_id>",
        "documents/<int:document_id>/credit",
        "documents/<int:document_id>/reissue",
        "documents/<int:document_id>/mail",
        "documents/<int:document_id>/post",
        "oauth/install",
        "oauth/callback",
        "webhooks/jumpseller",
        "invoices",
        "d/<token:token>",
        "d/<token:token>.pdf",
        "d/<token:token>/correction",
        "d/<token:token>/check",
        ".well-known/security.txt",
        "health/live",
        "health/ready",
    }


def _flat(patterns: Sequence[Any]) -> list[Any]:
    flat: list[Any] = []
    for pattern in patterns:
        nested = getattr(pattern, "url_patterns", None)
        is_admin = str(getattr(pattern, "pattern", "")) == "admin/"
        flat += [pattern] if nested is None or is_admin else _flat(nested)
    return flat
