"""Facts that travel by their names: a field of a dataclass is the column of the same name of a row.

A field that is a dataclass is a group: its own fields are columns. Where the field states a `PREFIX` in its metadata,
the names of these columns begin with it, so that a row may hold the same group twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Facts = TypeVar("Facts", bound="DataclassInstance")

PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact: the name of its column, and the metadata of its field, to which those of its group are added."""

    name: str
    metadata: Mapping[str, Any]


def columns_of(facts: "DataclassInstance") -> dict[str, Any]:
    """Return the values of `facts` by the names of their columns."""
    columns: dict[str, Any] = {}
    for name, prefix in _columns_of(type(facts)):
        value = getattr(facts, name)
        if is_dataclass(value) and not isinstance(value, type):
            columns |= {prefix + column: held for column, held in columns_of(value).items()}
        else:
            columns[name] = value
    return columns


def facts_of(kind: type[Facts], row: object, prefix: str = "") -> Facts:
    """Return a `kind` with the values of `row` by the names of their columns, which begin with `prefix`."""
    groups = _groups_of(kind)
    return kind(
        **{
            name: facts_of(groups[name], row, prefix + own) if name in groups else getattr(row, prefix + name)
            for name, own in _columns_of(kind)
        }
    )


def declared_facts(kind: "type[DataclassInstance]") -> Iterator[Fact]:
    """Yield the facts that `kind` declares, those of its groups included."""
    groups = _groups_of(kind)
    for each in fields(kind):
        if each.name in groups:
            prefix = each.metadata.get(PREFIX, "")
            for fact in declared_facts(groups[each.name]):
                yield Fact(prefix + fact.name, {**each.metadata, **fact.metadata})
        else:
            yield Fact(each.name, each.metadata)


def names_of(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    """Return the names of the facts that `kind` declares."""
    return tuple(each.name for each in declared_facts(kind))


@cache
def _columns_of(kind: "type[DataclassInstance]") -> tuple[tuple[str, str], ...]:
    """Return the names of the fields of `kind`, each with the prefix of the columns of its group."""
    return tuple((each.name, each.metadata.get(PREFIX, "")) for each in fields(kind))


@cache
def _groups_of(kind: "type[DataclassInstance]") -> "dict[str, type[DataclassInstance]]":
    """Return the types of the fields of `kind` that are dataclasses."""
    return {name: of for name, of in get_type_hints(kind).items() if is_dataclass(of) and isinstance(of, type)}
