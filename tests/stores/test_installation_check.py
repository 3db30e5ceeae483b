"""The check whether Folio is installed: by Jumpseller's answers or its refusals, and reinstallation without a loss."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
import responses
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.core.work import Work
from apps.intake.models import Delivery
from apps.invoices.models import Invoice, Posting, Rendering
from apps.invoices.renditions import pdf_store
from apps.jumpseller.client import Forbidden
from apps.stores import installation_check, reauthorisation, tokens, webhook_tokens
from apps.stores.models import Credential, Installation, InvoicingSettings, SettingsChange, Store
from config.local.sandbox import Sandbox
from tests.factories import make_store, order
from tests.platform import Platform
from tests.sandbox.launching import start_sandbox
from tests.stores.test_install import begin

Issue = Callable[..., Invoice]


def tell(platform: Platform, *, installed: bool | None, **options: Any) -> None:
    """Let the platform answer about the App and its billing."""
    app = platform.url("apps/folio/")
    status = {"json": {"app_code": "folio", "installed": installed, "subscription_plan": "Pro"}} | options
    platform.mock.upsert(responses.GET, f"{app}install_status.json", **status)
    dates = {"billing_start": "2026-11-01", "billing_end": "2026-11-30"}
    platform.mock.upsert(responses.GET, f"{app}billing_cycle_dates.json", json=dates)
    orders = {"billable_orders": [{"id": 1}], "free_orders": [{"id": 2}, {"id": 3}]}
    platform.mock.upsert(responses.GET, f"{app}billing_cycle_orders.json", json=orders)


def look(store: Store) -> Installation:
    """Run the store's check now and return its row."""
    installation_check.prepare_checks(Store.objects.all())
    Installation.objects.filter(store=store).update(due_at=timezone.now())
    installation_check.check_installation(Installation.objects.get(store=store).pk)
    store.refresh_from_db()
    return Installation.objects.get(store=store)


def test_what_jumpseller_tells_is_kept_for_operators(store: Store, platform: Platform, admin_client: Client) -> None:
    tell(platform, installed=True)
    found = look(store)
    assert (found.installed, found.plan, found.billing_end) == (True, "Pro", "2026-11-30")
    assert (found.billable_orders, found.free_orders) == (1, 2)
    assert found.due_at > timezone.now() + timedelta(hours=23)
    page = admin_client.get(f"/admin/stores/store/{store.pk}/change/").content.decode()
    assert "2026-11-30" in page
    assert "hooks-alpha" not in page


def test_told_twice_that_it_is_removed_folio_stops_and_wipes_its_secrets(store: Store, platform: Platform) -> None:
    waiting = Delivery.objects.create(store=store, event="order_paid", fingerprint="1", received_at=timezone.now())
    tell(platform, installed=False)
    look(store)
    assert store.status == Store.Status.ACTIVE
    look(store)
    assert store.status == Store.Status.UNINSTALLED
    assert not Credential.objects.exists()
    assert webhook_tokens.valid_tokens(store) == []
    assert not Delivery.objects.filter(Delivery.is_due(timezone.now() + timedelta(days=3650)), pk=waiting.pk).exists()
    with pytest.raises(tokens.Uninstalled):
        tokens.call_platform(store, lambda client: client.store_info())
    store.refresh_from_db()
    assert store.status == Store.Status.UNINSTALLED


def test_an_app_code_that_jumpseller_does_not_know_uninstalls_nobody(store: Store, platform: Platform) -> None:
    tell(platform, installed=None, status=404, json={"message": "Not Found"})
    platform.serve_store()
    for _ in range(3):
        assert look(store).installed is None
    assert store.status == Store.Status.ACTIVE


def test_a_store_that_forbids_everything_needs_authorisation(store: Store, platform: Platform) -> None:
    tell(platform, installed=None, status=403, json={"message": "Forbidden"})
    platform.mock.add(responses.GET, platform.url("store/info.json"), status=403, json={"message": "Forbidden"})
    look(store)
    assert store.status == Store.Status.NEEDS_AUTHORISATION


