"""Every regular expression of Folio needs steps in proportion to the text."""

import ast
import re
from collections.abc import Iterator

import pytest

from config.environment import PROJECT
from tests.backtracking import Steps, growth

_CALLS = {"compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"}
# Linear is 2, quadratic 4.
_MOST = 2.6


def _patterns() -> Iterator[tuple[str, str]]:
    """Yield every pattern in the code with its place; a value that is inserted at run time counts as a letter."""
    for path in sorted((PROJECT / "apps").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _is_of_re(node.func):
                pattern = _text(node.args[0])
                if pattern is not None:
                    yield f"{path.relative_to(PROJECT)}:{node.lineno}", pattern


def _is_of_re(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "RegexValidator"
    return isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re" and called.attr in _CALLS


def _text(given: ast.expr) -> str | None:
    if isinstance(given, ast.Constant):
        return given.value.decode("latin-1") if isinstance(given.value, bytes) else str(given.value)
    if isinstance(given, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in given.values)
    return None


_FOUND = list(_patterns())


def test_the_patterns_are_found() -> None:
    places = {place.split(":")[0] for place, _ in _FOUND}
    assert {"apps/core/logs.py", "apps/orders/payload.py", "apps/stores/models.py"} <= places
    assert len(_FOUND) > 25


@pytest.mark.parametrize(("place", "pattern"), _FOUND, ids=[place for place, _ in _FOUND])
def test_the_steps_of_a_pattern_grow_as_the_text(place: str, pattern: str) -> None:
    # A bounded repetition, such as {64}, appears worse until the text is longer than the bound.
    assert growth(pattern) < _MOST or growth(pattern, length=160) < _MOST, place


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)([\w.+-]+@[\w-]+\.[\w.-]+)",
        r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,6})?",
        r"\s*\d*\s*\Z",
        r"(a|aa)+b",
        r"bearer.*=.*;",
        r"(\w+\s?)+;",
    ],
)
def test_patterns_that_are_known_to_be_slow_are_told(pattern: str) -> None:
    assert growth(pattern) > _MOST


@pytest.mark.parametrize("text", ["ana@example.com", "x" * 50, "a.b@c d@e.f", "@@@", "1.5e3", "IVA 19%"])
@pytest.mark.parametrize(
    "pattern",
    [r"(?i)[\w.+-]+@[\w-]+\.[\w.-]+", r"\d+(\.\d*)?(e\d)?", r"(?<![a-z])[a-z]++(?=@)", r"\s*(?:[A-Z]{2,3})?.*?\Z"],
)
def test_the_counting_matcher_finds_what_re_finds(pattern: str, text: str) -> None:
    steps = Steps(pattern, text)
    for start in range(len(text) + 1):
        expected = re.compile(pattern).match(text, start)
        assert next(steps._run(steps.tree, start), None) == (expected.end() if expected else None)
    assert steps.count > 0
