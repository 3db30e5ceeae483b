"""The registry of sentences is whole: whatever is stored can be told."""

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from apps.orders import sentences
from apps.orders.data import Problem
from apps.orders.messages import PLACES, TEMPLATES, Sentence, sentence_in_words
from apps.orders.sentences import AS_WRITTEN
from config.environment import PROJECT


@cache
def _sources() -> dict[Path, str]:
    """Return the code base without the providers, whose problems have a registry of their own."""
    found = (PROJECT / "apps").rglob("*.py")
    theirs = (PROJECT / "apps" / "providers", PROJECT / "apps" / "invoices" / "submission")
    return {path: path.read_text() for path in found if not any(path.is_relative_to(each) for each in theirs)}


def _calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Yield the calls of `name` in the code base whose first argument is a literal, with their files."""
    for path, source in _sources().items():
        for node in ast.walk(ast.parse(source)) if f"{name}(" in source else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name and isinstance(node.args[0], ast.Constant):
                yield path, node


def test_every_sentence_that_is_made_is_registered_and_every_registered_one_is_made() -> None:
    made = {ast.literal_eval(call.args[0]) for name in ("Sentence", "Problem") for _, call in _calls(name)}
    assert len(made) > 50
    # `not_found` is the code of an error.
    assert set(sentences.TEMPLATES) - made == {"not_found"}
    assert made - set(TEMPLATES) == set()


def test_every_problem_without_details_has_its_sentence() -> None:
    for path, call in _calls("Problem"):
        assert PLACES[ast.literal_eval(call.args[0])] == frozenset(), path


def test_every_place_is_given_by_a_literal_figure() -> None:
    given = 0
    for path, call in _calls("Sentence"):
        figures = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
        if isinstance(figures, ast.Dict):
            names = {ast.literal_eval(key) for key in figures.keys if key}
            assert names == PLACES[ast.literal_eval(call.args[0])], path
            given += 1
    assert given > 30


@pytest.mark.parametrize(
    ("code", "figures"),
    [("no_such_sentence", {}), ("gift_cards", {}), ("gift_cards", {"amount": Decimal(1), "more": "x"})],
)
def test_what_cannot_be_told_is_not_made(code: str, figures: dict[str, Decimal | str]) -> None:
    with pytest.raises(ValueError, match=code):
        Sentence(code, figures)


def test_a_sentence_is_kept_as_code_and_figures() -> None:
    figures = {"now": Decimal("1E+3"), "number": None, "then": date(2026, 3, 1)}
    kept = Sentence("total_since_invoice", figures).as_json()
    assert kept == {"code": "total_since_invoice", "figures": {"now": "1000", "number": None, "then": "2026-03-01"}}
    assert Sentence("two_readings").as_json() == {"code": "two_readings"}
    told = sentence_in_words(kept, lambda text: text, language="en", none="none")
    assert told == "The order now comes to 1000, its invoice none says 2026-03-01."


def test_a_problem_is_kept_without_its_message() -> None:
    assert Problem("review").as_json() == {"code": "review"}
    assert Problem("review").message == "The order waits for a person to look at it."
    named = Problem.told("source_left_out", Sentence("named", {"name": "POS {1}"}))
    assert named.as_json() == {
        "code": "source_left_out",
        "details": [{"code": "named", "figures": {"name": "POS {1}"}}],
    }
    assert named.message == "“POS {1}”"


def test_only_what_somebody_wrote_is_kept_as_text() -> None:
    assert [code for code, places in PLACES.items() if places == {"text"}] == [AS_WRITTEN]
