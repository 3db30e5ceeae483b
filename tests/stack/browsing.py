"""Debian's Chromium, driven as a merchant would use it: Folio is in the frame of the sandbox's admin."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FrameLocator, Page, sync_playwright

if TYPE_CHECKING:
    from tests.stack.conftest import World

BLOCKING = "--test-third-party-cookie-phaseout"
_CHROMIUM = shutil.which("chromium")
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@contextmanager
def browser_page(*options: str, locale: str = "en") -> Iterator[Page]:
    """Yield a page of a fresh browser; fail if a script failed in it or its security policy was violated."""
    if _CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_OPTIONS, *options])
        made = browser.new_page(locale=locale)
        made.on("pageerror", lambda error: problems.append(str(error)))
        made.on("console", lambda message: problems.append(message.text) if "Security-Policy" in message.text else None)
        yield made
        browser.close()
    assert problems == []


def signed_in(world: "World", page: Page, address: str = "") -> FrameLocator:
    """Open Folio in the admin's frame, or in that of the page at `address`, sign in there and return the frame."""
    page.goto(address or f"{world.stack.sandbox}/admin/{world.store}/apps/folio")
    frame = page.frame_locator("iframe")
    with page.expect_popup() as popup:
        frame.locator("#sign-in").click()
    popup.value.locator("[name=store]").first.wait_for()
    choose(popup.value, world.store)
    popup.value.get_by_role("button", name="Authorize").click()
    return frame


def choose(popup: Page, store: str) -> None:
    """Choose `store` on Jumpseller's authorize page."""
    choice = popup.locator("select[name=store]")
    if choice.count():
        choice.select_option(store)
    else:
        popup.locator(f"input[name=store][value='{store}']").check()
