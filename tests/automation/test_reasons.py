"""Reasons why an order has no document, in the merchant's language, with the figures of the reading."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from apps.automation import pipeline, reasons
from apps.automation.decisions import LEFT, Policy, Skip, decide
from apps.automation.models import OrderRecord
from apps.automation.reasons import REASONS, Severity, WaitsFor, answer_for, explain_reason
from apps.automation.release import ChangedSinceSeen
from apps.invoices.drafting.draft import draft_document, tax_difference
from apps.jumpseller.client import NotFound, Rejected
from apps.orders import tax_ids
from apps.orders.data import Problem
from apps.orders.messages import Sentence
from apps.orders.payload import NotAnOrder
from apps.orders.reading import read_order
from apps.providers import problems
from apps.stores.models import Store
from config.environment import PROJECT
from tests.factories import order, product, tax
from tests.golden.names import problem_codes_in
from tests.platform import Platform

_LINES = [product(), product(taxes=[], tax=1597)]
CHANGES: list[tuple[str, dict[str, Any], str]] = [
    (
        "totals_do_not_reconcile",
        {"total": 1},
        "El pedido indica subtotal 10000, impuesto 1597, impuesto del envío 0 y total 1 CLP. Sus montos suman 10000: "
        "productos 10000 + envío 0 − descuento 0 + impuesto añadido 0. La diferencia es -9999.",
    ),
    (
        "totals_do_not_reconcile",
        {"total": 1, "shipping_tax": None, "gift_cards_discount": 500},
        "impuesto del envío ninguno y total 1 CLP.",
    ),
    ("totals_do_not_reconcile", {"total": 1, "gift_cards_discount": 500}, "Tarjetas de regalo: 500."),
    ("totals_do_not_reconcile", {"shipping": 3990, "shipping_tax": 300, "total": 13990}, "envío 3990"),
    (
        "tax_does_not_agree",
        {"tax": 909},
        "El pedido indica impuesto 909 e impuesto del envío 0 CLP, pero según sus tasas los productos contienen 1597 y "
        "el envío 0.",
    ),
    (
        "ambiguous_totals",
        {"gift_cards_discount": 100, "gift_cards_amount": 200},
        "El pedido indica montos distintos de tarjetas de regalo: 100, 200.",
    ),
    ("gift_card_too_large", {"gift_cards_discount": 15000}, "pagaron 15000, más que los 10000 del pedido."),
    ("odd_total", {"gift_cards_discount": "1000.5"}, "tiene más decimales que CLP."),
    (
        "odd_tax_rate",
        {"products": [product(tax=0, taxes=[tax("119", inside=True)])]},
        "una tasa de impuesto del 119 %.",
    ),
    (
        "odd_tax_rate",
        {"tax": 0, "products": [product(tax=0, taxes=[tax("0.19", inside=True)])]},
        "una tasa de impuesto del 0.19 % y no indica ningún impuesto que la confirme.",
    ),
    (
        "tax_rate_unknown",
        {"products": [product(taxes=[])]},
        "El pedido indica un impuesto de 1597, pero no a qué tasa.",
    ),
    (
        "tax_rate_unknown",
        {"products": _LINES, "subtotal": 20000, "total": 20000},
        "Un producto tiene impuesto, pero el",
    ),
    ("tax_rate_unknown", {"products": [product(taxes=[tax("19", inside=True) | {"rate": None}])]}, "pero no su tasa."),
]


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    with translation.override("es"):
        yield


def told(problem: Problem | None) -> str:
    """Return the merchant's text of `problem` after a record has stored it as JSON."""
    assert problem is not None
    kept = json.loads(json.dumps(problem.as_json()))
    assert reasons.reason_of(problem.code).has_detail
    found = explain_reason(kept)
    assert found["text"]
    return str(found["detail"])


@pytest.mark.parametrize(("code", "changes", "detail"), CHANGES)
def test_what_is_odd_about_an_order_is_told_with_its_figures(code: str, changes: dict[str, Any], detail: str) -> None:
    (problem,) = read_order(order(**changes)).problems
    assert problem.code == code
    assert detail in told(problem)


def test_a_line_whose_tax_its_rates_do_not_give() -> None:
    data = read_order(order(products=[product(tax=5)])).data
    assert data is not None
    (remark,) = data.remarks
    assert remark.code == "line_tax_differs"
    assert told(remark) == (
        "“Café de altura” indica impuesto 5, pero según sus tasas contiene 1596.639. El impuesto del pedido coincide "
        "con las tasas."
    )


def test_a_document_whose_tax_is_not_the_orders() -> None:
    data = read_order(order(discount=1000, total=9000, coupons="HOLA")).data
    assert data is not None
    assert told(tax_difference(data, draft_document(data, "line"))) == (
        "El pedido indica impuesto 1597 e impuesto del envío 0 CLP; el documento declara 1437: una diferencia de -160. "
        "El impuesto indicado es el de los precios antes de los descuentos."
    )


@pytest.mark.parametrize("policy", [{"left_out_payment_methods": {"webpay"}}, {"left_out_sources": {"tienda"}}])
def test_what_the_settings_leave_out_is_named_as_it_was_written(policy: dict[str, Any]) -> None:
    reading = read_order(order(payment_method_name="Webpay", source={"source_name": "Tienda"}))
    decision = decide(reading, has_open_invoice=False, policy=Policy(**policy))
    assert isinstance(decision, Skip)
    assert told(decision.problem) in ("“Webpay”", "“Tienda”")


def test_another_apps_invoice_is_named() -> None:
    decision = decide(read_order(order()), has_open_invoice=False, invoiced_elsewhere="B {1}")
    assert isinstance(decision, Skip)
    assert told(decision.problem) == "“B {1}”"


