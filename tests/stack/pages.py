"""Every page of merchants and buyers, in a store with content for each."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from config.local.processes import wait_until
from tests.stack.browsing import choose
from tests.stack.conftest import PATIENCE, World


@dataclass(frozen=True)
class Furnished:
    """A store with held, waiting, invoiced and credited orders, and the addresses of its pages."""

    folio: str
    credited: int
    standing: int
    waiting: int
    link: str


def furnish(world: World) -> Furnished:
    """Create orders so that every list and state occurs."""
    world.merchant.change_settings(mail_buyers="on", self_service="on", fallback_tax_rate="19")
    credited, standing = world.sell(), world.sell()
    (link,) = world.wait_for_documents(standing, 1)
    world.wait_for_documents(credited, 1)
    world.sandbox.cancel(world.store, credited)
    world.wait_for_documents(credited, 2)
    odd = world.sell(status="pending_payment", quiet=True)
    world.sandbox.change_order(world.store, odd, {"status": "Paid", "status_enum": "paid", "total": 1})
    world.merchant.change_settings(hold_for_review="on")
    waiting = world.sell()
    of_state = "state = 'held'"
    wait_until(lambda: world.count("automation_orderrecord", of_state) == 2, seconds=PATIENCE, what="two held orders")
    world.merchant.change_settings(issue_when="by_hand", hold_for_review="")
    world.sell()
    wait_until(lambda: world.count("automation_orderrecord") == 5, seconds=PATIENCE, what="five orders")
    world.settle()
    return Furnished(
        folio=world.stack.folio,
        credited=_id(world, "invoices_invoice", f"order_id = {credited} AND kind = 'invoice'"),
        standing=_id(world, "invoices_invoice", f"order_id = {standing}"),
        waiting=_id(world, "automation_orderrecord", f"order_id = {waiting}"),
        link=link["url"],
    )


def sign_in(world: World, page: Page) -> None:
    """Sign in in a separate tab."""
    page.goto(f"{world.stack.folio}/oauth/install")
    choose(page, world.store)
    page.locator("[value=authorize]").click()
    page.wait_for_url(f"{world.stack.folio}/")


Visit = Callable[[Page, Furnished], None]


def _at(path: str) -> Visit:
    return lambda page, here: _open(page, here.folio + path.format(**vars(here)))


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def _with_everything_open(path: str) -> Visit:
    def visit(page: Page, here: Furnished) -> None:
        _at(path)(page, here)
        page.evaluate("window.jumpedBefore = window.jumped")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.name = ''; each.open = true; })")
        page.wait_for_load_state("networkidle")

    return visit


def _credit_note_to_confirm(page: Page, here: Furnished) -> None:
    """Open the confirmation of a credit note, before it takes a number."""
    _at("/documents/{standing}")(page, here)
    page.locator("#corrections ~ details summary").first.click()
    form = page.locator("details[open] form").last
    form.locator("[name$=reason]").fill("Devuelto")
    form.locator("button").click()
    page.wait_for_load_state("networkidle")


def _older_orders(page: Page, here: Furnished) -> None:
    _at("/backfill")(page, here)
    start = page.locator("form[action='/backfill'] button")
    if start.count():
        start.click()
    page.locator("details").first.wait_for()


def _files(page: Page, here: Furnished) -> None:
    _at("/documents")(page, here)
    page.locator("form[action^='/documents.xlsx'] button").click()
    page.locator("a[download].button").first.wait_for()


PAGES: dict[str, Visit] = {
    "home": _with_everything_open("/"),
    "first-steps": _with_everything_open("/start"),
    "documents": _at("/documents"),
    "no-documents": _at("/documents?since=2001-01-01&until=2001-01-02"),
    "document": _with_everything_open("/documents/{credited}"),
    "credit-note-to-confirm": _credit_note_to_confirm,
    "order": _at("/orders/{waiting}"),
    "older-orders": _older_orders,
    "files": _files,
    "deliveries": _at("/deliveries"),
    "activity": _at("/activity"),
    "settings": _at("/settings"),
    "taxes": _at("/settings/taxes"),
    "payment-methods": _at("/settings/payments"),
    "issuers": _with_everything_open("/issuer"),
    "connect-issuer": _at("/issuer/connect/openfactura"),
    "not-found": _at("/documents/999999"),
    "buyers-document": lambda page, here: _open(page, here.link),
    "buyers-correction": lambda page, here: _open(page, f"{here.link}/correction"),
}


def _id(world: World, table: str, condition: str) -> int:
    of_store = "store_id = (SELECT id FROM stores_store WHERE code = %s)"
    row = world.database.execute(f"SELECT id FROM {table} WHERE {of_store} AND {condition}", [world.store]).fetchone()
    if row is None:
        raise LookupError(f"No row in {table} where {condition}.")
    return int(row[0])
