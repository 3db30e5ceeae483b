"""Pages for people: their content and their buttons."""

import re

from config.local.processes import wait_until
from config.local.sandbox import Sandbox

from .conftest import Client
from .receiving import Receiver


def page(sandbox: Sandbox, path: str) -> str:
    answer = sandbox.session.get(f"{sandbox.base_url}/{path}", timeout=30)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def press(sandbox: Sandbox, path: str, /, **fields: str) -> str:
    answer = sandbox.session.post(f"{sandbox.base_url}/{path}", data=fields, timeout=30)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_the_root_leads_to_the_first_store(sandbox: Sandbox) -> None:
    answer = sandbox.session.get(f"{sandbox.base_url}/", timeout=30)
    assert answer.url == f"{sandbox.base_url}/admin/demo-store"


def test_an_order_can_be_placed_paid_and_shipped_by_buttons(sandbox: Sandbox, store: str) -> None:
    shown = press(sandbox, f"admin/{store}/orders", template="clp-iva-included")
    assert "#1001" in shown
    assert "Camila Rojas Fuentes" in shown
    assert "CLP 58,960" in shown
    for action, status in [("pay", "paid"), ("ship", "paid"), ("cancel", "canceled")]:
        assert f'action="/admin/{store}/orders/1001/{action}"' in shown
        shown = press(sandbox, f"admin/{store}/orders/1001/{action}")
        assert sandbox.order(store, 1001)["order"]["status_enum"] == status


def test_documents_are_links_that_open_elsewhere(client: Client) -> None:
    client.sandbox.create_order(client.store, template="eur-coupon-discount")
    for kind, number in [(1, "F-000001"), (0, "NC-000001")]:
        document = {"document_type": kind, "public_id": number, "url": f"https://folio.example/d/{number}"}
        client.call("POST", "orders/1001/documents.json", {"document": document})
    links = re.findall(r'<a class="document"[^>]*>[^<]*</a>', page(client.sandbox, f"admin/{client.store}"))
    assert [re.sub("<[^>]*>", "", link) for link in links] == ["Invoice F-000001", "Credit note NC-000001"]
    assert all('target="_blank"' in link for link in links)
    assert 'href="https://folio.example/d/F-000001"' in links[0]


def test_what_is_sent_and_what_is_paused_shows(client: Client, receiver: Receiver) -> None:
    (hook,) = client.listen(receiver.url, "order_paid")
    receiver.post_status = 418
    for _ in range(2):
        press(client.sandbox, f"admin/{client.store}/orders", template="clp-iva-included")
    for number in (1001, 1002):
        press(client.sandbox, f"admin/{client.store}/orders/{number}/pay")
    # The attempt that pauses the hook is the last one.
    wait_until(
        lambda: client.sandbox.store(client.store)["hooks"][0]["paused"], seconds=20, what="the hook to be paused"
    )
    shown = page(client.sandbox, f"admin/{client.store}")
    assert len(re.findall(r'class="bad">418\b', shown)) == 8
    assert "paused" in shown
    press(client.sandbox, f"admin/{client.store}/hooks/{hook}/resume")
    assert client.sandbox.store(client.store)["hooks"][0]["paused"] is False


def test_faults_are_switched_on_and_off(client: Client) -> None:
    fault = {"kind": "error_500", "count": "1", "probability": "", "seconds": "", "method": "GET", "path": ""}
    assert "1 left" in press(client.sandbox, f"admin/{client.store}/faults", **fault)
    assert client.call("GET", "orders.json").status_code == 500
    press(client.sandbox, f"admin/{client.store}/faults", **fault | {"count": ""})
    press(client.sandbox, f"admin/{client.store}/faults/clear")
    assert client.call("GET", "orders.json").status_code == 200


def test_the_app_is_shown_in_a_frame(sandbox: Sandbox, store: str) -> None:
    assert f'<iframe src="{sandbox.app_url}/"' in page(sandbox, f"admin/{store}/apps/folio")


def test_pages_load_nothing_from_elsewhere(sandbox: Sandbox, store: str) -> None:
    shown = page(sandbox, f"admin/{store}")
    assets = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"', shown)
    assert sorted(assets) == ["/static/sandbox/refresh.js", "/static/sandbox/sandbox.css"]
    for asset in assets:
        page(sandbox, asset.lstrip("/"))


def test_an_unknown_store_is_a_page_that_says_so(sandbox: Sandbox) -> None:
    answer = sandbox.session.get(f"{sandbox.base_url}/admin/nowhere", timeout=30)
    assert answer.status_code == 404
    assert "There is no store “nowhere”" in answer.text
