"""Folio in the admin's frame, in Chromium, across sites: the session is in the frame's own partition."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from config.environment import PROJECT
from tests.stack.browsing import choose, signed_in
from tests.stack.conftest import OTHER, World

_PASSWORD = "of a test's operator"


def test_a_merchant_signs_in_inside_the_frame_and_sees_his_documents(world: World, page: Page) -> None:
    world.wait_for_documents(world.sell(), 1)
    frame = signed_in(world, page)
    frame.get_by_role("link", name="F-000001", exact=True).wait_for()
    cookies = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    partitions = {cookie.get("partitionKey"): cookie["value"] for cookie in cookies}
    # The frame's session is not that of the window that signed in.
    assert len(set(partitions.values())) == 2
    assert set(partitions) == {"http://127.0.0.1", "http://localhost"}
    page.reload()
    frame.get_by_role("link", name="F-000001", exact=True).wait_for()


def test_signing_out_of_the_frame_leaves_no_data_and_going_back_shows_none(world: World, page: Page) -> None:
    world.wait_for_documents(world.sell(), 1)
    frame = signed_in(world, page)
    frame.get_by_role("link", name="F-000001", exact=True).wait_for()
    frame.get_by_role("link", name="Documents", exact=True).click()
    frame.get_by_role("button", name="Sign out").click()
    frame.get_by_text("You are signed out.").wait_for()
    frame.locator("body").evaluate("() => history.back()")
    frame.get_by_text("You are signed out.").wait_for(state="detached")
    frame.get_by_role("link", name="Connect with Jumpseller").wait_for()
    assert "F-000001" not in frame.locator("body").inner_text()
    page.reload()
    frame.get_by_role("link", name="Connect with Jumpseller").wait_for()


def test_folio_works_in_a_tab_of_its_own_and_can_be_left_there(world: World, page: Page) -> None:
    """A browser that opens no window for the frame redirects the tab itself through Jumpseller."""
    world.wait_for_documents(world.sell(), 1)
    page.goto(f"{world.stack.folio}/oauth/install")
    choose(page, world.store)
    page.get_by_role("button", name="Authorize").click()
    page.get_by_role("link", name="F-000001", exact=True).wait_for()
    page.get_by_role("link", name="Activity").click()
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_text("You are signed out.").wait_for()
    page.go_back()
    page.get_by_role("link", name="Connect with Jumpseller").wait_for()
    assert world.store not in page.locator("body").inner_text()
    page.goto(f"{world.stack.folio}/documents")
    page.get_by_role("link", name="Connect with Jumpseller").wait_for()


def test_older_orders_get_their_documents_after_a_look(world: World, page: Page) -> None:
    """Sales from before Folio: a good one, one invoiced by another App, one whose sums do not add up."""
    good, elsewhere, odd = (world.sell(status="pending_payment", quiet=True) for _ in range(3))
    day = (datetime.now(UTC) - timedelta(days=9)).date()
    paid = {"status": "Paid", "status_enum": "paid", "completed_at": f"{day} 15:00:00 UTC"}
    for order_id, more in ((good, {}), (elsewhere, {}), (odd, {"total": 1})):
        world.sandbox.change_order(world.store, order_id, paid | more, quiet=True)
    world.attach(elsewhere, OTHER)
    frame = signed_in(world, page)
    frame.get_by_role("link", name="Issue documents for older orders").click()
    frame.get_by_role("button", name="Show a preview").click()
    frame.get_by_role("button", name="Issue now, documents: 1").wait_for()
    assert not world.documents(good)
    frame.get_by_text("Would get no document: 1").click()
    frame.get_by_text("“B 1/ñ”").wait_for()
    frame.get_by_role("button", name="Issue now, documents: 1").click()
    frame.get_by_text("Done.", exact=True).wait_for()
    world.wait_for_documents(good, 1)
    world.assert_one_document(good)
    assert [found["public_id"] for found in world.documents(elsewhere)] == ["B 1/ñ"]
    assert not world.documents(odd)
    frame.get_by_text("Held for your review: 1").wait_for()


def test_a_click_on_create_invoice_brings_a_link_that_opens_for_anybody(world: World, page: Page) -> None:
    """The webhooks are lost, so the click alone issues; merchant and buyer open the link without signing in."""
    world.sandbox.faults({"kind": "webhook_drop"})
    order_id = world.sell()
    page.goto(f"{world.stack.sandbox}/admin/{world.store}/orders/{order_id}")
    page.get_by_role("button", name="Create Invoice").click()
    _opens(page, "F-000001")
    assert world.count("invoices_invoice") == 1
    world.wait_for_documents(order_id, 1)
    page.goto(f"{world.stack.sandbox}/shop/{world.store}/orders/{order_id}")
    _opens(page, "Invoice 1")
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "sessionid"] == []


def test_an_order_that_is_not_paid_says_so_after_the_click(world: World, page: Page) -> None:
    order_id = world.sell(status="pending_payment")
    page.goto(f"{world.stack.sandbox}/admin/{world.store}/orders/{order_id}")
    page.get_by_role("button", name="Create Invoice").click()
    message = page.get_by_role("status")
    message.wait_for()
    assert "F-000001" not in message.inner_text()
    assert message.inner_text().strip()
    assert world.count("invoices_invoice") == 0


def _opens(page: Page, link: str) -> None:
    with page.expect_popup() as opened:
        page.get_by_role("link", name=link, exact=True).click()
    opened.value.get_by_text("F-000001").first.wait_for()
    assert "/d/" in opened.value.url
    opened.value.close()


def test_an_operator_works_under_the_strict_content_security_policy(world: World, page: Page) -> None:
    """Menus, filters and actions of the admin need scripts and styles; the page fixture reports refused ones."""
    world.wait_for_documents(world.sell(), 1)
    world.settle()
    name = _operator(world)
    page.goto(f"{world.stack.folio}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(_PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Deliveries").first.click()
    page.locator("#searchbar").fill(world.store)
    page.locator("#changelist-search input[type=submit]").click()
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("work_off_again")
    page.locator("button[name=index]").click()
    page.get_by_text("Worked off again.").wait_for()
    page.locator("#changelist-filter").get_by_role("link", name="Done").click()
    page.locator("#result_list th a").last.click()
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_text("Worked off again.").wait_for()


def _operator(world: World) -> str:
    """Create an operator and return their name."""
    name = f"operator-{world.store}"
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username", name, "--email", ""]
    environment = dict(world.stack.environment) | {"DJANGO_SUPERUSER_PASSWORD": _PASSWORD}
    subprocess.run(command, env=os.environ | environment, cwd=PROJECT, check=True, capture_output=True)
    return name
