"""The layers hold where imports do not show it, in strings, and no chain of imports is long or a circle."""

import ast
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
from celery import current_app
from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from config.environment import PROJECT

# A task or table of a higher layer that a module names, and why it may.
_TASKS = {
    ("apps.automation.missing_invoices", "intake.take_missed"): "a missed order takes the way of a webhook",
    ("apps.automation.submissions", "intake.take_missed"): "an order that is decided anew takes the way of a webhook",
    ("apps.invoices.issuing.issuer", "automation.submit"): "an outcome is written down with the order's record locked",
    ("apps.invoices.submission.issued", "automation.ask_authority"): "a rejection changes the state of the order",
    ("apps.invoices.models.accounts", "automation.review_account"): "the row names the task that works it off",
    ("apps.invoices.models.accounts", "automation.sweep"): "the row names the task that works it off",
    ("apps.invoices.models.submissions", "automation.ask_authority"): "the row names the task that works it off",
    ("apps.invoices.models.submissions", "automation.submit"): "the row names the task that works it off",
    ("apps.invoices.models.submissions", "automation.sweep"): "the row names the task that works it off",
    ("apps.invoices.submission.operators", "automation.submit"): "what an operator tries again is the same work",
    ("apps.invoices.submission.operators", "automation.ask_authority"): "what an operator asks is the same work",
    ("apps.invoices.public.buyer_corrections", "automation.reissue_for_buyer"): "a buyer's request is worked off later",
    ("apps.invoices.models.followups", "automation.reissue_for_buyer"): "the row of that request names its task",
    ("apps.invoices.models.followups", "automation.sweep"): "and the one that sweeps it",
}
_TABLES = {
    ("apps.core.postgresql.immutability", "invoices_invoice"): "the trigger of a document's rows asks for their order",
    ("apps.core.postgresql.immutability", "orders_erasure"): "the trigger lets a logged erasure empty a row",
}


def test_a_task_that_is_enqueued_belongs_to_the_same_layer_or_a_lower_one() -> None:
    autodiscover_modules("tasks")
    tasks = {name for name in current_app.tasks if not name.startswith("celery.")}
    assert _named_above(tasks, ".") == set(_TASKS)


def test_sql_names_only_tables_of_its_own_layer_or_lower_ones() -> None:
    tables = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("apps.")}
    assert _named_above(tables, "_") == set(_TABLES)


def test_no_chain_of_imports_is_a_circle_or_has_more_than_twenty_modules() -> None:
    longest = _longest_chain(_imports())
    assert len(longest) <= 20, " > ".join(longest)


def _imports() -> dict[str, set[str]]:
    """Return each module with those that it imports when it runs, not only for its types."""
    graph = grimp.build_graph("apps", "config", exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def _longest_chain(imports: dict[str, set[str]]) -> tuple[str, ...]:
    """Return a longest chain of modules, each of which imports the next one. Raise CycleError where they go round."""
    chains: dict[str, tuple[str, ...]] = {}
    for module in TopologicalSorter(imports).static_order():
        chains[module] = (module, *max((chains[each] for each in imports[module]), key=len, default=()))
    return max(chains.values(), key=len)


def _named_above(names: set[str], separator: str) -> set[tuple[str, str]]:
    """Return each module of `apps` with the names, of an app in a higher layer than its own, that its strings hold."""
    heights = _heights()
    return {
        (module, name)
        for module, text in _strings()
        for name in names
        if name in text and heights[module.split(".")[1]] < heights[name.split(separator)[0]]
    }


def _heights() -> dict[str, int]:
    """Return the height of each app, from the layers of the import contracts; the lowest layer has 0."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [layer for layer in contracts[0]["layers"] if layer != "config"]
    return {
        package.strip().removeprefix("apps."): height
        for height, layer in enumerate(reversed(layers))
        for package in layer.split("|")
    }


def _strings() -> Iterator[tuple[str, str]]:
    for path in (PROJECT / "apps").rglob("*.py"):
        if {"sandbox", "migrations"}.isdisjoint(path.parts):
            yield from ((_module(path), text) for text in _strings_in(path))


def _strings_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts)
