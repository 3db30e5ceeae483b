"""Frames of Folio in Chromium, with shops that are hosts of one site as Jumpseller's are.

Browsers resolve every host below `localhost` to this machine, and `jumpseller.localhost` is one site to them. So a
session in one shop's frame is sent in the frame of another shop, too: only `frame-ancestors` separates them.
"""

from playwright.sync_api import FrameLocator, Page

from tests.stack.browsing import signed_in
from tests.stack.conftest import World


def test_a_stores_own_page_shows_it_and_another_shops_page_does_not(world: World, page: Page) -> None:
    world.wait_for_documents(world.sell(), 1)
    own, evil = _admin(world, world.store), _admin(world, "evil-shop")
    document = signed_in(world, page, own).get_by_role("link", name="F-000001", exact=True)
    document.wait_for()
    page.goto(evil)
    _is_refused(page.frame_locator("iframe"))
    page.goto(own)
    document.wait_for()


def test_a_page_around_the_stores_own_page_does_not_show_it_either(world: World, page: Page) -> None:
    own = _admin(world, world.store)
    signed_in(world, page, own).get_by_role("link", name="Settings").first.wait_for()
    page.goto(_admin(world, "evil-shop"))
    page.locator("iframe").evaluate("(frame, address) => { frame.src = address; }", own)
    _is_refused(page.frame_locator("iframe").frame_locator("iframe"))


def test_no_session_is_opened_in_another_shops_frame_and_the_operator_learns_of_it(world: World, page: Page) -> None:
    """The sign-in page, which shows no store, appears there; its message after the sign-in leads out of the frame."""
    frame = signed_in(world, page, _admin(world, "evil-shop"))
    frame.get_by_role("alert").get_by_text("this page is not allowed to show Folio").wait_for()
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Open Folio in a new tab").click()
    opened.value.get_by_role("link", name="Settings").first.wait_for()
    page.reload()
    frame.get_by_role("link", name="Connect with Jumpseller").wait_for()
    told = world.stack.manage("shell", "-c", "from apps.stores import frames; print(frames.refused_frames())")
    assert f"origin='{_origin(world, 'evil-shop')}'" in told


def _origin(world: World, shop: str) -> str:
    return f"http://{shop}.jumpseller.localhost:{world.stack.sandbox.rsplit(':', 1)[1]}"


def _admin(world: World, shop: str) -> str:
    """Return the page of the host of `shop` that frames Folio."""
    return f"{_origin(world, shop)}/admin/{world.store}/apps/folio"


def _is_refused(frame: FrameLocator) -> None:
    frame.get_by_text("refused to connect").first.wait_for(state="attached")
    assert frame.get_by_text("F-000001").count() == 0
