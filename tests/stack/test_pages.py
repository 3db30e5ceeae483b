"""Every page at three widths: axe finds no problem, no content overflows; screenshots in three languages on request."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.stack.browsing import Browsers
from tests.stack.conftest import World
from tests.stack.pages import PAGES, Furnished, furnish, sign_in

WIDTHS = (360, 768, 1600)
LANGUAGES = ("es-CL", "pt-PT", "en")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Layout shifts while a page loads, except after a merchant's own click.
_WATCH_JUMPS = """
    window.jumped = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumped += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""
# The limit of a good value (Web Vitals, Cumulative Layout Shift).
_MOST_JUMPS = 0.1
_SCREENSHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture(params=LANGUAGES if _SCREENSHOTS else LANGUAGES[:1])
def tab(request: pytest.FixtureRequest, chromium: Browsers) -> Iterator[tuple[str, Page]]:
    with chromium.page(locale=request.param) as page:
        yield request.param, page


def test_every_page_is_accessible_and_fits(world: World, tab: tuple[str, Page]) -> None:
    language, page = tab
    here = furnish(world)
    page.add_init_script(_WATCH_JUMPS)
    sign_in(world, page)
    findings: list[str] = []
    for name, visit in PAGES.items():
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        visit(page, here)
        jumped = page.evaluate("window.jumpedBefore ?? window.jumped")
        findings += [f"{name}: it jumps while it loads, by {jumped:.2f}"] if jumped > _MOST_JUMPS else []
        findings += [f"{name}: {finding}" for finding in _at_all_widths(name, page, language)]
    findings += [f"empty home: {finding}" for finding in _empty(world, page, here, language)]
    assert not findings, "\n".join(findings)


def _at_all_widths(name: str, page: Page, language: str) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"it is {wide} pixels wide at {width}"
        if _SCREENSHOTS:
            page.wait_for_timeout(400)
            folder = Path(_SCREENSHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}-{width}-{language}.png", full_page=True)
    yield from of_axe(page)


def of_axe(page: Page) -> Iterator[str]:
    """Yield what axe finds on `page`."""
    results = Axe().run(page, options={"runOnly": _RULES})
    for rule in results.response["violations"]:
        where = "; ".join(str(node["target"]) for node in rule["nodes"][:3])
        yield f"{rule['id']}: {rule['help']} ({where})"


def _empty(world: World, page: Page, here: Furnished, language: str) -> Iterator[str]:
    """Visit the pages without a session, and those of a store that has just installed Folio."""
    new = world.newcomer()
    page.context.clear_cookies()
    for name, path in (("sign-in", "/"), ("signed-out", "/signed-out"), ("session-over", "/documents")):
        page.goto(here.folio + path)
        yield from _at_all_widths(name, page, language)
    sign_in(new, page)
    for name in ("home", "documents", "deliveries", "activity", "files-empty"):
        page.goto(here.folio + {"home": "/", "files-empty": "/documents/archives"}.get(name, f"/{name}"))
        yield from _at_all_widths(f"new-{name}", page, language)
    _authorise_again(new)
    page.goto(here.folio)
    page.locator("form[action*=reauthorisation]").first.wait_for()
    yield from _at_all_widths("authorised-again", page, language)


def _authorise_again(world: World) -> None:
    """Have the store's merchant asked whether Folio was removed."""
    world.database.execute(
        "INSERT INTO stores_reauthorisation (store_id, authorised_at, refused_at, installed_at, issues_automatically,"
        " answer, answered_by) SELECT id, now(), now(), installed_at, true, '', '' FROM stores_store WHERE code = %s",
        [world.store],
    )
