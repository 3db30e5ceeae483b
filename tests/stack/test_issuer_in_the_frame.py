"""A merchant connects a provider, switches, sells, credits and disconnects inside the admin's frame, across sites."""

import itertools

from playwright.sync_api import Page

from config.local.provider_scenario import CHILE
from config.local.stand_ins import StandIn
from tests.stack.browsing import signed_in
from tests.stack.conftest import World

_keys = itertools.count(1)
_TEMPLATE = "clp-iva-included"


def test_a_provider_issues_for_a_store_in_the_frame(world: World, page: Page) -> None:
    here, key = world.newcomer(), f"frame-secret-{next(_keys)}"
    stand_in = StandIn(world.sandbox, CHILE.provider)
    stand_in.create_account(key=key)
    here.merchant.install()
    here.merchant.start(seller_tax_id=CHILE.tax_id)
    # Folio asks about the voucher of a payment that it has seen.
    here.wait_for_documents(here.sell(_TEMPLATE), 1)
    here.merchant.answer_vouchers("no")
    frame = signed_in(here, page)

    frame.get_by_role("link", name="Settings", exact=True).click()
    frame.locator("nav a[href='/issuer']").click()
    frame.locator(f"a[href='/issuer/connect/{CHILE.provider}']").click()
    frame.locator("input[type=password]").fill(key)
    frame.locator("form[action*='/connect/'] button").first.click()
    frame.locator("form:has(input[name=sealed]) button").click()
    frame.locator("form[action$='/switch'] button").click()
    frame.locator("form[action$='/switch']").wait_for(state="detached")

    order_id = here.sell(_TEMPLATE)
    here.wait_for_documents(order_id, 1)
    frame.get_by_role("link", name="Documents", exact=True).click()
    frame.get_by_role("link", name="39-1", exact=True).click()
    frame.locator("#corrections ~ details summary").first.click()
    frame.locator("details[open] form").last.locator("[name$=reason]").fill("Returned")
    frame.locator("details[open] form").last.locator("button").click()
    frame.locator("button[value=issue]").click()
    here.wait_for_documents(order_id, 2)
    assert len(stand_in.documents(key)) == 2

    frame.get_by_role("link", name="Settings", exact=True).click()
    frame.locator("nav a[href='/issuer']").click()
    frame.locator("a[href^='/issuer/accounts/']").first.click()
    frame.locator("details summary").last.click()
    frame.locator("form[action$='/disconnect'] button").click()
    frame.locator(f"a[href='/issuer/connect/{CHILE.provider}']").wait_for()
    assert key not in frame.locator("body").inner_html()