def test_a_forbidden_call_asks_for_a_look_now_and_then(store: Store, platform: Platform) -> None:
    tell(platform, installed=True)
    look(store)
    platform.fail_order(5, 403)
    for since, is_due in ((timedelta(minutes=1), False), (timedelta(hours=1), True)):
        Installation.objects.update(finished_at=timezone.now() - since)
        with pytest.raises(Forbidden):
            tokens.call_platform(store, lambda client: client.order(5))
        assert Installation.objects.filter(Work.is_due(timezone.now())).exists() is is_due


def test_refused_tokens_keep_the_work_waiting_for_a_month(store: Store, platform: Platform) -> None:
    Credential.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    platform.serve_tokens(status=400, json={"error": "invalid_grant"})
    look(store)
    assert store.status == Store.Status.NEEDS_AUTHORISATION
    Store.objects.update(status_since=timezone.now() - installation_check.PATIENCE + timedelta(hours=1))
    look(store)
    assert Credential.objects.exists()
    Store.objects.update(status_since=timezone.now() - installation_check.PATIENCE - timedelta(hours=1))
    look(store)
    assert (store.status, Credential.objects.exists()) == (Store.Status.UNINSTALLED, False)


def test_a_merchant_who_came_back_meanwhile_is_not_uninstalled(store: Store) -> None:
    seen = Credential.objects.get(store=store)
    Credential.objects.get(store=store).save()
    assert not installation_check.uninstall_store(store, seen=seen)
    assert not installation_check.uninstall_store(store, seen=None)
    assert Credential.objects.exists()


def test_an_uninstalled_store_lets_nobody_sign_with_an_empty_key(store: Store, client: Client) -> None:
    installation_check.uninstall_store(store, seen=Credential.objects.get(store=store))
    body = json.dumps({"order": order()}, default=float).encode()
    # Any client can compute the HMAC-SHA256 of the body under the empty key.
    signature = base64.b64encode(hmac.new(b"", body, hashlib.sha256).digest()).decode()
    headers = {"Jumpseller-Store-Code": store.code, "Jumpseller-Event": "order_paid"}
    answer = client.post(
        "/webhooks/jumpseller",
        body,
        content_type="application/json",
        headers=headers | {"Jumpseller-Hmac-Sha256": signature},
    )
    assert answer.status_code == 401


def test_what_is_issued_is_rendered_and_stays_at_its_link(store: Store, issue: Issue, client: Client) -> None:
    rendered, waiting = issue(store), issue(store)
    pdf_store.make_sure(rendered.pk)
    installation_check.uninstall_store(store, seen=Credential.objects.get(store=store))
    assert {row.due_at.year for row in Posting.objects.all()} == {9999}
    pdf_store.render_and_store(waiting.rendering.pk)
    assert Rendering.objects.get(invoice=waiting).state == Rendering.State.DONE
    for document in (rendered, waiting):
        assert client.get(f"/d/{document.token}").status_code == 200
        assert client.get(f"/d/{document.token}.pdf").content.startswith(b"%PDF")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with start_sandbox(webhook_time_scale=0.0001) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, settings: Settings) -> Sandbox:
    """Return the sandbox whose API and accounts pages Folio uses."""
    settings.JUMPSELLER_API_URL = running.api_url
    settings.JUMPSELLER_ACCOUNTS_URL = running.base_url
    settings.APP_URL = running.app_url
    running.set_limits(per_second=1000, per_minute=10_000)
    return running


def install(sandbox: Sandbox, code: str) -> Store:
    """Install Folio through its views and the sandbox's OAuth."""
    browser = Client()
    state = begin(browser)["state"]
    answer = browser.get("/oauth/callback", {"code": sandbox.authorize(code), "state": state})
    assert answer.status_code == 302, answer.content
    return Store.objects.get(code=code)


