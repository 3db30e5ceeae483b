"""Every fault of the stand-in at every step: the right outcome, and in the end exactly one document."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from apps.providers import http
from apps.providers.outcomes import (
    Ambiguous,
    Blocked,
    CallFailed,
    Failed,
    Issued,
    Limited,
    Pending,
    Refused,
    Unauthorised,
    Unclear,
)
from tests.providers.documents import COMPANY, TODAY, order_a, order_b

from .conftest import Shop

_ISSUE, _READ = "*/v2/dte/document", "*/document/*/json"
_AT_ISSUE = {
    "timeout_before": Unclear,
    "timeout_after": Unclear,
    "error_500": Unclear,
    "error_500_after": Unclear,
    "html_200": Unclear,
    "broken_json": Unclear,
    "slow_drip": Unclear,
    "huge": Unclear,
    "unauthorised": Unauthorised,
    "limited": Limited,
    "wrong_total": Issued,
    "no_permission": Blocked,
    "certificate": Blocked,
    "type_not_enabled": Refused,
    "no_folios": Blocked,
    "database": Unclear,
    "down": Unclear,
    "processing": Unclear,
    "boletas_blocked": Blocked,
    "pdf_error": Unclear,
    "no_folio_told": Issued,
    "late_rejection": Issued,
}
_IN_A_LOOK = {
    "timeout_after": Unclear,
    "error_500": Unclear,
    "html_200": Unclear,
    "broken_json": Unclear,
    "slow_drip": Unclear,
    "huge": Unclear,
    "unauthorised": Unauthorised,
    "limited": Limited,
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for half a second instead of 45."""
    monkeypatch.setattr(http, "_WHOLE", 0.5)


@pytest.mark.parametrize(("fault", "outcome"), _AT_ISSUE.items())
@pytest.mark.parametrize("order", [order_a(), order_a(COMPANY)], ids=["boleta", "factura"])
def test_every_fault_at_the_issue_ends_in_one_document(shop: Shop, fault: str, outcome: type, order: Any) -> None:
    plan = shop.planned(order)
    shop.fault(fault, path=_ISSUE)
    first = shop.submit(plan)
    assert isinstance(first, outcome), first
    found = shop.find(plan) if isinstance(first, Unclear) else None
    last = first if isinstance(first, Issued) else found or shop.submit(plan)
    assert isinstance(last, Issued), last
    assert [each["token"] for each in shop.documents()] == [last.reference]
    assert last.number == f"{plan.type}-1"
    assert not any(shop.key in f"{each}" for each in shop.exchanges)


@pytest.mark.parametrize("fault", _IN_A_LOOK)
def test_a_document_that_cannot_be_read_back_is_issued_all_the_same(shop: Shop, fault: str) -> None:
    plan = shop.planned(order_a())
    shop.fault(fault, path=_READ)
    outcome = shop.submit(plan)
    assert isinstance(outcome, Issued)
    assert (outcome.gross_total, outcome.receiver, outcome.number) == (None, None, "39-1")


def test_a_document_without_a_folio_is_asked_for_again(shop: Shop) -> None:
    plan = shop.planned(order_a())
    shop.fault("no_folio_told", path=_ISSUE)
    shop.fault("limited", path=_READ)
    pending = shop.submit(plan)
    assert pending == Pending(shop.documents()[0]["token"], 7.0)
    issued = shop.submit(plan, pending.reference)
    assert issued == shop.find(plan, pending.reference)
    assert isinstance(issued, Issued)
    assert issued.number == "39-1"
    assert len(shop.documents()) == 1


@pytest.mark.parametrize("switch", ["", "repeat_details"])
def test_a_repeated_key_brings_the_first_document(shop: Shop, switch: str) -> None:
    plan, issued = shop.issue(order_b())
    if switch:
        shop.fault(switch)
    assert shop.submit(plan) == issued
    assert len(shop.documents()) == 1


def test_a_repeated_key_without_a_token_is_unclear(shop: Shop) -> None:
    plan, _ = shop.issue(order_b())
    shop.fault("repeat_without_token")
    assert isinstance(shop.submit(plan), Unclear)


def test_a_key_that_was_used_for_another_document_shows_in_the_figures(shop: Shop) -> None:
    shop.issue(order_a(), key="one")
    outcome = shop.submit(shop.planned(order_b()), key="one")
    assert isinstance(outcome, Issued)
    assert outcome.gross_total == 23970


def test_wrong_totals_are_told_as_they_are(shop: Shop) -> None:
    shop.fault("wrong_total", path=_ISSUE)
    plan, issued = shop.issue(order_a())
    assert issued.gross_total == plan.totals.gross_total + 1 == 23971


@pytest.mark.parametrize(("fault", "outcome"), _IN_A_LOOK.items())
def test_every_look_tells_why_it_failed(shop: Shop, fault: str, outcome: type) -> None:
    plan, issued = shop.issue(order_a())
    looks: list[Callable[[], Any]] = [
        lambda: shop.find(plan),
        lambda: shop.adapter.state(shop.http, shop.credentials, issued.reference),
        lambda: shop.adapter.pdf(shop.http, shop.credentials, issued.reference),
        lambda: shop.adapter.listed(shop.http, shop.credentials, TODAY, TODAY),
        lambda: shop.account(),
    ]
    for look in looks:
        shop.fault(fault)
        with pytest.raises(CallFailed) as failed:
            look()
        assert isinstance(failed.value.outcome, outcome)
        assert shop.key not in str(failed.value)


