"""“Create Invoice”: the pipeline's document or the reason for none, within seconds, never a second one."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.automation import pipeline, submissions
from apps.automation.models import OrderRecord
from apps.intake import invoice_request, process, receive
from apps.intake.models import Delivery
from apps.invoices.links import document_link
from apps.invoices.models import Invoice, Submission
from apps.jumpseller.signatures import sign
from apps.stores import reauthorisation
from apps.stores.models import InvoicingSettings, Store
from tests.factories import make_store, order
from tests.invoices.submission.scripted import Scripted
from tests.platform import Platform

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    receive._remembered.cache_clear()


@pytest.fixture
def store(db: None) -> Store:
    return make_store()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invoice_request, "PATIENCE", 0.3)


@pytest.fixture
def worker(store: Store) -> Iterator[None]:
    """Process deliveries as they arrive, as a worker does."""
    end = threading.Event()

    def work() -> None:
        try:
            while not end.wait(0.02):
                for row_id in Delivery.sweep():
                    process.process_delivery(row_id)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    end.set()
    thread.join()


def ask(order_id: int, *, token: str = "hooks-alpha", body: bytes | None = None) -> Any:
    """Send a request as the platform's page documents it, in its own format."""
    sent = {
        "order": {
            "id": order_id,
            "created_at": "2024-11-05T11:26:30Z",
            "currency": "CLP",
            "total": 10000.0,
            "status": "paid",
            "customer": {"email": "john@example.com", "fullname": "John Smith", "tax_id": "12.345.678-5"},
            "products": [{"name": "Café", "price": 10000.0, "quantity": 1, "sku": "C-1"}],
            "billing_address": {"country": "CL", "zip": "10001"},
        }
    }
    content = json.dumps(sent).encode() if body is None else body
    headers = {"Jumpseller-Store-Code": "alpha", "Jumpseller-Hmac-Sha256": sign(content, token)}
    return Client().post("/invoices", content, content_type="application/json", headers=headers)


def test_the_answer_is_the_document_of_the_one_pipeline(store: Store, worker: None, platform: Platform) -> None:
    document = order()
    platform.serve_order(document)
    answer = ask(document["id"])
    made = Invoice.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {"url": document_link(made), "public_id": "F-000001", "message": "Factura F-000001"}
    assert made.gross_total == 10000


def test_a_second_click_gets_the_same_without_asking_the_platform(
    store: Store, worker: None, platform: Platform
) -> None:
    document = order()
    platform.serve_order(document)
    first = ask(document["id"])
    calls = len(platform.mock.calls)
    assert ask(document["id"]).json() == first.json()
    assert (len(platform.mock.calls), Invoice.objects.count()) == (calls, 1)


def test_many_clicks_beside_the_webhook_make_one_document(store: Store, worker: None, platform: Platform) -> None:
    document = order()
    platform.serve_order(document)

    def click(_: int) -> int:
        try:
            return int(ask(document["id"]).status_code)
        finally:
            connection.close()

    receive.ask_again(store.pk, document["id"], event="order_paid")
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(click, range(8)))
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
    assert ask(document["id"]).status_code == 200
    assert Invoice.objects.count() == 1


def test_what_is_missing_is_said_in_the_merchants_language(store: Store, worker: None, platform: Platform) -> None:
    unpaid, untaxed = order(status_enum="pending_payment", status="Pending Payment"), order(tax=0)
    for line in untaxed["products"]:
        line["taxes"], line["tax"] = [], 0
    for document, words in ((unpaid, "todavía no está pagado"), (untaxed, "no trae impuestos")):
        platform.serve_order(document)
        answer = ask(document["id"])
        assert answer.status_code == 422
        assert words in answer.json()["message"]
    InvoicingSettings.objects.update(language="en")
    assert "not paid yet" in ask(unpaid["id"]).json()["message"]
    assert not Invoice.objects.exists()


def test_a_platform_that_is_down_answers_503_and_the_work_goes_on(
    store: Store, worker: None, platform: Platform
) -> None:
    document = order()
    platform.fail_order(document["id"], 500)
    answer = ask(document["id"])
    assert (answer.status_code, answer["Retry-After"]) == (503, "4")
    platform.serve_order(document)
    Delivery.objects.update(due_at=timezone.now())
    invoice_request._awaited(Delivery.objects.get().pk)
    assert ask(document["id"]).status_code == 200
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "Jumpseller no conoce este pedido."),
        ("pt", "não conhece este pedido"),
        ("en", "does not know this order"),
    ],
)
def test_an_order_that_the_platform_does_not_know_is_not_promised(
    store: Store, worker: None, platform: Platform, language: str, words: str
) -> None:
    InvoicingSettings.objects.update(language=language)
    platform.fail_order(77, 404)
    answer = ask(77)
    assert (answer.status_code, words in answer.json()["message"]) == (422, True)
    assert Delivery.objects.get().state == Delivery.State.DONE, "nothing goes on behind"
    assert OrderRecord.objects.get().released_at is None


