"""Reasons that were stored as English text become codes and figures, and nothing that was put aside comes back."""

import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from apps.automation import decisions
from apps.automation.models import Backfill, BackfilledOrder, OrderRecord
from apps.orders import tax_ids
from apps.orders.data import Problem
from apps.orders.messages import PLACES, TEMPLATES, Sentence, sentence_in_words
from apps.orders.reading import read_order
from apps.stores.models import Store
from tests.automation.test_reasons import CHANGES
from tests.factories import order

_migration: Any = importlib.import_module("apps.automation.migrations.0005_reasons_as_codes")
_TEMPLATES = {code: template for template, code in _migration._CODES.items()}
_KEPT_BEFORE = {"code": "odd_total", "message": "The order's total has more decimals than CLP has."}


def as_it_was_stored(problem: Problem) -> dict[str, Any]:
    """Return `problem` as it was stored before the migration: English text, and templates with figures."""
    if not problem.details:
        return {"code": problem.code, "message": _migration._PLAIN[problem.code]}
    details = [each.as_json() for each in problem.details]
    return {
        "code": problem.code,
        "message": problem.message,
        "details": [{"template": _TEMPLATES[each["code"]], "figures": each.get("figures", {})} for each in details],
    }


def _problems() -> list[Problem]:
    found = [problem for _, changes, _ in CHANGES for problem in read_order(order(**changes)).problems]
    wrong = tax_ids.check_tax_id("12.345.678-9", "CL")
    named = Problem.told("source_left_out", Sentence("named", {"name": "{x}"}))
    plain = [Problem(code) for code in _migration._PLAIN]
    return [*found, *([wrong] if wrong else []), named, decisions.LEFT, *plain]


def test_what_was_stored_is_what_is_stored_today() -> None:
    problems = _problems()
    assert len(problems) > 30
    for problem in problems:
        assert _migration.as_codes([as_it_was_stored(problem)]) == [problem.as_json()]


def test_every_sentence_of_then_has_a_code_of_today_with_the_same_figures() -> None:
    for code, template in _TEMPLATES.items():
        figures = dict.fromkeys(PLACES[code], "1")
        assert template.format(**figures) == TEMPLATES[code].format(**figures)


def test_what_is_converted_already_stays_as_it_is() -> None:
    kept = [problem.as_json() for problem in _problems()]
    assert _migration.as_codes(kept) == kept


@pytest.mark.parametrize(
    ("before", "details"),
    [
        (_KEPT_BEFORE, [{"code": "as_written", "figures": {"text": _KEPT_BEFORE["message"]}}]),
        (
            {"code": "not_an_order", "message": "This order cannot be read: its “tax” is not a number."},
            [{"code": "field_not_a_number", "figures": {"name": "tax"}}],
        ),
        (
            {"code": "rejected", "message": "Jumpseller refused the call with 422: no {such} order\nat all"},
            [{"code": "platform_said", "figures": {"words": "422: no {such} order\nat all"}}],
        ),
        (
            {
                "code": "odd_total",
                "message": "It was none, {y}.",
                "details": [{"template": "It was {x}, {y}.", "figures": {"x": None}}],
            },
            [{"code": "as_written", "figures": {"text": "It was none, {y}."}}],
        ),
        ({"code": "wrong_tax_id", "message": ""}, None),
    ],
)
def test_no_text_is_lost(before: dict[str, Any], details: list[dict[str, Any]] | None) -> None:
    expected = {"code": before["code"]} | ({"details": details} if details else {})
    assert _migration.as_codes([before]) == [expected]


def test_a_text_is_told_as_it_was_written() -> None:
    ((told,),) = [reason["details"] for reason in _migration.as_codes([_KEPT_BEFORE | {"message": "With {braces}."}])]
    assert sentence_in_words(told, lambda text: text, language="es", none="ninguno") == "With {braces}."


def _migrate() -> None:
    _migration.convert_reasons(apps, SimpleNamespace(connection=connection))


@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_records_are_converted_in_chunks_and_only_what_was_put_aside_stays_so(
    store: Store, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(_migration, "_CHUNK", chunk)
    told = [as_it_was_stored(problem) for problem in _problems()[:3]]
    same_code = [{"code": "odd_total", "message": "", "details": [{"template": text, "figures": {}}]} for text in "ab"]
    pairs: list[tuple[list[Any], list[Any]]] = [
        ([], []),
        (told, []),
        (told, told),
        (told, told[:1]),
        ([], told),
        ([_KEPT_BEFORE], [_KEPT_BEFORE]),
        ([_KEPT_BEFORE], [_KEPT_BEFORE | {"message": "Another."}]),
        # Two that only their message tells apart.
        ([told[0]], [told[0] | {"message": "Another."}]),
        (same_code[:1], same_code[1:]),
    ]
    for number, (reasons, dismissed) in enumerate(pairs, 1):
        OrderRecord.objects.create(store=store, order_id=number, state="issued", reasons=reasons, dismissed=dismissed)
    shown = set(OrderRecord.objects.odd().values_list("order_id", flat=True))
    before = dict(OrderRecord.objects.values_list("order_id", "updated_at"))
    for _ in range(2):
        _migrate()
        assert set(OrderRecord.objects.odd().values_list("order_id", flat=True)) == shown == {2, 4, 7, 8, 9}
    assert dict(OrderRecord.objects.values_list("order_id", "updated_at")) == before
    stored = str([*OrderRecord.objects.values_list("reasons", "dismissed")])
    assert "template" not in stored
    assert "message" not in stored


@pytest.mark.parametrize(
    ("state", "codes", "waiting_for"),
    [
        ("skipped", ["by_hand"], "request"),
        ("skipped", ["test_mode"], "test_end"),
        ("skipped", ["not_started"], "start"),
        ("skipped", ["not_shipped"], "shipment"),
        ("skipped", ["from_before"], "origin"),
        ("skipped", ["not_paid"], ""),
        ("held", ["no_tax_data"], "tax_rate"),
        ("held", ["no_tax_data", "by_hand"], "request"),
        ("held", ["totals_do_not_reconcile", "by_hand"], "request"),
        ("held", ["not_started"], ""),
        ("credited", ["test_mode"], "test_end"),
        ("issued", ["by_hand"], ""),
        ("new", [], ""),
    ],
)
def test_what_orders_wait_for_is_filled(store: Store, state: str, codes: list[str], waiting_for: str) -> None:
    reasons = [{"code": code, "message": "As it was."} for code in codes]
    OrderRecord.objects.create(store=store, order_id=1, state=state, reasons=reasons)
    _migrate()
    assert OrderRecord.objects.get().waiting_for == waiting_for


def test_orders_of_back_fills_are_converted(store: Store) -> None:
    backfill = Backfill.objects.create(store=store, first_day="2026-03-01", last_day="2026-03-01", asked_by="a")
    wrong = as_it_was_stored(_problems()[0])
    BackfilledOrder.objects.create(store=store, backfill=backfill, order_id=1, reasons=[wrong | {"message": ""}])
    BackfilledOrder.objects.create(store=store, backfill=backfill, order_id=2)
    _migrate()
    assert BackfilledOrder.objects.get(order_id=1).reasons == [_problems()[0].as_json()]
    assert BackfilledOrder.objects.get(order_id=2).reasons == []
