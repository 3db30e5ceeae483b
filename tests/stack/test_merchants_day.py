"""A merchant's first day in the admin's frame: install, setup, sale, credit, export, uninstall."""

import csv
import io
import zipfile
from pathlib import Path

from playwright.sync_api import Download, FrameLocator, Page, expect

from apps.core import clock
from config.local.processes import wait_until
from tests.stack.browsing import signed_in
from tests.stack.conftest import PATIENCE, World


def test_from_install_to_uninstall(world: World, page: Page) -> None:
    new = world.newcomer(taxes=[{"name": "IVA", "tax_amount": 19}])
    frame = signed_in(new, page)
    frame.get_by_role("link", name="First steps").first.click()
    early = new.sell()
    _take_the_first_steps(frame)
    _look_before_the_switch(frame)
    frame.get_by_role("link", name="First steps").first.click()
    frame.get_by_label("Also issue the document of the 1 paid order that waits").check()
    frame.get_by_role("button", name="Issue automatically from now on").click()
    new.wait_for_documents(early, 1)
    late = new.sell()
    (link,) = new.wait_for_documents(late, 1)
    _credit(frame, "F-000002")
    new.wait_for_documents(late, 2)
    _export(page, frame)
    _uninstall(new)
    page.reload()
    frame.locator("#sign-in").wait_for()
    assert "F-000001" not in frame.locator("body").inner_text()
    # The buyer keeps access to their documents.
    assert new.merchant.download(f"{link['url']}.pdf").startswith(b"%PDF-")


def _take_the_first_steps(frame: FrameLocator) -> None:
    seller = frame.locator("#step-seller")
    seller.get_by_label("Your tax number").fill("76.123.456-1")
    seller.get_by_role("button", name="Save and go on").click()
    frame.get_by_text("This is not a valid RUT").wait_for()
    seller.get_by_label("Your tax number").fill("76.123.456-0")
    seller.get_by_role("button", name="Save and go on").click()
    frame.get_by_role("button", name="Use 19% IVA, included in prices").click()
    numbering = frame.locator("#step-numbering")
    numbering.get_by_label("First invoice number").fill("1")
    numbering.get_by_role("button").click()
    _see_the_paper_change(frame)
    for step in ("paper", "when", "mail"):
        frame.locator(f"#step-{step} button").click()
        frame.locator(f"#step-{step}").wait_for(state="hidden")
    frame.get_by_role("heading", name="Issue automatically").scroll_into_view_if_needed()
    frame.get_by_alt_text("Preview of the invoice F-000001").last.wait_for()


def _see_the_paper_change(frame: FrameLocator) -> None:
    picture = frame.locator("#preview-step-paper img")
    picture.wait_for()
    before = picture.get_attribute("src") or ""
    frame.get_by_label("Line at the foot of every page").fill("www.example.com")
    expect(picture).not_to_have_attribute("src", before)


def _look_before_the_switch(frame: FrameLocator) -> None:
    frame.get_by_role("button", name="Preview the last 90 days").click()
    frame.get_by_text("Would be issued: 1").wait_for()


def _credit(frame: FrameLocator, number: str) -> None:
    frame.get_by_role("link", name="Documents", exact=True).click()
    frame.get_by_role("link", name=number, exact=True).click()
    frame.locator("summary", has_text="Credit all that is left").click()
    form = frame.locator("details[open] form")
    form.get_by_label("Reason").fill("Returned")
    form.get_by_role("button").click()
    frame.get_by_role("button", name="Issue NC-000001").click()
    frame.get_by_text("NC-000001").first.wait_for()


def _export(page: Page, frame: FrameLocator) -> None:
    frame.get_by_role("link", name="Documents", exact=True).click()
    with page.expect_download() as table:
        frame.get_by_role("link", name="(CSV)").click()
    rows = list(csv.DictReader(io.StringIO(_content(table.value).decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["NC-000001", "F-000002", "F-000001"]
    frame.get_by_role("button", name="(XLSX)").click()
    with page.expect_download() as spreadsheet:
        frame.get_by_role("link", name="Download", exact=True).click()
    assert spreadsheet.value.suggested_filename.endswith(".xlsx")
    today = clock.today("America/Santiago").isoformat()
    frame.get_by_label("From").fill(today)
    frame.get_by_label("Until").fill(today)
    frame.get_by_role("button", name="Prepare the file").click()
    with page.expect_download() as pdfs:
        frame.locator("li", has_text="PDFs").get_by_role("link", name="Download", exact=True).click()
    with zipfile.ZipFile(io.BytesIO(_content(pdfs.value))) as archive:
        assert sorted(archive.namelist()) == ["F-000001.pdf", "F-000002.pdf", "NC-000001.pdf"]


def _uninstall(world: World) -> None:
    """Uninstall Folio and let its daily check and the second one detect it: Jumpseller sends no event."""
    world.sandbox.uninstall(world.store, keep_tokens=True)
    wait_until(lambda: _has_noticed(world), seconds=PATIENCE, what="Folio to notice")


def _has_noticed(world: World) -> bool:
    of_store = "store_id = (SELECT id FROM stores_store WHERE code = %s)"
    world.database.execute(f"UPDATE stores_installation SET due_at = now() WHERE {of_store}", [world.store])
    uninstalled = "SELECT 1 FROM stores_store WHERE code = %s AND status = 'uninstalled'"
    return world.database.execute(uninstalled, [world.store]).fetchone() is not None


def _content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()
