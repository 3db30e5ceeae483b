"""A merchant lets a provider issue, in Chile and in Portugal, as a browser shows it on a telephone and on a desk.

Every page on the way is examined by axe at both widths; screenshots on request.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.provider_scenario import CHILE, PORTUGAL, ProviderStore
from config.local.stand_ins import StandIn
from tests.stack.browsing import Browsers
from tests.stack.conftest import PATIENCE, World
from tests.stack.pages import sign_in
from tests.stack.test_pages import of_axe

_WIDTHS = (375, 1280)
_SCREENSHOTS = os.environ.get("SCREENSHOTS", "")
_ASKED = """
    UPDATE invoices_submission SET stage = 'asked', state = 'failed', sent_at = now(), first_sent_at = now(),
    problems = '[{"code": "submission_unclear", "figures": {}, "said": ""}]' WHERE order_id = %s
    AND store_id = (SELECT id FROM stores_store WHERE code = %s)
"""
_REFUSED = """
    UPDATE invoices_provideraccount SET state = 'unauthorised'
    WHERE store_id = (SELECT id FROM stores_store WHERE code = %s)
"""


@dataclass
class Tour:
    """A browser on its way through the pages of a store, and what was found on them."""

    world: World
    page: Page
    kind: ProviderStore
    key: str
    findings: list[str] = field(default_factory=list)

    @property
    def stand_in(self) -> StandIn:
        return StandIn(self.world.sandbox, self.kind.provider)

    def visit(self, path: str) -> None:
        self.page.goto(f"{self.world.stack.folio}{path}")

    def look(self, name: str) -> None:
        """Examine the page as it is, at all widths."""
        for width in _WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            self.findings += [f"{name}: it is {wide} pixels wide at {width}"] if wide > width else []
            if _SCREENSHOTS:
                Path(_SCREENSHOTS).mkdir(parents=True, exist_ok=True)
                file = Path(_SCREENSHOTS) / f"{self.kind.country}-{name}-{width}.png"
                self.page.screenshot(path=file, full_page=True)
        self.findings += [f"{name}: {finding}" for finding in of_axe(self.page)]

    def press(self, action: str) -> None:
        """Press the button of the form that posts to `action`."""
        self.page.locator(f"form[action*='{action}'] button").first.click()
        self.page.wait_for_load_state("networkidle")

    def sell(self) -> int:
        return self.world.sell(self.kind.templates[0])

    def record(self, order_id: int) -> int:
        return self._id("automation_orderrecord", order_id)

    def document(self, order_id: int) -> int:
        """Wait for the order's document and return its id."""
        condition = f"order_id = {order_id}"
        wait_until(lambda: self.world.count("invoices_invoice", condition) == 1, seconds=PATIENCE, what="a document")
        return self._id("invoices_invoice", order_id)

    def _id(self, table: str, order_id: int) -> int:
        of_store = "store_id = (SELECT id FROM stores_store WHERE code = %s)"
        query = f"SELECT id FROM {table} WHERE order_id = %s AND {of_store}"
        found = self.world.database.execute(query, [order_id, self.world.store]).fetchone()
        assert found is not None
        return int(found[0])


@contextmanager
def touring(world: World, chromium: Browsers, kind: ProviderStore, language: str) -> Iterator[Tour]:
    """Install Folio in a store of `kind`, with two orders, and open a browser in it."""
    code, key = f"issuer-{kind.country.lower()}", f"pages-{kind.country}-secret"
    world.sandbox.create_store(code, currency=kind.currency, country=kind.country, timezone=kind.time_zone)
    here = World(world.stack, world.sandbox, Merchant(folio=world.stack.folio, store=code), world.database)
    here.merchant.install()
    here.merchant.start(seller_tax_id=kind.tax_id, **kind.seller)
    with chromium.page(locale=language) as page:
        tour = Tour(here, page, kind, key)
        tour.stand_in.create_account(key=key)
        for template in kind.templates:
            here.sell(template)
        here.settle()
        sign_in(here, page)
        yield tour
    assert not tour.findings, "\n".join(tour.findings)


