"""Folio in the admin's frame, in Chromium, across sites: the session lives in the frame's own partition."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.stack.conftest import World

_CHROMIUM = shutil.which("chromium")
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_BLOCKING = "--test-third-party-cookie-phaseout"


@pytest.fixture(params=[[], [_BLOCKING]], ids=["third-party cookies allowed", "third-party cookies blocked"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    if _CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_OPTIONS, *request.param])
        made = browser.new_page(locale="en")
        problems: list[str] = []
        made.on("pageerror", lambda error: problems.append(str(error)))
        made.on("console", lambda message: problems.append(message.text) if "Security-Policy" in message.text else None)
        yield made
        browser.close()
    assert problems == []


def test_a_merchant_signs_in_inside_the_frame_and_sees_his_documents(world: World, page: Page) -> None:
    world.wait_for_documents(world.sell(), 1)
    page.goto(f"{world.stack.sandbox}/admin/{world.store}/apps/folio")
    frame = page.frame_locator("iframe")
    with page.expect_popup() as popup:
        frame.get_by_role("link", name="Connect with Jumpseller").click()
    popup.value.locator("[name=store]").first.wait_for()
    _choose(popup.value, world.store)
    popup.value.get_by_role("button", name="Authorize").click()
    frame.get_by_role("link", name="F-000001", exact=True).wait_for()
    cookies = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    partitions = {cookie.get("partitionKey"): cookie["value"] for cookie in cookies}
    # The frame's session is not the one of the window that signed in.
    assert len(set(partitions.values())) == 2
    assert set(partitions) == {"http://127.0.0.1", "http://localhost"}
    page.reload()
    frame.get_by_role("link", name="F-000001", exact=True).wait_for()


def _choose(popup: Page, store: str) -> None:
    choice = popup.locator("select[name=store]")
    if choice.count():
        choice.select_option(store)
    else:
        popup.locator(f"input[name=store][value='{store}']").check()
