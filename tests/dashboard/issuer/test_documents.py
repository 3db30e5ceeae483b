"""Pages of documents that a provider issued: what it and the authority say, and which corrections it takes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from apps.automation import submissions
from apps.automation.models import OrderRecord
from apps.invoices.models import AuthorityCheck, Invoice, Kind, ProviderAccount, Submission
from apps.invoices.submission import accounts
from apps.providers.outcomes import AuthorityState, Issued
from apps.providers.plan import Plan, Refusal
from apps.providers.problems import Problem
from tests.dashboard.issuer.conftest import carry_on, text_of
from tests.invoices.submission.scripted import Scripted, make

pytestmark = pytest.mark.django_db
Place = Callable[..., OrderRecord]


def issued(place: Place) -> Invoice:
    record = place()
    carry_on()
    return Invoice.objects.get(order_id=record.order_id)


def test_an_address_that_is_none_of_the_web_is_not_linked(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    provider.script = [lambda of, plan, key: replace(make(of, plan, key), links={"page": "javascript:alert(1)"})]
    assert "javascript" not in text_of(browser.get(f"/documents/{issued(place).pk}"))


def judge(document: Invoice, provider: Scripted, said: AuthorityState) -> None:
    provider.said = said
    check = AuthorityCheck.objects.get(invoice=document)
    submissions.ask_authority(check.pk)


def test_the_page_names_title_number_state_fiscal_id_and_link(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    def made(provider: Scripted, plan: Plan, key: str) -> Issued:
        links = {"pdf": "https://p.example/1.pdf", "page": "https://p.example/1"}
        return replace(make(provider, plan, key), number="39/1 A", fiscal_id="ABC-1", links=links)

    provider.script = [made]
    document = issued(place)
    page = text_of(browser.get(f"/documents/{document.pk}"))
    assert 'Boleta electrónica <span class="whole">39/1 A</span>' in page
    assert "State at the SII </dt> <dd> No answer yet" in page
    assert "<dt>Timbre</dt> <dd>ABC-1</dd>" in page
    assert 'href="https://p.example/1"' in page
    judge(document, provider, AuthorityState("accepted_with_remarks", "Reparo menor"))
    page = text_of(browser.get(f"/documents/{document.pk}"))
    assert "Accepted with remarks" in page
    assert "“Reparo menor”" in page
    assert "39/1 A" in text_of(browser.get("/documents"))


def test_what_differs_is_shown_with_a_credit_note_one_click_away(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    provider.script = [lambda of, plan, key: replace(make(of, plan, key), gross_total=Decimal(9999))]
    document = issued(place)
    page = browser.get(f"/documents/{document.pk}")
    assert "the total: CLP 9,999 there, CLP 10,000 declared" in text_of(page)
    reason = page.context["issued_there"]["credit_reason"]
    preview = browser.post(f"/documents/{document.pk}/credit", {"way": "full", "reason": reason})
    (sheet,) = preview.context["sheets"]
    assert (sheet.title, sheet.number) == ("Nota de crédito", "")
    assert "Send it to the provider" in text_of(preview)
    confirm(browser, document, preview, way="full", reason=reason)
    carry_on()
    assert Invoice.objects.get(kind=Kind.CREDIT_NOTE).credits == document


def confirm(browser: Client, document: Invoice, preview: Any, **typed: str) -> None:
    given = typed | {"step": "issue", "seen": preview.context["seen"]}
    assert browser.post(f"/documents/{document.pk}/credit", given).status_code == 302


def test_a_credit_note_on_its_way_takes_the_place_of_the_forms(
    browser: Client, place: Place, account: ProviderAccount
) -> None:
    document = issued(place)
    preview = browser.post(f"/documents/{document.pk}/credit", {"way": "full", "reason": "x"})
    confirm(browser, document, preview, way="full", reason="x")
    page = text_of(browser.get(f"/documents/{document.pk}"))
    assert "A credit note is on its way to Scripted." in page
    assert "Credit all that is left" not in page
    again = browser.post(f"/documents/{document.pk}/credit", {"way": "full", "reason": "x"})
    assert "Nothing was done: a document of this order is on its way to the provider." in text_of(again)


def test_a_credit_note_that_would_be_refused_says_why_before_the_click(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    document = issued(place)
    provider.refusal = Refusal((Problem("provider_refused", {}, "fuera de plazo"),))
    page = text_of(browser.post(f"/documents/{document.pk}/credit", {"way": "full", "reason": "x"}))
    assert "The provider says: fuera de plazo" in page
    assert not Submission.objects.filter(kind=Kind.CREDIT_NOTE).exists()


def test_a_reissue_shows_both_documents_by_their_legal_titles(
    browser: Client, place: Place, account: ProviderAccount
) -> None:
    document = issued(place)
    form = next(each for each in browser.get(f"/documents/{document.pk}").context["forms"] if each.way == "reissue")
    given = {name: form[name].value() or "" for name in form.fields} | {"name": "Otra SpA", "reason": "x"}
    preview = browser.post(f"/documents/{document.pk}/reissue", given)
    assert [each.title for each in preview.context["sheets"]] == ["Nota de crédito", "Boleta electrónica"]


@pytest.mark.parametrize(
    ("abilities", "ways", "sentence"),
    [
        ({"credits": False}, [], "Scripted takes no credit notes from Folio: make them there."),
        ({"partial_credit": False}, ["full", "reissue"], "Scripted credits a document only as a whole"),
        ({}, ["full", "lines", "amounts", "reissue"], "Scripted issues it and gives it its number."),
    ],
)
def test_what_the_provider_does_not_take_is_said_and_not_offered(
    abilities: dict[str, bool],
    ways: list[str],
    sentence: str,
    browser: Client,
    place: Place,
    account: ProviderAccount,
    provider: Scripted,
) -> None:
    document = issued(place)
    provider.abilities = replace(provider.abilities, **abilities)  # type: ignore[arg-type]
    page = browser.get(f"/documents/{document.pk}")
    assert [each.way for each in page.context["forms"]] == ways
    assert sentence in text_of(page)
    for way in {"full", "lines", "amounts"} - set(ways):
        refused = browser.post(
            f"/documents/{document.pk}/credit", {"way": way, "reason": "x", "at_1": "1", "step": "issue", "seen": "0"}
        )
        assert "notice error" in text_of(refused)
    assert Submission.objects.count() == 1


def test_a_document_of_a_disconnected_account_is_credited_once_it_is_connected_again(
    browser: Client, place: Place, account: ProviderAccount
) -> None:
    document = issued(place)
    accounts.disconnect(account)
    page = text_of(browser.get(f"/documents/{document.pk}"))
    assert "the account at Scripted is disconnected. Connect it again first." in page
    assert "Credit all that is left" not in page


def test_a_rejected_document_is_void_everywhere_and_leads_to_its_order(
    browser: Client, place: Place, account: ProviderAccount, provider: Scripted
) -> None:
    document = issued(place)
    record = OrderRecord.objects.get()
    judge(document, provider, AuthorityState("rejected", "RUT errado"))
    page = text_of(browser.get(f"/documents/{document.pk}"))
    assert "Void: the SII rejected it" in page
    assert f'href="/orders/{record.pk}"' in page
    assert "Credit all that is left" not in page
    assert "void: rejected by the authority" in text_of(browser.get("/documents"))
    found = {state: len(browser.get(f"/documents?state={state}").context["rows"]) for state in ("void", "open")}
    assert found == {"void": 1, "open": 0}
    assert "The tax authority rejected Boleta electrónica 39-1." in text_of(browser.get("/"))
    assert "/issue" in text_of(browser.get(f"/orders/{record.pk}"))