def test_an_unreachable_provider_spends_nothing(shop: Shop) -> None:
    plan = shop.planned(order_a())
    unreachable = http.Http(keep=lambda _: None, stand_ins={"api.haulmer.com": "http://127.0.0.1:9"})
    outcome = shop.adapter.submit(unreachable, shop.credentials, plan, "key", "")
    assert isinstance(outcome, Unclear | Failed)


def test_a_refusal_names_the_field(shop: Shop) -> None:
    plan = shop.planned(order_a())
    plan.body["dte"]["Encabezado"]["Totales"]["MntTotal"] = 23971
    outcome = shop.submit(plan)
    assert isinstance(outcome, Refused)
    assert [(each.code, each.figures) for each in outcome.problems] == [("sii_field_refused", {"field": "MntTotal"})]
    assert "Monto erróneo : 23970" in outcome.problems[0].said


def test_a_search_that_finds_nothing_says_so(shop: Shop) -> None:
    plan = shop.planned(order_a())
    assert shop.find(plan) is None
    shop.issue(order_b())
    shop.issue(order_a(today=TODAY - timedelta(days=1)), key="yesterday")
    assert shop.find(plan) is None


def test_a_search_tells_orders_apart_by_their_references(shop: Shop) -> None:
    shop.issue(order_a(order_id=1002), key="another order")
    plan = shop.planned(order_a())
    assert shop.find(plan) is None
    issued = shop.submit(plan)
    assert shop.find(plan) == issued


def test_equal_boletas_without_references_are_for_a_person(shop: Shop) -> None:
    shop.choices["order_reference"] = "no"
    plan, _ = shop.issue(order_a())
    with pytest.raises(Ambiguous):
        shop.find(plan)


def test_a_document_that_is_kept_without_references_is_for_a_person(shop: Shop) -> None:
    plan, _ = shop.issue(order_a())
    shop.fault("without_references", path=_READ)
    with pytest.raises(Ambiguous):
        shop.find(plan)


def test_one_factura_of_a_company_is_found_without_references(shop: Shop) -> None:
    shop.choices["order_reference"] = "no"
    plan, issued = shop.issue(order_a(COMPANY))
    found = shop.find(plan)
    assert found == issued
    shop.issue(order_a(COMPANY), key="again")
    with pytest.raises(Ambiguous):
        shop.find(plan)


def test_a_list_of_many_pages_is_read_whole(shop: Shop) -> None:
    plans = [shop.issue(order_a(order_id=number), key=f"{number}")[0] for number in range(35)]
    listed = shop.adapter.listed(shop.http, shop.credentials, TODAY, TODAY)
    assert [each.number for each in listed] == [f"39-{number}" for number in range(1, 36)]
    assert {each.gross_total for each in listed} == {23970}
    with pytest.raises(Ambiguous):
        shop.find(plans[34])
    assert shop.adapter.listed(shop.http, shop.credentials, TODAY + timedelta(days=1), TODAY + timedelta(days=2)) == []


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Sin estado", "waiting"),
        ("Pendiente", "waiting"),
        ("Aceptado", "accepted"),
        ("Aceptado con Reparo", "accepted_with_remarks"),
        ("Rechazado", "rejected"),
    ],
)
def test_the_authority_s_words_are_states(shop: Shop, words: str, state: str) -> None:
    _, issued = shop.issue(order_a())
    assert issued.state == "waiting"
    shop.stand_in.set_state(shop.key, issued.reference, words)
    told = shop.adapter.state(shop.http, shop.credentials, issued.reference)
    assert (told.state, told.words) == (state, words)


def test_the_pdf_is_given(shop: Shop) -> None:
    _, issued = shop.issue(order_a())
    content = shop.adapter.pdf(shop.http, shop.credentials, issued.reference)
    assert isinstance(content, bytes)
    assert content.startswith(b"%PDF")
    shop.fault("unread")
    with pytest.raises(CallFailed):
        shop.adapter.pdf(shop.http, shop.credentials, issued.reference)


def test_after_a_day_a_lost_answer_is_found_by_a_search(shop: Shop) -> None:
    plan = shop.planned(order_b())
    shop.fault("timeout_after", path=_ISSUE)
    assert isinstance(shop.submit(plan), Unclear)
    shop.fault("keys_expired", times=None)
    found = shop.find(plan)
    assert isinstance(found, Issued)
    assert [each["token"] for each in shop.documents()] == [found.reference]


def test_a_refusal_without_a_field_of_a_dte_names_none(shop: Shop) -> None:
    plan = shop.planned(order_a())
    del plan.body["dte"]["Encabezado"]
    outcome = shop.submit(plan)
    assert isinstance(outcome, Refused)
    assert [each.code for each in outcome.problems] == ["provider_refused"]
