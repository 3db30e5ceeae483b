"""Drafts are read back, compared with the plan, and only then finalised; what is there already is not made again."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from apps.providers.outcomes import Ambiguous, Issued, Outcome, Pending, Refused
from apps.providers.plan import Plan
from config.local.stand_ins import StandIn

from .shop import ANA, CONSUMER, Shop, exempt, line, order_1042, refund_77, sale


def _codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    return [each.code for each in outcome.problems]


def _with(plan: Plan, **changes: Any) -> Plan:
    """Return `plan` with other fields of its document."""
    ((root, inner),) = plan.body.items()
    return replace(plan, body={root: {**inner, **changes}})


def _with_client(plan: Plan, **changes: Any) -> Plan:
    ((_, inner),) = plan.body.items()
    return _with(plan, client={**inner["client"], **changes})


def _draft_left(shop: Shop, plan: Plan) -> str:
    """Return the id of a draft of `plan` whose finalisation was lost before it was done."""
    shop.fault("error_500", method="PUT")
    outcome = shop.submit(plan)
    assert isinstance(outcome, Pending)
    return outcome.reference


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_total", "provider_draft_total_differs"),
        ("wrong_tax", "provider_draft_tax_differs"),
        ("consumer", "provider_draft_receiver_differs"),
    ],
)
def test_a_draft_that_differs_is_deleted_and_nothing_is_finalised(shop: Shop, fault: str, code: str) -> None:
    plan = shop.plan(order_1042())
    shop.fault(fault, times=None)
    assert code in _codes(shop.submit(plan))
    assert [each["status"] for each in shop.documents()] == ["deleted"]


def test_a_draft_is_deleted_by_the_next_try_if_that_was_lost(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    shop.fault("wrong_total", times=None)
    shop.fault("timeout_before", method="PUT")
    pending = shop.submit(plan)
    assert isinstance(pending, Pending)
    assert _codes(shop.submit(plan, reference=pending.reference)) == ["provider_draft_total_differs"]
    assert [each["status"] for each in shop.documents()] == ["deleted"]


@pytest.mark.parametrize(("rounding", "states"), [("line", {"settled"}), ("unit", {"settled", "deleted"})])
def test_another_rounding_finalises_nothing_that_differs(stand_in: StandIn, rounding: str, states: set[str]) -> None:
    shop = Shop.opened(stand_in, rounding=rounding)
    lines = [line("A", "0.05"), line("B", "0.05"), line("C", "0.05")]
    for number, order in enumerate((order_1042(), sale([line("Shirt", "29.97", quantity=3)]), sale(lines))):
        outcome = shop.submit(shop.plan(replace(order, reference=f"FOLIO-77-{number}")), f"key-{number}")
        if isinstance(outcome, Issued):
            assert outcome.gross_total == order.totals.gross_total
        else:
            assert _codes(outcome) == ["provider_draft_total_differs"]
    assert {each["status"] for each in shop.documents()} == states


def test_a_repeat_returns_the_same_document(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    first = shop.issued(plan)
    assert shop.issued(plan) == first == shop.find(plan)
    assert len(shop.documents()) == 1


def test_another_reference_that_begins_alike_is_not_taken_for_it(shop: Shop) -> None:
    longer = replace(order_1042(), reference="FOLIO-77-10421")
    shop.issued(shop.plan(longer), "other")
    plan = shop.plan(order_1042())
    assert shop.find(plan) is None
    assert shop.issued(plan).number == "FR A/2"


def test_the_search_reads_all_pages(stand_in: StandIn) -> None:
    shop = Shop.opened(stand_in, per_page=1)
    plan = shop.plan(order_1042())
    first = shop.issued(plan)
    for number in ("a", "b"):
        shop.issued(shop.plan(replace(order_1042(), reference=f"FOLIO-77-1042-{number}")), number)
    assert shop.find(plan) == first


def test_two_documents_with_the_reference_are_for_a_person(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    first = shop.issued(plan)
    shop.stand_in.set_state(shop.key, first.reference, "canceled")
    shop.issued(_with(plan, reference="else"), "other")
    with pytest.raises(Ambiguous, match="cancelled"):
        shop.find(plan)
    assert _codes(shop.submit(plan)) == ["provider_canceled_there"]


def test_a_draft_is_found_and_finalised(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    reference = _draft_left(shop, plan)
    found = shop.find(plan)
    assert isinstance(found, Pending)
    assert found.reference == reference
    assert shop.issued(plan).reference == reference


def test_a_draft_that_somebody_deleted_is_made_again(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    reference = _draft_left(shop, plan)
    shop.stand_in.set_state(shop.key, reference, "deleted")
    outcome = shop.submit(plan, "another", reference)
    assert isinstance(outcome, Issued)
    assert len(shop.counting()) == 1


@pytest.mark.parametrize("repeat", ["conflict", "same"])
def test_a_key_of_another_document_is_for_a_person(stand_in: StandIn, repeat: str) -> None:
    shop = Shop.opened(stand_in, repeat=repeat)
    plan = shop.plan(order_1042())
    _draft_left(shop, plan)
    assert _codes(shop.submit(_with(plan, reference="FOLIO-77-1043"))) == ["provider_key_taken"]
    assert [each["status"] for each in shop.documents()] == ["draft"]


@pytest.mark.parametrize("repeat", ["conflict", "same"])
def test_a_taken_key_leads_to_the_document(stand_in: StandIn, repeat: str) -> None:
    shop = Shop.opened(stand_in, repeat=repeat)
    plan = shop.plan(order_1042())
    first = shop.issued(plan)
    shop.fault("search_is_late", path="*/invoices.json")
    assert shop.issued(plan) == first
    assert len(shop.documents()) == 1


def test_a_taken_key_without_a_document_is_for_a_person(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    shop.fault("uid_taken", method="POST")
    assert _codes(shop.submit(plan)) == ["provider_key_taken"]


def test_a_date_before_the_last_of_the_series_is_refused(shop: Shop) -> None:
    later = replace(order_1042(), reference="later", today=date(2026, 11, 28))
    shop.issued(shop.plan(later), "later")
    assert _codes(shop.submit(shop.plan(order_1042()))) == ["provider_date_before_series"]
    assert len(shop.counting()) == 1
    assert shop.documents("draft") == []


def test_a_series_that_is_not_registered_is_refused(shop: Shop) -> None:
    shop.fault("series_not_registered", method="PUT")
    assert _codes(shop.submit(shop.plan(order_1042()))) == ["provider_series_refused"]
    assert shop.documents("draft") == []


@pytest.mark.parametrize("shape", range(5))
@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"sequence_id": 47000}, "provider_series_refused", "A série não corresponde"),
        ({"due_date": "01/01/2020"}, "provider_refused", "Vencimento deve ser igual"),
    ],
)
def test_a_refusal_is_read_in_each_shape(
    stand_in: StandIn, shape: int, changes: Mapping[str, Any], code: str, words: str
) -> None:
    shop = Shop.opened(stand_in, errors=shape)
    outcome = shop.submit(_with(shop.plan(order_1042()), **changes))
    assert _codes(outcome) == [code]
    assert isinstance(outcome, Refused)
    assert words in outcome.problems[0].said
    assert shop.documents() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"fiscal_id": "123456788"}, "provider_buyer_tax_id_refused"),
        ({"country": "PT"}, "provider_country_refused"),
    ],
)
def test_a_client_that_is_refused_names_the_field(shop: Shop, changes: Mapping[str, str], code: str) -> None:
    assert _codes(shop.submit(_with_client(shop.plan(order_1042()), **changes))) == [code]


def test_an_exemption_that_lacks_is_refused(shop: Shop) -> None:
    plan = shop.plan(sale([exempt("Book", "10", "M07")]))
    assert _codes(shop.submit(_with(plan, tax_exemption=""))) == ["provider_exemption_refused"]
    assert shop.issued(plan).tax_total == 0


def test_a_wrong_number_that_becomes_a_consumer_is_noticed(stand_in: StandIn) -> None:
    shop = Shop.opened(stand_in, wrong_nif="silent")
    outcome = shop.submit(_with_client(shop.plan(order_1042()), fiscal_id="123456788"))
    assert _codes(outcome) == ["provider_draft_receiver_differs"]
    assert shop.counting() == []


@pytest.mark.parametrize(
    "details",
    [
        {"root": "invoice"},
        {"amounts": "text"},
        {"put_has_body": False},
        {"receiver_in_document": False},
    ],
)
def test_answers_of_each_form_are_read(stand_in: StandIn, details: dict[str, Any]) -> None:
    shop = Shop.opened(stand_in, **details)
    issued = shop.issued(shop.plan(order_1042()))
    assert (issued.number, issued.type, str(issued.gross_total)) == ("FR A/1", "FR", "29.52")


def test_what_the_account_holds_of_a_customer_is_brought_up_to_date(shop: Shop) -> None:
    shop.issued(shop.plan(order_1042(replace(ANA, tax_id="", normal_tax_id=""))))
    again = shop.plan(replace(order_1042(), reference="FOLIO-77-1043"))
    assert shop.issued(again, "folio-77-order-1043").receiver == "PT123456789"
    puts = [json.loads(each.request) for each in shop.exchanges if "clients/3001.json" in each.url]
    assert [each["client"]["fiscal_id"] for each in puts] == ["123456789"]
    shop.issued(shop.plan(replace(order_1042(), reference="FOLIO-77-1044")), "folio-77-order-1044")
    assert sum("clients/3001.json" in each.url for each in shop.exchanges) == 1


def test_each_kind_has_its_own_numbers(shop: Shop) -> None:
    kinds = {"FR": {}, "FT": {"document": "FT"}, "FS": {"document": "FS"}}
    for code, choices in kinds.items():
        document = replace(order_1042(CONSUMER), reference=f"FOLIO-77-{code}")
        issued = shop.issued(shop.plan(document, **choices), code)
        assert (issued.number, issued.type) == (f"{code} A/1", code)


def test_items_are_credited_one_after_the_other_and_not_more(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    issued = shop.issued(plan)
    for name, outcome in (("a", Issued), ("b", Issued), ("c", Refused)):
        note = replace(refund_77(order_1042(), plan, issued), reference=f"FOLIO-77-R{name}")
        assert isinstance(shop.submit(shop.plan(note), name), outcome)
    shipping = [line("Shipping", "4.92", kind="shipping", credits=2)]
    last = replace(refund_77(order_1042(), plan, issued, lines=shipping), reference="FOLIO-77-Rd")
    assert shop.issued(shop.plan(last), "d").gross_total == last.totals.gross_total
    assert sum(each["total"] for each in shop.counting() if each["type"] == "CreditNote") == pytest.approx(29.52)


def test_a_cancelled_document_is_not_credited(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    issued = shop.issued(plan)
    note = shop.plan(refund_77(order_1042(), plan, issued))
    shop.stand_in.set_state(shop.key, issued.reference, "canceled")
    assert _codes(shop.submit(note, "folio-77-refund-77")) == ["provider_original_unknown"]


def test_a_plan_that_was_kept_is_declared_alike(shop: Shop) -> None:
    plan = shop.plan(order_1042())
    kept = Plan.from_json(json.loads(json.dumps(plan.as_json())))
    assert shop.issued(kept).number == "FR A/1"