@pytest.mark.django_db
def test_installing_again_continues_series_and_settings(sandbox: Sandbox, issue: Issue) -> None:
    sandbox.create_store("gone-and-back")
    store = install(sandbox, "gone-and-back")
    InvoicingSettings.objects.filter(store=store).update(
        invoice_prefix="ALFA-", seller_name="Alfa SpA", issue_since="2026-01-01", issues_automatically=True
    )
    first = issue(store)
    pdf_store.make_sure(first.pk)
    Store.objects.update(installed_at=timezone.now() - timedelta(days=90))
    assert look(store).installed is True
    sandbox.uninstall("gone-and-back", keep_tokens=True)
    look(store)
    assert look(store).installed is False
    assert store.status == Store.Status.UNINSTALLED
    assert Posting.objects.get().due_at.year == 9999
    again = install(sandbox, "gone-and-back")
    assert (again.pk, again.status) == (store.pk, Store.Status.ACTIVE)
    assert again.installed_at > timezone.now() - timedelta(minutes=5)
    assert Posting.objects.get().due_at <= timezone.now()
    # Sales of the time without Folio have documents from elsewhere, regardless of an earlier start day.
    assert InvoicingSettings.objects.get(store=again).issue_since is None
    # No document is issued by old settings before the merchant has reviewed them.
    assert not InvoicingSettings.objects.get(store=again).issues_automatically
    assert SettingsChange.objects.get(store=again, field="issue_since").by == SettingsChange.INSTALLATION
    assert look(again).installed is True
    second = issue(again)
    assert (first.number, second.number, second.seller_name) == ("ALFA-000001", "ALFA-000002", "Alfa SpA")
    # The seal of the first document's PDF is between those of the documents.
    assert second.seal.previous == first.rendition.seal.sha256
    assert first.rendition.seal.previous == first.seal.sha256


@pytest.mark.django_db
def test_installed_again_between_the_two_looks_the_merchant_is_asked(sandbox: Sandbox) -> None:
    """The platform has answered once that Folio is removed, its tokens are valid, and no second check has run."""
    sandbox.create_store("back-at-once")
    store = install(sandbox, "back-at-once")
    InvoicingSettings.objects.filter(store=store).update(issues_automatically=True)
    sandbox.uninstall("back-at-once", keep_tokens=True)
    assert look(store).installed is False
    assert store.status == Store.Status.ACTIVE
    again = install(sandbox, "back-at-once")
    assert reauthorisation.unanswered_reauthorisation(again)
    assert not InvoicingSettings.objects.get(store=store).issues_automatically
    reauthorisation.answer_stayed(again, was_seen=reauthorisation.question_seen(again), by="merchant")
    install(sandbox, "back-at-once")
    assert reauthorisation.unanswered_reauthorisation(again) is None, (
        "what was told before the authorisation is told no more"
    )


@pytest.mark.django_db
def test_a_crash_after_a_refresh_ends_in_a_request_for_authorisation(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform has revoked the old pair, and the new one was never committed."""
    sandbox.create_store("crashed")
    store = install(sandbox, "crashed")
    Credential.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(tokens, "_save", _die)
        tokens.call_platform(store, lambda client: client.store_info())
    with pytest.raises(tokens.NeedsAuthorisation):
        tokens.call_platform(store, lambda client: client.store_info())
    store.refresh_from_db()
    assert store.status == Store.Status.NEEDS_AUTHORISATION
    waiting = Delivery.objects.create(
        store=store, event="order_paid", fingerprint="1", received_at=timezone.now(), due_at="2999-01-01T00:00Z"
    )
    assert install(sandbox, "crashed").status == Store.Status.ACTIVE
    assert Delivery.objects.filter(Delivery.is_due(timezone.now()), pk=waiting.pk).exists()


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_sandbox_is_as_described(running: Sandbox) -> None:
    running.create_store("described")
    access = running.install("described")["access_token"]
    answer = requests.get(
        f"{running.api_url}/apps/folio/install_status.json", headers={"Authorization": f"Bearer {access}"}, timeout=10
    ).json()
    assert (answer["app_code"], answer["installed"], answer["code"]) == ("folio", True, "described")


def test_another_store_is_left_alone(store: Store, platform: Platform) -> None:
    other = make_store("beta")
    tell(platform, installed=False)
    look(store)
    look(store)
    other.refresh_from_db()
    assert other.status == Store.Status.ACTIVE
    assert Credential.objects.get().store == other