def _connect(tour: Tour) -> str:
    """Connect the account as the pages lead to it, and return the address of its page."""
    page, provider = tour.page, tour.kind.provider
    tour.visit("/settings")
    page.locator("nav a[href='/issuer']").click()
    tour.look("1-issuers")
    page.locator(f"a[href='/issuer/connect/{provider}']").click()
    tour.look("2-connect")
    page.locator("input[type=password]").fill("wrong")
    if page.locator("#id_account").count():
        page.locator("#id_account").fill("acme")
    tour.press("/connect/")
    page.locator(".notice.error").wait_for()
    tour.look("3-refused")
    assert "wrong" not in page.content()
    page.locator("input[type=password]").fill(tour.key)
    tour.press("/connect/")
    page.locator("input[name=sealed]").wait_for(state="attached")
    tour.look("4-confirm")
    assert tour.key not in page.content()
    tour.press("/connect/")
    page.wait_for_url("**/issuer/accounts/*")
    tour.look("5-account")
    return page.url.removeprefix(tour.world.stack.folio)


def _choose_rehearse_and_switch(tour: Tour, account: str) -> None:
    tour.visit(f"{account}/choices")
    tour.look("6-choices")
    tour.page.locator("main form button").click()
    tour.visit(f"{account}/rehearsal")
    tour.look("7-rehearsal")
    if tour.kind is CHILE:
        tour.world.merchant.answer_vouchers("no")
        tour.page.reload()
        tour.look("8-rehearsal-again")
    assert tour.page.locator("tbody tr").count() == len(tour.kind.templates)
    tour.visit(account)
    tour.press("/switch")
    assert tour.page.locator(f"form[action='{account}/switch']").count() == 0


def _sell_and_credit(tour: Tour) -> int:
    document = tour.document(tour.sell())
    tour.visit(f"/documents/{document}")
    tour.look("9-document")
    tour.page.locator("#corrections ~ details summary").first.click()
    form = tour.page.locator("details[open] form").last
    form.locator("[name$=reason]").fill("Devuelto")
    form.locator("button").click()
    tour.page.wait_for_load_state("networkidle")
    tour.look("10-credit-to-confirm")
    tour.page.locator("button[value=issue]").click()
    tour.page.wait_for_url(f"**/documents/{document}")
    wait_until(
        lambda: tour.world.count("invoices_invoice", f"credits_id = {document}") == 1,
        seconds=PATIENCE,
        what="the credit note",
    )
    tour.page.reload()
    tour.look("11-credited")
    return document


def _answer_a_question(tour: Tour) -> None:
    """Sell while the provider takes no calls; ask a person, who does not find the document there."""
    tour.stand_in.fault("limited", times=None, key=tour.key)
    order_id = tour.sell()
    open_one = f"order_id = {order_id} AND stage IN ('waiting', 'sent')"
    wait_until(lambda: tour.world.count("invoices_submission", open_one) == 1, seconds=PATIENCE, what="a submission")
    tour.visit(f"/orders/{tour.record(order_id)}")
    tour.look("12-on-its-way")
    tour.world.database.execute(_ASKED, [order_id, tour.world.store])
    tour.world.database.execute(_REFUSED, [tour.world.store])
    tour.visit("/")
    tour.look("13-home")
    tour.visit(f"/orders/{tour.record(order_id)}")
    tour.look("14-question")
    tour.stand_in.clear_faults(tour.key)
    tour.press("/absent")
    tour.document(order_id)
    tour.visit(f"/orders/{tour.record(order_id)}")
    tour.look("15-answered")


def _disconnect(tour: Tour, account: str) -> None:
    tour.visit(account)
    tour.page.locator("details summary").last.click()
    tour.look("16-disconnect")
    tour.press("/disconnect")
    tour.page.wait_for_url("**/issuer")
    tour.look("17-disconnected")
    tour.visit("/documents")
    tour.look("18-documents")


@pytest.mark.parametrize(("kind", "language"), [(CHILE, "es-CL"), (PORTUGAL, "pt-PT")], ids=["es", "pt"])
def test_a_merchant_lets_a_provider_issue_and_leaves_it_again(
    world: World, chromium: Browsers, kind: ProviderStore, language: str
) -> None:
    with touring(world, chromium, kind, language) as tour:
        account = _connect(tour)
        _choose_rehearse_and_switch(tour, account)
        document = _sell_and_credit(tour)
        _answer_a_question(tour)
        _disconnect(tour, account)
        tour.visit(f"/documents/{document}")
        tour.look("19-document-afterwards")
