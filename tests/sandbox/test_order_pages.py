"""Pages of one order: the request of “Create Invoice”, the merchant's result, and the buyer's page."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator

import pytest

from config.local.sandbox import Sandbox

from .launching import start_sandbox
from .receiving import Receiver, receive

ANSWER = {"url": "https://folio.example/d/1", "public_id": "F-000001", "message": "Invoice F-000001"}


@pytest.fixture(scope="module")
def app() -> Iterator[Receiver]:
    with receive() as running:
        yield running


@pytest.fixture(scope="module")
def asking(app: Receiver) -> Iterator[Sandbox]:
    """Return a sandbox whose App is the receiver."""
    with start_sandbox(app_url=app.url) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def answering(app: Receiver) -> None:
    app.received.clear()
    app.post_status, app.post_body = 200, json.dumps(ANSWER).encode()


def place(sandbox: Sandbox) -> int:
    placed = sandbox.create_order("demo-store", template="eur-vat-on-top-with-shipping", status="paid", assign_id=True)
    return int(placed["order"]["id"])


def click(sandbox: Sandbox, order_id: int) -> str:
    answer = sandbox.session.post(f"{sandbox.base_url}/admin/demo-store/orders/{order_id}/invoice", timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_order_is_sent_in_the_dialect_of_the_lightweight_integration(asking: Sandbox, app: Receiver) -> None:
    order_id = place(asking)
    click(asking, order_id)
    (request,) = app.received
    assert request.path == "/invoices"
    sent = json.loads(request.body)["order"]
    assert set(sent) == set("id created_at currency subtotal total status customer products billing_address".split())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", sent["created_at"])
    assert (sent["id"], sent["currency"], sent["total"], sent["status"]) == (order_id, "EUR", 84.81, "paid")
    assert sent["customer"] == {
        "email": "ines.carvalho@example.com",
        "fullname": "Inês Carvalho",
        "tax_id": "599999993",
    }
    assert sent["products"][0] == {
        "name": "Azulejo pintado à mão 20×20",
        "price": 12.15,
        "quantity": 4,
        "sku": "AZL-20",
    }
    assert sent["billing_address"] == {"country": "PT", "zip": "1200-068"}


def test_it_is_signed_as_webhooks_are(asking: Sandbox, app: Receiver) -> None:
    click(asking, place(asking))
    (request,) = app.received
    names = {name for name in request.headers if name.startswith("jumpseller-")}
    assert names == {"jumpseller-store-code", "jumpseller-event", "jumpseller-hmac-sha256"}
    token = asking.store("demo-store")["hooks_token"].encode()
    expected = base64.b64encode(hmac.digest(token, request.body, hashlib.sha256)).decode()
    assert request.headers["jumpseller-hmac-sha256"] == expected


def test_the_link_is_shown(asking: Sandbox) -> None:
    shown = " ".join(click(asking, place(asking)).split())
    assert '<a href="https://folio.example/d/1" target="_blank" rel="noopener" >F-000001</a>' in shown


@pytest.mark.parametrize(
    ("status", "body", "shown"),
    [
        (422, b'{"message": "Falta el RUT <b>"}', "Falta el RUT &lt;b&gt;"),
        (503, b'{"message": "Later"}', "Later"),
        (200, b'{"url": "https://folio.example/d/1"}', "answered 200 without a message"),
        (500, b"<html>", "gave no answer"),
        (200, b"[]", "answered 200 without a message"),
    ],
)
def test_what_the_app_says_is_shown(asking: Sandbox, app: Receiver, status: int, body: bytes, shown: str) -> None:
    app.post_status, app.post_body = status, body
    page = click(asking, place(asking))
    assert shown in page
    assert "https://folio.example/d/1" not in page


def test_faults_do_not_strike_the_click(asking: Sandbox, app: Receiver) -> None:
    asking.faults({"kind": "error_500"}, {"kind": "webhook_drop"})
    click(asking, place(asking))
    asking.faults()
    assert len(app.received) == 1


def test_the_buyer_finds_the_documents_by_count(asking: Sandbox) -> None:
    order_id = place(asking)
    headers = {"Authorization": f"Bearer {asking.install('demo-store')['access_token']}"}
    for number, kind in (("F-000001", 1), ("NC-000001", 0)):
        document = {"document_type": kind, "public_id": number, "url": f"https://folio.example/d/{number}"}
        path = f"{asking.api_url}/orders/{order_id}/documents.json"
        asking.session.post(path, json={"document": document}, headers=headers, timeout=30)
    shown = asking.session.get(f"{asking.base_url}/shop/demo-store/orders/{order_id}", timeout=30).text
    assert re.findall(r'<a href="([^"]*)" target="_blank">([^<]*)</a>', shown) == [
        ("https://folio.example/d/F-000001", "Invoice 1"),
        ("https://folio.example/d/NC-000001", "Invoice 2"),
    ]


@pytest.mark.parametrize("path", ["admin/demo-store/orders/9", "shop/demo-store/orders/9", "shop/nowhere/orders/1"])
def test_what_is_not_there_is_a_page_that_says_so(asking: Sandbox, path: str) -> None:
    answer = asking.session.get(f"{asking.base_url}/{path}", timeout=30)
    assert answer.status_code == 404
    assert "That is not possible" in answer.text
