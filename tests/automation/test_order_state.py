"""One module writes what is known of an order."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.environment import PROJECT

_WRITER = PROJECT / "apps" / "automation" / "order_state.py"
_QUERY_WRITES = frozenset(
    "create get_or_create update_or_create bulk_create bulk_update update delete "
    "acreate aget_or_create aupdate_or_create abulk_create abulk_update aupdate adelete".split()
)
_ROW_WRITES = frozenset({"save", "delete", "asave", "adelete"})
_SOURCES = frozenset({"OrderRecord", "order_state"})
_TABLE = "automation_orderrecord"
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def writes_in(source: str) -> list[str]:
    """Return the expressions of `source` that write rows of `OrderRecord`, by names, annotations and assignments."""
    tree = ast.parse(source)
    functions = [list(ast.walk(node)) for node in ast.walk(tree) if isinstance(node, _Function)]
    in_functions = {node for nodes in functions for node in nodes}
    outside = [node for node in ast.walk(tree) if node not in in_functions]
    return sorted({found for nodes in (outside, *functions) for found in _writes(nodes, _names(nodes))})


def _writes(nodes: list[ast.AST], names: set[str]) -> Iterator[str]:
    for node in nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in _QUERY_WRITES | _ROW_WRITES and _is_about_records(node.func.value, names):
            yield ast.unparse(node.func)


def _names(nodes: list[ast.AST]) -> set[str]:
    """Return the names in `nodes` that hold records or queries of them."""
    arguments = [node for node in nodes if isinstance(node, ast.arg) and node.annotation]
    names = {node.arg for node in arguments if node.annotation and "OrderRecord" in ast.unparse(node.annotation)}
    bindings = [binding for node in nodes for binding in _bindings(node)]
    before = -1
    while before < len(names):
        before = len(names)
        for target, value in bindings:
            if _is_about_records(value, names):
                names |= {each.id for each in ast.walk(target) if isinstance(each, ast.Name)}
    return names


def _bindings(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value


def _is_about_records(node: ast.AST, names: set[str]) -> bool:
    """Tell whether `node` is reached from `OrderRecord` or its writer, or from one of `names` by calls alone.

    An attribute of a record, such as its store, is not about records.
    """
    is_called = False
    by_calls_alone = True
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            by_calls_alone = by_calls_alone and is_called
        is_called = isinstance(node, ast.Call)
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and (node.id in _SOURCES or (node.id in names and by_calls_alone))


def _modules() -> list[Path]:
    return [path for path in (PROJECT / "apps").rglob("*.py") if "migrations" not in path.parts and path != _WRITER]


def test_records_are_written_in_one_module_only() -> None:
    found = {str(path.relative_to(PROJECT)): writes for path in _modules() if (writes := writes_in(path.read_text()))}
    assert found == {}
    assert writes_in(_WRITER.read_text())


def test_no_module_writes_records_by_sql() -> None:
    write = re.compile(rf'(update|insert\s+into|delete\s+from)\s+"?{_TABLE}\b', re.IGNORECASE)
    assert [path for path in _modules() if write.search(path.read_text())] == []


@pytest.mark.parametrize(
    "source",
    [
        "OrderRecord.objects.create(store=store)",
        "OrderRecord.objects.filter(pk=1).update(state='held')",
        "OrderRecord.objects.held().delete()",
        "mine = OrderRecord.objects.filter(store=store)\nsame = mine.exclude(pk=1)\nsame.order_by('pk').update()",
        "def f(record: OrderRecord) -> None:\n    record.save(update_fields=['state'])",
        "def f(records: QuerySet[OrderRecord]) -> None:\n    for record in records:\n        record.save()",
        "record = order_state.locked_record(1)\nrecord.save()",
        "[record.delete() for record in OrderRecord.objects.all()]",
        "if record := OrderRecord.objects.first():\n    record.save()",
    ],
)
def test_a_write_is_found(source: str) -> None:
    assert writes_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "OrderRecord.objects.filter(pk=1).exists()",
        "def f(record: OrderRecord) -> None:\n    record.store.save()",
        "def f(row: Backfill) -> None:\n    row.save()",
        "Backfill.objects.filter(pk=1).update(stage='ended')",
    ],
)
def test_another_call_is_no_write(source: str) -> None:
    assert not writes_in(source)
