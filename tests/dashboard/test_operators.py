"""Operators' pages: they show the data that operators need and no secret, change nothing, and retry failures."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.automation.models import Backfill, OrderRecord, Reconciliation, Reposting
from apps.dashboard.models import Archive
from apps.intake.models import Delivery
from apps.invoices.models import (
    AccountReview,
    AuthorityCheck,
    BuyerCorrection,
    Exchange,
    HistoryLine,
    Invoice,
    Kind,
    MailAttempt,
    Mailing,
    Posting,
    ProviderAccount,
    Rendering,
    SealMailing,
    Submission,
)
from apps.stores.models import Credential, Installation, Reauthorisation, Store
from tests.factories import make_store

Sell = Callable[..., Invoice]
_OURS = [model for model in admin.site._registry if model._meta.app_label not in ("auth", "contenttypes")]
_FAILED: dict[str, Any] = {"state": "failed", "error": "Something stood in the way.", "attempts": 24}
_TODAY = date(2026, 3, 1)


def address(model: type[models.Model], rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def delivery(store: Store, state: str, order_id: int | None = 4711, body: bytes = b"") -> Delivery:
    return Delivery.objects.create(
        store=store,
        event="order_paid",
        body=body,
        order_id=order_id,
        fingerprint=f"{store.code} {state} {order_id}",
        received_at=timezone.now(),
        state=state,
        error="Jumpseller answered 500.",
    )


def failed_mail(invoice: Invoice, outcome: str) -> Mailing:
    mailing = Mailing.objects.create(store=invoice.store, invoice=invoice, recipient="ana@example.com", **_FAILED)
    MailAttempt.objects.create(store=invoice.store, mailing=mailing, outcome=outcome)
    return mailing


@pytest.fixture
def full(store: Store, sell: Sell) -> Store:
    """Return a store with a row in each table that operators see, each failed if that is possible."""
    store.earlier_hooks_token = "earlier-hooks"
    store.save()
    invoice = sell(store)
    Rendering.objects.update(**_FAILED)
    Posting.objects.update(**_FAILED)
    days = {"first_day": _TODAY, "last_day": _TODAY}
    HistoryLine.objects.create(store=store, invoice=invoice, **_FAILED)
    BuyerCorrection.objects.create(store=store, invoice=invoice, company="Viña Muñoz SpA", **_FAILED)
    failed_mail(invoice, "refused")
    SealMailing.objects.create(store=store, month=_TODAY.replace(day=1), recipient="alfa@example.com", **_FAILED)
    delivery(store, "failed", body=b"the buyer's name")
    for kind in (Reconciliation, Reposting):
        kind.objects.create(store=store, span_days=35, **_FAILED)
    Backfill.objects.create(store=store, asked_by="x", **days, **_FAILED)
    words = {"token": "the archive's word", "text": "who was searched", "about": "“who was searched”"}
    Archive.objects.create(store=store, last_id=1, total=1, **words, **days, **_FAILED)
    Installation.objects.create(store=store, **_FAILED)
    Reauthorisation.objects.create(
        store=store, refused_at=timezone.now(), installed_at=store.installed_at, issues_automatically=True
    )
    reasons = [{"code": "no_tax_data"}]
    OrderRecord.objects.create(store=store, order_id=4711, state="held", reasons=reasons)
    at_provider(store, invoice, **_FAILED)
    return store


def at_provider(store: Store, invoice: Invoice, **work: Any) -> Submission:
    """Return a submission of `store`, with a row in each table about its provider."""
    now = timezone.now()
    account = ProviderAccount.objects.create(
        store=store, provider="openfactura", credentials="the account's key", checked_at=now, changed_at=now
    )
    common: dict[str, Any] = {"store": store, "account": account}
    AccountReview.objects.create(**common, **work)
    AuthorityCheck.objects.create(**common, invoice=invoice, words="the buyer's name", **work)
    texts = dict.fromkeys(("frozen", "next_frozen", "plan"), "the buyer's name")
    made = Submission.objects.create(**common, order_id=4711, kind=Kind.INVOICE, key=f"k-{store.pk}", **texts, **work)
    told = dict.fromkeys(("url", "request", "answer"), "the buyer's name")
    Exchange.objects.create(**common, submission=made, order_id=4711, step="submit", milliseconds=1, **told)
    return made


@pytest.fixture
def onlooker(db: None) -> Client:
    """Return a member of staff with every view permission and no other."""
    user = User.objects.create_user("onlooker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, action: str, *rows: models.Model) -> Any:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(type(rows[0])), chosen, follow=True)


def pages(model: type[models.Model]) -> list[str]:
    rows = model._default_manager.all()
    assert rows, f"{model.__name__} has no row to look at"
    own = [address(model, f"{row.pk}/{page}/") for row in rows for page in ("change", "history")]
    return [address(model), address(model, "?q=alpha"), address(model, "?q=4711+alpha"), *own]


@pytest.mark.parametrize("model", _OURS, ids=lambda model: model.__name__)
def test_no_page_shows_a_secret_or_personal_data(model: type[models.Model], full: Store, admin_client: Client) -> None:
    invoice = Invoice.objects.get()
    hidden = [
        full.hooks_token,
        full.earlier_hooks_token,
        invoice.token,
        "the archive's word",
        "the account's key",
        "the buyer's name",
        "who was searched",
    ]
    hidden += [invoice.buyer_name, invoice.buyer_tax_id, invoice.buyer_email, "ana@example.com", "Viña Muñoz SpA"]
    hidden += [secret for row in Credential.objects.all() for secret in (row.access_token, row.refresh_token)]
    if "try_again" in admin_client.get(address(model)).content.decode():
        act(admin_client, "try_again", *model._default_manager.all())
    for page in pages(model):
        answer = admin_client.get(page)
        assert answer.status_code == 200, page
        text = answer.content.decode()
        assert [secret for secret in hidden if secret in text] == [], page


@pytest.mark.parametrize("model", _OURS, ids=lambda model: model.__name__)
def test_nothing_can_be_added_changed_or_deleted(model: type[models.Model], full: Store, admin_client: Client) -> None:
    row = model._default_manager.all()[0]
    own = [address(model, f"{row.pk}/{page}/") for page in ("change", "delete")]
    for page in (address(model, "add/"), *own):
        assert admin_client.post(page, {"post": "yes"}).status_code == 403, page
    act(admin_client, "delete_selected", row)
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", _OURS, ids=lambda model: model.__name__)
def test_who_is_no_staff_sees_nothing(model: type[models.Model], full: Store, client: Client) -> None:
    buyer = Client()
    buyer.force_login(User.objects.create_user("nobody"))
    for browser in (client, buyer):
        for page in ("/admin/", *pages(model)):
            assert browser.get(page)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("model", _OURS, ids=lambda model: model.__name__)
def test_a_list_asks_as_often_for_many_rows_as_for_few(
    model: type[models.Model], full: Store, sell: Sell, admin_client: Client
) -> None:
    admin_client.get(address(model))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(address(model))
    for code in ("beta", "gamma", "delta"):
        store = make_store(code)
        delivery(store, "failed")
        Installation.objects.create(store=store)
        sold = sell(store)
        failed_mail(sold, "refused")
        at_provider(store, sold)
        for kind in (Reconciliation, Reposting):
            kind.objects.create(store=store, span_days=35)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(address(model))
    assert len(many) == len(few) < 10
    assert not [query["sql"] for query in many if "DISTINCT" in query["sql"]]


def test_rows_are_found_by_store_order_and_number(full: Store, sell: Sell, admin_client: Client) -> None:
    other = make_store("beta")
    theirs, ours = sell(other), Invoice.objects.get(store=full)
    for words, found in (
        ("alpha", [ours]),
        ("alp", []),
        (str(theirs.order_id), [theirs]),
        (f"{theirs.order_id} alpha", []),
        (f"beta {theirs.order_id}", [theirs]),
        ("9" * 30, []),
    ):
        for model in (Invoice, Posting):
            rows = admin_client.get(address(model), {"q": words}).context["cl"].queryset
            assert [row.pk if model is Invoice else row.invoice_id for row in rows] == [each.pk for each in found]
    assert set(admin_client.get(address(Invoice), {"q": ours.number}).context["cl"].queryset) == {ours, theirs}


@pytest.mark.parametrize(("days", "shown"), [(1, "icon-yes"), (-1, "icon-no")])
def test_a_store_tells_when_its_last_webhook_came_and_whether_its_token_is_good(
    store: Store, admin_client: Client, days: int, shown: str
) -> None:
    Credential.objects.update(expires_at=timezone.now() + timedelta(days=days))
    heard = delivery(store, "done")
    for page in (address(Store), address(Store, f"{store.pk}/change/")):
        text = admin_client.get(page).content.decode()
        assert shown in text
        assert f"{heard.received_at:%Y}" in text
    Credential.objects.all().delete()
    assert "icon-unknown" in admin_client.get(address(Store)).content.decode()


def test_deliveries_are_worked_off_again_and_that_is_logged(
    store: Store, admin_client: Client, published: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    failed, done = delivery(store, "failed"), delivery(store, "done", 4712)
    waiting, no_order = delivery(store, "due", 4713), delivery(store, "failed", None)
    with django_capture_on_commit_callbacks(execute=True):
        answer = act(admin_client, "work_off_again", failed, done, waiting, no_order)
    assert "Worked off again. Rows: 2." in answer.content.decode()
    assert ("intake.process", failed.pk) in published
    assert ("intake.sweep", 0) in published
    failed.refresh_from_db()
    assert failed.state == Delivery.State.DUE
    assert Delivery.objects.filter(order_id=4712, event="again", state="due").count() == 1
    assert Delivery.objects.count() == 5
    logged = LogEntry.objects.values_list("object_id", "change_message")
    assert set(logged) == {(str(row.pk), "Worked off again.") for row in (failed, done)}


@pytest.mark.parametrize(
    ("model", "task"),
    [
        (Rendering, "invoices.render_pdf"),
        (Posting, "invoices.post"),
        (HistoryLine, "invoices.note"),
        (Mailing, "invoices.mail"),
    ],
)
def test_what_a_document_waits_for_is_tried_again(
    model: Any,
    task: str,
    full: Store,
    admin_client: Client,
    published: list[tuple[str, int]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = model.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        act(admin_client, "try_again", row)
    row.refresh_from_db()
    assert row.state == "due"
    assert (task, row.pk) in published
    assert LogEntry.objects.get().change_message == "Tried again."


@pytest.mark.parametrize("model", [Reconciliation, Reposting, Backfill, Installation, Archive, BuyerCorrection])
def test_other_work_that_failed_is_due_again_for_the_sweep(model: Any, full: Store, admin_client: Client) -> None:
    row = model.objects.get()
    assert row.pk not in model.sweep()
    act(admin_client, "try_again", row)
    assert model.sweep() == [row.pk]


def test_an_operator_can_end_the_sessions_of_a_store(
    store: Store, admin_client: Client, signed_in: Callable[[Store], Client]
) -> None:
    merchant, neighbour = signed_in(store), signed_in(make_store("beta"))
    act(admin_client, "end_sessions", store)
    assert merchant.get("/activity").status_code == 403
    assert neighbour.get("/activity").status_code == 200
    assert LogEntry.objects.get().change_message == "All sessions ended."


def test_who_may_only_look_operates_nothing(full: Store, onlooker: Client) -> None:
    for row, action in (
        (Delivery.objects.get(state="failed"), "work_off_again"),
        (Posting.objects.get(), "try_again"),
        (full, "end_sessions"),
    ):
        assert onlooker.get(address(type(row))).status_code == 200
        act(onlooker, action, row)
    assert Posting.objects.get().state == "failed"
    assert not LogEntry.objects.exists()


def test_open_submissions_are_tried_at_once_and_ended_or_asked_ones_are_left_alone(
    full: Store,
    admin_client: Client,
    published: list[tuple[str, int]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = Submission.objects.get()
    later = timezone.now() + timedelta(days=1)
    for stage, state, is_tried in (
        ("waiting", "due", True),
        ("sent", "due", True),
        ("asked", "failed", False),
        ("refused", "failed", False),
        ("sent", "claimed", False),
    ):
        published.clear()
        Submission.objects.update(stage=stage, state=state, due_at=later, sent_at=later)
        with django_capture_on_commit_callbacks(execute=True):
            act(admin_client, "try_now", row)
        row.refresh_from_db()
        assert (row.stage, row.state) == (stage, state)
        assert (("automation.submit", row.pk) in published, row.due_at < later) == (is_tried, is_tried)


def test_what_failed_is_no_action_for_submissions(full: Store, admin_client: Client) -> None:
    act(admin_client, "try_again", Submission.objects.get())
    assert Submission.objects.get().state == "failed"


@pytest.mark.parametrize(("verdict", "is_asked"), [("waiting", True), ("accepted", False)])
def test_a_missing_verdict_is_asked_at_once(verdict: str, is_asked: bool, full: Store, admin_client: Client) -> None:
    AuthorityCheck.objects.update(verdict=verdict)
    act(admin_client, "ask_now", AuthorityCheck.objects.get())
    assert (AuthorityCheck.objects.get().state == "due") is is_asked


def test_stuck_submissions_are_found(full: Store, admin_client: Client) -> None:
    page = address(Submission, "?stuck=yes")
    assert not admin_client.get(page).context["cl"].queryset
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=4))
    assert admin_client.get(page).context["cl"].queryset.get().stage == "waiting"
    Submission.objects.update(stage="refused")
    assert not admin_client.get(page).context["cl"].queryset
