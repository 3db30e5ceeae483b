"""docs/providers.md says what the adapters declare."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from apps.providers.registry import PROVIDERS
from config.local import provider_page


def test_the_page_is_up_to_date() -> None:
    """Otherwise run `python -m config.local.provider_page`."""
    page = provider_page.PAGE.read_text()
    assert page == provider_page.page_with(provider_page.tables(PROVIDERS.values()), page)


def test_a_changed_ability_changes_the_page() -> None:
    page = provider_page.PAGE.read_text()
    for provider in PROVIDERS.values():
        changed: Any = SimpleNamespace(abilities=replace(provider.abilities, was_tried_live=True))
        others = [each if each is not provider else changed for each in PROVIDERS.values()]
        assert page != provider_page.page_with(provider_page.tables(others), page)


def test_every_provider_has_its_row_in_each_table() -> None:
    made = provider_page.tables(PROVIDERS.values())
    assert [made.count(f"\n| {each.abilities.title} |") for each in PROVIDERS.values()] == [3] * len(PROVIDERS)