def test_a_figure_that_is_no_number() -> None:
    with pytest.raises(NotAnOrder) as refused:
        read_order(order(discount="mucho"))
    problem = Problem.told(refused.value.code, refused.value.sentence)
    assert told(problem) == "Este pedido no se puede leer: su “discount” no es un número."


def test_a_wrong_tax_number_is_told_with_its_country_and_never_kept(store: Store, platform: Platform) -> None:
    document = order()
    document["billing_address"]["taxid"] = "12.345.678-9"
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    (reason,) = OrderRecord.objects.get().reasons
    assert "345" not in json.dumps(reason)
    assert told(tax_ids.check_tax_id("12.345.678-9", "CL")) == explain_reason(reason)["detail"]
    assert explain_reason(reason)["detail"] == (
        "El número de identificación fiscal del cliente no es válido en este país: Chile. "
        "Su dígito verificador no coincide. Pide el correcto al cliente."
    )
    with translation.override("pt"):
        assert "O dígito de controlo não coincide." in explain_reason(tax_reason("ES"))["detail"]
        assert "Espanha" in explain_reason(tax_reason("ES"))["detail"]


def tax_reason(country: str) -> dict[str, Any]:
    problem = tax_ids.check_tax_id("12345678A", country)
    assert problem is not None
    return problem.as_json()


def test_an_order_that_was_changed_after_its_invoice(store: Store, platform: Platform) -> None:
    document = order()
    platform.serve_order(document)
    pipeline.order_changed(store, document["id"])
    platform.serve_order(document | {"products": [product(price=5000)], "subtotal": 5000, "tax": 798, "total": 5000})
    pipeline.order_changed(store, document["id"])
    (reason,) = OrderRecord.objects.get().reasons
    assert explain_reason(reason)["detail"] == "El pedido suma ahora 5000; su factura F-000001 dice 10000."
    figures = {"now": "5000", "number": "F-000001", "then": "10000"}
    assert reason == {
        "code": "changed_after_invoice",
        "details": [{"code": "total_since_invoice", "figures": figures}],
    }


def test_a_text_from_before_sentences_is_shown_where_the_code_does_not_say_all() -> None:
    text = "The order's total has {more} decimals."
    written = {"code": "as_written", "figures": {"text": text}}
    assert explain_reason({"code": "odd_total", "details": [written]})["detail"] == text
    assert explain_reason({"code": "no_tax_data", "details": [written]})["detail"] == ""
    assert explain_reason({"code": "no_tax_data"})["detail"] == ""


def test_a_detail_does_not_repeat_what_its_code_says_already() -> None:
    more = Sentence("gift_cards", {"amount": Decimal("5.50")})
    assert told(Problem.told("ambiguous_totals", Sentence("two_readings"), more)) == "Tarjetas de regalo: 5.5."


def test_a_reason_without_any_text_is_told_by_the_sentence_of_its_code() -> None:
    assert explain_reason({"code": "canceled"}) == {"text": "", "detail": "El pedido está anulado."}


def test_a_sentence_that_the_registry_does_not_know_any_more_is_told_by_its_figures() -> None:
    kept = {"code": "odd_total", "details": [{"code": "once_known", "figures": {"x": "1", "y": "CLP"}}]}
    assert explain_reason(kept)["detail"] == "1 CLP"


def test_every_code_of_a_problem_is_registered() -> None:
    """Codes of errors that become problems are named here, the others are read from the source."""
    every = {code for path in (PROJECT / "apps").rglob("*.py") for code in problem_codes_in(path)}
    # What stands against a document at a provider is no reason of its own, but told as a sentence of one.
    made = every - (set(problems.TEMPLATES) - set(REASONS))
    assert len(made) > 30
    from_errors = {NotAnOrder.code, NotFound.code, ChangedSinceSeen.code, Rejected.code}
    assert made - set(REASONS) == set()
    assert set(REASONS) - made == from_errors - made


def test_what_orders_wait_for_and_by_which_reason() -> None:
    waits = {code: meaning.waits_for for code, meaning in REASONS.items() if meaning.waits_for}
    assert waits == {
        "by_hand": WaitsFor.REQUEST,
        "test_mode": WaitsFor.TEST_END,
        "not_started": WaitsFor.START,
        "not_shipped": WaitsFor.SHIPMENT,
        "from_before": WaitsFor.ORIGIN,
        "no_tax_data": WaitsFor.TAX_RATE,
    }


def test_an_order_that_is_left_to_the_merchant_waits_for_nothing_else() -> None:
    no_tax_data = Problem("no_tax_data")
    assert reasons.waits_for([no_tax_data, LEFT]) == reasons.waits_for([LEFT]) == "request"
    assert reasons.waits_for([Problem("review"), no_tax_data]) == "tax_rate"
    assert reasons.waits_for([Problem("review")]) == reasons.waits_for([]) == ""


def test_a_held_order_that_a_person_decides_about_can_be_issued_by_them() -> None:
    decidable = {code for code, meaning in REASONS.items() if meaning.severity is Severity.DECIDE}
    assert decidable == {"review", "wrong_tax_id"}


def test_what_a_code_says_of_an_order_without_a_document() -> None:
    reason = {"code": "not_paid"}
    with translation.override("en"):
        assert explain_reason(reason)["text"] == "The order has an invoice but is no longer paid."
        assert explain_reason(reason, has_document=False) == {"text": "It is not paid yet.", "detail": ""}
        assert answer_for(reason) == "The order is not paid yet: its invoice is issued when it is."
        written = {"code": "as_written", "figures": {"text": "Said so."}}
        assert answer_for({"code": "nothing_known", "details": [written]}) == "Said so."
