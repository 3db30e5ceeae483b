"""The card that asks whether Folio was removed, and the effect of each answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.automation.models import Backfill, OrderRecord
from apps.dashboard.setup import checklist
from apps.intake import process
from apps.intake.models import Delivery
from apps.invoices.models import Invoice
from apps.stores import reauthorisation
from apps.stores.models import InvoicingSettings, Reauthorisation, Store
from tests.automation.test_backfill import FOREIGN, looked, old, serve
from tests.automation.test_beginning import changed, codes
from tests.automation.test_reauthorised import afterwards, authorised_again, meanwhile
from tests.factories import make_store
from tests.platform import Platform


def work_off() -> None:
    for delivery in Delivery.objects.filter(state=Delivery.State.DUE).order_by("pk"):
        process.process_delivery(delivery.pk)


def answer(browser: Client, name: str) -> Any:
    seen = re.search(r'name="seen" value="([^"]+)"', browser.get("/").content.decode())
    assert seen
    return browser.post(f"/reauthorisation/{name}", {"seen": seen.group(1)})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Was Folio removed", "Folio was never removed", "Folio was removed"]),
        ("es", ["¿Se eliminó Folio", "Folio nunca se eliminó", "Sí, se eliminó"]),
        ("pt", ["O Folio foi removido da sua loja?", "O Folio nunca foi removido", "O Folio foi removido</button>"]),
        ("pt-br", ["outro aplicativo emitiu documentos", "O Folio foi removido</button>"]),
    ],
)
def test_the_first_page_asks(store: Store, signed_in: Callable[..., Client], language: str, words: list[str]) -> None:
    browser = signed_in(store, headers={"Accept-Language": language})
    assert words[0] not in browser.get("/").content.decode()
    authorised_again(store)
    for address in ("/", "/start", "/backfill"):
        page = browser.get(address).content.decode()
        for word in words:
            assert word in page
    Store.objects.update(status=Store.Status.NEEDS_AUTHORISATION)
    assert words[0] not in browser.get("/").content.decode(), "first Folio must be let in again"


def test_never_removed_issues_what_was_paid_meanwhile_but_for_what_has_another_apps_invoice(
    store: Store, signed_in: Callable[..., Client], platform: Platform
) -> None:
    browser, store = signed_in(store), authorised_again(store)
    ours, theirs, new = meanwhile(), meanwhile(), afterwards()
    changed(store, platform, ours)
    changed(store, platform, theirs, FOREIGN)
    changed(store, platform, new)
    assert not Invoice.objects.exists()
    assert answer(browser, "stayed").status_code == 302
    work_off()
    assert {invoice.order_id for invoice in Invoice.objects.all()} == {ours["id"], new["id"]}
    assert codes(OrderRecord.objects.get(order_id=theirs["id"])) == ["invoiced_elsewhere"]
    assert browser.get("/").context["question"] is None


def test_removed_leaves_to_the_merchant_what_was_paid_meanwhile_and_issues_what_comes_once_it_is_turned_on(
    store: Store, signed_in: Callable[..., Client], platform: Platform
) -> None:
    browser, store = signed_in(store), authorised_again(store)
    InvoicingSettings.objects.update(steps_done=["seller", "taxes", "numbering"])
    gone, waits = meanwhile(), afterwards()
    changed(store, platform, gone)
    changed(store, platform, waits)
    answer(browser, "removed")
    work_off()
    assert not Invoice.objects.exists()
    assert [row["row"].order_id for row in browser.get("/").context["from_before"]["rows"]] == [gone["id"]]
    checklist.turn_on_issuing(store, by="merchant", with_waiting=True)
    work_off()
    changed(store, platform, gone)
    assert [invoice.order_id for invoice in Invoice.objects.all()] == [waits["id"]]


def test_no_answer_is_a_removal(store: Store, signed_in: Callable[..., Client], platform: Platform) -> None:
    store = authorised_again(store)
    InvoicingSettings.objects.update(steps_done=["seller", "taxes", "numbering"])
    signed_in(store).post("/start/on", {"with_waiting": "on"})
    assert codes(changed(store, platform, meanwhile())) == ["from_before"]
    assert changed(store, platform, afterwards()).state == "issued"


def test_removed_ends_the_back_fills_of_before(
    store: Store, signed_in: Callable[..., Client], platform: Platform
) -> None:
    serve(platform, old())
    backfill = looked(store)
    authorised_again(store)
    answer(signed_in(store), "removed")
    backfill.refresh_from_db()
    assert backfill.stage == Backfill.Stage.CANCELLED


@pytest.mark.parametrize("name", ["stayed", "removed"])
def test_the_answer_to_an_earlier_question_is_none_to_a_later_one(
    store: Store, signed_in: Callable[..., Client], name: str
) -> None:
    browser = signed_in(store)
    authorised_again(store)
    earlier = browser.get("/").context["question"]["seen"]
    authorised_again(store)
    browser.post(f"/reauthorisation/{name}", {"seen": earlier})
    assert Reauthorisation.objects.get().answer == ""
    assert not InvoicingSettings.objects.get().issues_automatically


def test_clicking_twice_restores_once(store: Store, signed_in: Callable[..., Client], platform: Platform) -> None:
    browser, store = signed_in(store), authorised_again(store)
    changed(store, platform, meanwhile())
    seen = {"seen": reauthorisation.question_seen(store)}
    for _ in range(2):
        assert browser.post("/reauthorisation/stayed", seen).status_code == 302
    assert Delivery.objects.count() == 1


def test_another_stores_question_is_not_answered(store: Store, signed_in: Callable[..., Client]) -> None:
    other = authorised_again(make_store("beta"))
    signed_in(store).post("/reauthorisation/stayed", {"seen": reauthorisation.question_seen(other)})
    assert Reauthorisation.objects.get().answer == ""
    assert signed_in(store).post("/reauthorisation/perhaps").status_code == 404


def test_the_log_of_settings_tells_who_turned_it_off_and_on(store: Store, signed_in: Callable[..., Client]) -> None:
    browser = signed_in(store, headers={"Accept-Language": "en"})
    authorised_again(store)
    answer(browser, "stayed")
    page = browser.get("/activity").content.decode()
    assert "Folio, when you authorised it again" in page
    assert page.index("you, in this session") < page.index("Folio, when you authorised it again")