def test_an_order_that_is_known_on_the_second_click_gets_its_invoice(
    store: Store, worker: None, platform: Platform
) -> None:
    document = order()
    platform.fail_order(document["id"], 404)
    assert ask(document["id"]).status_code == 422
    platform.serve_order(document)
    assert ask(document["id"]).status_code == 200


def test_a_store_whose_tokens_turn_out_to_be_refused_is_told_and_promised_nothing(
    store: Store, worker: None, platform: Platform
) -> None:
    platform.fail_order(77, 401)
    platform.serve_tokens(status=400, json={"error": "invalid_grant"})
    answer = ask(77)
    assert (answer.status_code, "autorización" in answer.json()["message"]) == (422, True)


@pytest.mark.parametrize("answer", ["", "removed"])
def test_a_click_issues_also_while_it_is_asked_whether_folio_was_removed(
    store: Store, worker: None, platform: Platform, answer: str
) -> None:
    """A manual release overrides the setting for automatic issuing; an order without a request waits."""
    reauthorisation.begin_reauthorisation(store)
    if answer:
        reauthorisation.answer_removed(store, was_seen=reauthorisation.question_seen(store), by="merchant")
    clicked, other = order(), order()
    platform.serve_order(clicked)
    platform.serve_order(other)
    receive.ask_again(store.pk, other["id"], event="order_paid")
    assert ask(clicked["id"]).status_code == 200
    invoice_request._awaited(Delivery.objects.get(order_id=other["id"]).pk)
    assert Invoice.objects.get().order_id == clicked["id"]


def test_without_a_worker_the_click_is_kept(store: Store, impatient: None) -> None:
    assert ask(77).status_code == 503
    delivery = Delivery.objects.get()
    assert (delivery.event, delivery.order_id, delivery.state) == ("requested", 77, Delivery.State.DUE)


def test_clicks_leave_room_for_webhooks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invoice_request, "_waiting", threading.BoundedSemaphore(1))
    assert invoice_request._waiting.acquire(blocking=False)
    assert ask(77).status_code == 503
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(("token", "body", "status"), [("wrong", None, 401), ("hooks-alpha", b"{}", 400)])
def test_who_is_not_the_store_or_sends_no_order_changes_nothing(
    store: Store, platform: Platform, token: str, body: bytes | None, status: int
) -> None:
    answer = ask(77, token=token, body=body)
    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)
    assert not Delivery.objects.exists()


def test_a_store_that_must_authorise_again_is_told(store: Store) -> None:
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    answer = ask(77)
    assert (answer.status_code, "autorización" in answer.json()["message"]) == (422, True)


def test_a_document_on_its_way_is_waited_for(
    store: Store, scripted: Scripted, worker: None, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = order()
    platform.serve_order(document)
    is_over = invoice_request._is_on_its_way_after

    def answered_meanwhile(*arguments: Any) -> bool:
        submissions.carry_on(Submission.objects.get().pk)
        return is_over(*arguments)

    monkeypatch.setattr(invoice_request, "_is_on_its_way_after", answered_meanwhile)
    answer = ask(document["id"])
    assert (answer.status_code, answer.json()["public_id"]) == (200, "39-1")


def test_a_document_that_stays_on_its_way_is_not_yet_there(
    store: Store, scripted: Scripted, worker: None, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoice_request, "PATIENCE", 2)
    document = order()
    platform.serve_order(document)
    for _ in range(2):
        answer = ask(document["id"])
        assert "is being prepared" in answer.json()["message"] or "preparando" in answer.json()["message"]
    assert (Submission.objects.count(), scripted.submitted) == (1, [])


def test_a_document_about_which_a_person_is_asked_says_so(
    store: Store, scripted: Scripted, worker: None, platform: Platform
) -> None:
    document = order()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    Submission.objects.update(stage=Submission.Stage.ASKED, state=Submission.State.FAILED, sent_at=timezone.now())
    answer = ask(document["id"])
    assert answer.status_code == 422
    assert "prov" in answer.json()["message"]
