"""Facts that travel by their names: a field of a dataclass is the column of the same name of a row."""

from collections.abc import Iterator
from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Facts = TypeVar("Facts", bound="DataclassInstance")


def columns_of(facts: "DataclassInstance") -> dict[str, Any]:
    """Return the values of `facts` by their names; a field that is a dataclass is replaced by its own fields."""
    columns: dict[str, Any] = {}
    for name in _fields_of(type(facts)):
        value = getattr(facts, name)
        if is_dataclass(value) and not isinstance(value, type):
            columns |= columns_of(value)
        else:
            columns[name] = value
    return columns


def facts_of(kind: type[Facts], row: object) -> Facts:
    """Return a `kind` with the values of `row` by their names; `kind` has no field that is a dataclass."""
    return kind(**{name: getattr(row, name) for name in _fields_of(kind)})


@cache
def _fields_of(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def declared_facts(kind: "type[DataclassInstance]") -> Iterator["Field[Any]"]:
    """Yield the fields of `kind`; a field that is a dataclass is replaced by its own fields."""
    types = get_type_hints(kind)
    for each in fields(kind):
        if is_dataclass(types[each.name]):
            yield from declared_facts(types[each.name])
        else:
            yield each


def names_of(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    """Return the names of the facts that `kind` declares."""
    return tuple(each.name for each in declared_facts(kind))
