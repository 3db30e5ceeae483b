"""The bodies of requests for orders A and B, which the stand-in takes as they are."""

import json
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from apps.providers.outcomes import Issued
from apps.providers.plan import Plan, Refusal
from tests.providers.documents import COMPANY, CONSUMER, TODAY, credit_note, document, line, order_a, order_b

from .conftest import Shop

_GOLDEN = Path(__file__).parent / "golden"
_LATER = date(2026, 11, 26)


def compare(name: str, plan: Plan) -> None:
    """Compare the body with the golden file; GOLDEN=write writes it anew."""
    path = _GOLDEN / f"{name}.json"
    text = json.dumps(plan.body, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text)
    assert text == path.read_text()


@pytest.mark.parametrize(("name", "order"), [("39_a", order_a()), ("39_b", order_b()), ("33_a", order_a(COMPANY))])
def test_a_sale_has_its_body(shop: Shop, name: str, order: Any) -> None:
    plan, issued = shop.issue(order)
    compare(name, plan)
    assert issued.gross_total == order.totals.gross_total == plan.totals.gross_total
    assert (issued.net_total, issued.tax_total) == (plan.totals.net_total, plan.totals.tax_total)


def test_a_total_that_no_net_reaches_is_held_as_a_factura(shop: Shop) -> None:
    refusal = shop.adapter.plan(order_b(COMPANY), shop.account(), shop.choices)
    assert isinstance(refusal, Refusal)
    assert [(each.code, each.figures) for each in refusal.problems] == [
        ("sii_peso_difference", {"net": "16782", "held": "3188", "by_rate": "3189"})
    ]


def test_the_merchant_may_accept_a_peso_of_tax(shop: Shop) -> None:
    shop.choices["peso_difference"] = "accept"
    shop.stand_in.change_account(shop.key, details={"tolerance": 1})
    plan, issued = shop.issue(order_b(COMPANY))
    compare("33_b_accepted", plan)
    assert issued.gross_total == 19970


def test_the_merchant_may_choose_gross_facturas(shop: Shop) -> None:
    shop.choices["gross_factura"] = "yes"
    shop.stand_in.change_account(shop.key, details={"takes_gross_factura": True})
    plan, issued = shop.issue(order_b(COMPANY))
    compare("33_b_gross", plan)
    assert issued.tax_total == 3188


@pytest.mark.parametrize(
    ("name", "order"), [("61_39_a", order_a()), ("61_33_a", order_a(COMPANY)), ("61_39_b", order_b())]
)
def test_a_credit_note_for_all_annuls_the_original(shop: Shop, name: str, order: Any) -> None:
    plan, issued = shop.issue(order)
    credit, _ = shop.issue(credit_note(order, plan, number=issued.number, today=_LATER))
    compare(name, credit)
    assert credit.totals == plan.totals


@pytest.mark.parametrize(("name", "order"), [("61_39_part", order_b()), ("61_33_part", order_a(COMPANY))])
def test_a_credit_note_for_a_part_corrects_amounts(shop: Shop, name: str, order: Any) -> None:
    plan, issued = shop.issue(order)
    part = [replace(order.lines[1], credits=2)]
    credit, _ = shop.issue(credit_note(order, plan, number=issued.number, lines=part, today=_LATER))
    compare(name, credit)
    assert credit.totals.gross_total == 3990


def test_a_part_of_a_factura_that_no_net_reaches_is_credited_gross(shop: Shop) -> None:
    order = order_a(COMPANY)
    plan, issued = shop.issue(order)
    note = credit_note(order, plan, number=issued.number, lines=[line("Polera", 680)], today=_LATER)
    credit, _ = shop.issue(note)
    assert credit.body["dte"]["Encabezado"]["IdDoc"]["MntBruto"] == 1
    assert credit.totals.gross_total == 680


def test_parts_are_credited_until_nothing_is_left(shop: Shop) -> None:
    order = order_b()
    plan, issued = shop.issue(order)
    for place, each in enumerate(order.lines, start=1):
        note = credit_note(order, plan, number=issued.number, lines=[replace(each, credits=place)], today=_LATER)
        shop.issue(note, key=f"part-{place}")
    assert sum(Decimal(each["dte"]["Encabezado"]["Totales"]["MntTotal"]) for each in shop.documents()[1:]) == 19970


def test_a_late_credit_note_lowers_the_tax_no_more(shop: Shop) -> None:
    order = order_a(today=date(2026, 3, 1))
    plan, issued = shop.issue(order)
    credit = shop.planned(credit_note(order, plan, number=issued.number, today=date(2026, 9, 2)))
    assert credit.body["dte"]["Encabezado"]["IdDoc"]["IndNoRebaja"] == 1
    assert [each.code for each in credit.remarks] == ["sii_no_tax_back"]
    in_time = shop.planned(credit_note(order, plan, number=issued.number, today=date(2026, 9, 1)))
    assert "IndNoRebaja" not in in_time.body["dte"]["Encabezado"]["IdDoc"]


def test_exempt_sales_have_documents_of_their_own(shop: Shop) -> None:
    for buyer, kind in ((CONSUMER, "41"), (COMPANY, "34")):
        exempt = document([line("Libro", 5000, rate=0)], buyer)
        plan, issued = shop.issue(exempt)
        assert (plan.type, issued.number) == (kind, f"{kind}-1")
        assert plan.body["dte"]["Encabezado"]["Totales"] == {"MntExe": 5000, "MntTotal": 5000}
        credit, _ = shop.issue(credit_note(exempt, plan, number=issued.number, today=_LATER), key=f"credit-{kind}")
        assert "MntBruto" not in credit.body["dte"]["Encabezado"]["IdDoc"]


def test_a_plan_survives_its_row(shop: Shop) -> None:
    plan = shop.planned(order_a(COMPANY))
    again = Plan.from_json(json.loads(json.dumps(plan.as_json())))
    assert again == plan
    assert isinstance(shop.submit(again), Issued)
    assert plan.issue_date == TODAY
