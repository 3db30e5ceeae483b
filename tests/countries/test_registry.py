"""The facts of countries: each country is found by its code, and no other package names one."""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from apps.countries import registry
from apps.countries.base import Country
from apps.countries.default import DEFAULT
from config.environment import PROJECT

APPS = PROJECT / "apps"
# Modules with a constant that looks like the code of a country, and what it is instead.
_NO_COUNTRIES = {
    ("formats/pdf/writer/font_embedding.py", "FR"): "the regular font's name inside a PDF",
    ("orders/placeholders.py", "NO"): "a buyer's answer to a question that they cannot skip",
}


def test_a_country_is_found_by_its_code_in_any_spelling() -> None:
    for code, each in registry.COUNTRIES.items():
        assert code == each.code
        assert registry.country(f" {code.lower()} ") is each


@pytest.mark.parametrize("code", ["JP", "XX", "", "Chile"])
def test_a_country_that_is_not_described_is_the_default(code: str) -> None:
    assert registry.country(code) is DEFAULT


def test_every_country_is_described_once_and_registered() -> None:
    codes = [each.code for path in _modules(APPS / "countries") for each in _described(path.stem)]
    assert sorted(codes) == sorted(registry.COUNTRIES)


def test_an_unknown_law_keeps_documents_as_long_as_the_longest() -> None:
    assert DEFAULT.retention.years == max(each.retention.years for each in registry.COUNTRIES.values())


@pytest.mark.parametrize(("country", "until"), [("CL", 2032), ("pt", 2036), ("ES", 2032), ("XX", 2036)])
def test_years_run_from_the_end_of_the_documents_year(country: str, until: int) -> None:
    assert registry.country(country).retention.kept_until(date(2026, 1, 1)) == date(until, 12, 31)


@pytest.mark.parametrize(
    ("country", "language"),
    [("CL", "es"), ("ES", "es"), ("BR", "pt"), ("PT", "pt"), ("AO", "pt"), ("GB", "en"), ("JP", None), ("", None)],
)
def test_the_language_most_people_read_in_a_country(country: str, language: str | None) -> None:
    assert registry.country(country).language == language


@pytest.mark.parametrize(
    ("country", "language"), [("CL", "es"), ("PT", "pt"), ("BR", "pt"), ("EC", "es"), ("GB", "en"), ("JP", "en")]
)
def test_the_language_of_a_new_stores_documents(country: str, language: str) -> None:
    assert registry.country(country).store_language == language


def test_facts_agree_with_each_other() -> None:
    for each in (DEFAULT, *registry.COUNTRIES.values()):
        assert each.time_zone in available_timezones()
        assert not each.usual_vat_rate or each.usual_vat_rate in each.vat_rates
        assert all(0 < rate < Decimal(100) for rate in each.vat_rates)
        assert not (each.tax_name and each.has_vat)
        assert bool(each.tax_id_rules.shortened) is bool(each.tax_id_rules.full_length)
        assert not each.settings_tax_id or (each.tax_id_names and each.settings_tax_id == each.tax_id_names.seller)


def test_patterns_are_regular_expressions() -> None:
    for each in registry.COUNTRIES.values():
        rules = each.tax_id_rules
        for pattern in (rules.unchecked, rules.check_digit, rules.passport, rules.shortened, rules.undashed):
            re.compile(pattern)
        re.compile(each.exemption_code)


def test_no_other_package_names_a_country() -> None:
    """But for the sandbox and providers, which speak for others, and migrations, which stay as they were."""
    found = {
        (path.relative_to(APPS).as_posix(), text)
        for path in _modules(APPS)
        if not {"countries", "migrations", "providers", "sandbox"} & set(path.relative_to(APPS).parts)
        for text in _constants(path)
        if _names_countries(text)
    }
    assert found == set(_NO_COUNTRIES)


def test_no_template_names_a_country() -> None:
    quoted = re.compile(rf"""["']({"|".join(registry.COUNTRIES)})["']""")
    templates = [*(PROJECT / "templates").rglob("*.html"), *APPS.rglob("*.html")]
    assert templates
    assert [path for path in templates if "sandbox" not in path.parts and quoted.search(path.read_text())] == []


def test_facts_are_pure() -> None:
    for path in _modules(APPS / "countries"):
        pure = sys.stdlib_module_names | ({"stdnum"} if path.name == "tax_numbers.py" else set())
        for name in _imports(path):
            assert name.startswith("apps.countries") or name.split(".")[0] in pure


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _names_countries(text: str) -> bool:
    """Tell whether `text` is the code of a country, or a list of such codes."""
    words = text.split()
    return bool(words) and all(word in registry.COUNTRIES for word in words)


def _constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _described(module: str) -> Iterator[Country]:
    """Yield the countries that a module defines by itself, alone or in a tuple."""
    if module in {"__init__", "default", "registry"}:
        return
    for name, value in vars(import_module(f"apps.countries.{module}")).items():
        if not name.startswith("_") and value is not DEFAULT:
            values = value if isinstance(value, tuple) else (value,)
            yield from (each for each in values if isinstance(each, Country))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
