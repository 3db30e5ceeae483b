"""Debian's Chromium, driven as a merchant would use it: Folio is in the frame of the sandbox's admin."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Playwright, sync_playwright

if TYPE_CHECKING:
    from tests.stack.conftest import World

BLOCKING = "--test-third-party-cookie-phaseout"
_CHROMIUM = shutil.which("chromium")
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


class Browsers:
    """Chromium, started once for each set of options, while `playwright` runs."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._started: dict[tuple[str, ...], Browser] = {}

    @contextmanager
    def page(self, *options: str, locale: str = "en") -> Iterator[Page]:
        """Yield a page without cookies or cache; fail if a script failed in it or its security policy was violated."""
        problems: list[str] = []
        with self._browser(options).new_context(locale=locale) as context:
            made = context.new_page()
            made.on("pageerror", lambda error: problems.append(str(error)))
            made.on(
                "console",
                lambda message: problems.append(message.text) if "Security-Policy" in message.text else None,
            )
            yield made
        assert problems == []

    def _browser(self, options: tuple[str, ...]) -> Browser:
        if _CHROMIUM is None:
            pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
        if options not in self._started:
            launch = self._playwright.chromium.launch
            self._started[options] = launch(executable_path=_CHROMIUM, args=[*_OPTIONS, *options])
        return self._started[options]


@contextmanager
def browsers() -> Iterator[Browsers]:
    """Yield the browsers of some tests, and close them at the end."""
    with sync_playwright() as playwright:
        started = Browsers(playwright)
        yield started
        for browser in started._started.values():
            browser.close()


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
