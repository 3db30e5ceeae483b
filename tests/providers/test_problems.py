"""The registry of what stands against a document at a provider is whole, and holds nothing that nobody says."""

import pytest

from apps.orders.messages import PLACES
from apps.providers.problems import FIELDS, TEMPLATES, Problem, places_of
from config.environment import PROJECT


def test_every_problem_is_said_somewhere_and_can_be_told() -> None:
    registry = PROJECT / "apps" / "providers" / "problems.py"
    sources = [path.read_text() for path in (PROJECT / "apps").rglob("*.py") if path != registry]
    assert [code for code in TEMPLATES if not any(f'"{code}"' in source for source in sources)] == []
    assert {code: places_of(text) for code, text in TEMPLATES.items()}.items() <= PLACES.items()


def test_every_field_mends_a_problem() -> None:
    assert FIELDS.keys() <= TEMPLATES.keys()


def test_a_problem_without_its_figures_is_not_made() -> None:
    with pytest.raises(ValueError, match="provider_currency"):
        Problem("provider_currency")
