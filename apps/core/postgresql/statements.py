"""Statements that are compiled once: the ORM writes their SQL at the first use, each use binds values.

Writing SQL costs the ORM more than PostgreSQL needs to run it. The path of an order takes its statements from here;
all others use the ORM. A value that differs from use to use is a `Slot`. PostgreSQL keeps the plans of these
statements, so what a partial index of theirs needs to see is no slot.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.subqueries import UpdateQuery

from apps.core.postgresql.base import Prepared

_Row = TypeVar("_Row", bound=models.Model)
_Params = tuple[Any, ...]
_Change = tuple["models.QuerySet[Any]", Mapping[str, object]]


class Slot(Expression):
    """The place of a value that is bound by `name` at each use, in a condition or as a column's new value."""

    def __init__(self, name: str) -> None:
        """Make the place of the value `name`."""
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Return a placeholder, and the slot as its parameter."""
        return "%s", [self]


class Select(Generic[_Row]):
    """The rows of a queryset, with what it selects as related; `build` returns it, with slots for values."""

    def __init__(self, build: Callable[[], "models.QuerySet[_Row]"]) -> None:
        """Prepare the queryset of `build`."""
        self._build = build
        self._compiled: _Compiled[_Row] | None = None

    def rows(self, **values: object) -> list[_Row]:
        """Return the rows for `values`."""
        if self._compiled is None:
            self._compiled = _Compiled(self._build())
        return self._compiled.rows(values)

    def first(self, **values: object) -> _Row | None:
        """Return the first row for `values`; None if there is none."""
        return next(iter(self.rows(**values)), None)


class Values:
    """The columns of a queryset's `values_list`; `build` returns it, with slots for values."""

    def __init__(self, build: Callable[[], "models.QuerySet[Any, Any]"]) -> None:
        """Prepare the queryset of `build`."""
        self._build = build
        self._sql: tuple[str, _Params] | None = None

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows for `values`."""
        if self._sql is None:
            self._sql = self._build().query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        sql, params = self._sql
        with _execute(sql, params, values) as cursor:
            return cursor.fetchall()  # type: ignore[no-any-return]


class Update(Generic[_Row]):
    """An update of the rows of a queryset; `build` returns it and the new values, both with slots."""

    def __init__(self, build: Callable[[], _Change], *, selected: "models.QuerySet[_Row] | None" = None) -> None:
        """Prepare the update of `build`; `selected` is what it returns of its rows, by default all their columns."""
        self._build, self._selected = build, selected
        self._update: tuple[str, _Params] | None = None
        self._compiled: _Compiled[_Row] | None = None

    def run(self, **values: object) -> int:
        """Update the rows for `values` and return their number."""
        sql, params = self._sql()
        return _execute(sql, params, values).rowcount  # type: ignore[no-any-return]

    def returned(self, **values: object) -> list[_Row]:
        """Update the rows for `values` and return them as they are now, in the same statement."""
        if self._compiled is None:
            selected = self._build()[0].model._default_manager.all() if self._selected is None else self._selected
            self._compiled = _Compiled(selected, within=self._sql())
        return self._compiled.rows(values)

    def _sql(self) -> tuple[str, _Params]:
        if self._update is None:
            rows, changes = self._build()
            query: Any = rows.query.chain(UpdateQuery)
            query.add_update_values(changes)
            self._update = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return self._update


class Insert(Generic[_Row]):
    """The insert of a row, with an end such as ON CONFLICT … DO NOTHING."""

    def __init__(self, model: type[_Row], end: str) -> None:
        """Prepare the insert into the table of `model`."""
        self._model, self._end = model, end
        self._compiled: _Compiled[_Row] | None = None

    def returned(self, row: _Row) -> _Row | None:
        """Insert `row` and return it as it is now; None where the end leaves the table as it was."""
        if self._compiled is None:
            slots = tuple(Slot(each.attname) for each in _written(self._model))
            within = f"{_insert(self._model, 1)} {self._end}", slots
            self._compiled = _Compiled(self._model._default_manager.all(), within=within)
        names = (each.attname for each in _written(self._model))
        return next(iter(self._compiled.rows(dict(zip(names, _values(row), strict=True)))), None)


def insert_together(*groups: Sequence[models.Model]) -> None:
    """Insert all rows by one statement, and give them their keys; the rows of each of `groups` are of one table.

    No group sees the rows of another: a trigger may ask for earlier rows only, unless it is deferred.
    """
    filled = [rows for rows in groups if rows]
    inserts = ((f"t{place}", _insert(type(rows[0]), len(rows))) for place, rows in enumerate(filled))
    tables = ", ".join(f"{name} AS ({insert} RETURNING id)" for name, insert in inserts)
    keys = ", ".join(f"ARRAY(SELECT id FROM t{place} ORDER BY id)" for place in range(len(filled)))  # noqa: S608
    values = [value for rows in filled for row in rows for value in _values(row)]
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"WITH {tables} SELECT {keys}", values)
        found = cursor.fetchone()
    for rows, ids in zip(filled, found, strict=True):
        for row, key in zip(rows, ids, strict=True):
            row.pk, row._state.adding, row._state.db = key, False, DEFAULT_DB_ALIAS


@cache
def _written(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the columns of `model` that an insert writes: all but the key."""
    return [each for each in model._meta.local_concrete_fields if not each.primary_key]


@cache
def _insert(model: type[models.Model], count: int) -> str:
    fields = _written(model)
    columns = ", ".join(f'"{each.column}"' for each in fields)
    row = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ' + ", ".join([row] * count)  # noqa: S608


def _values(row: models.Model) -> list[Any]:
    connection = connections[DEFAULT_DB_ALIAS]
    return [each.get_db_prep_save(each.pre_save(row, True), connection) for each in _written(type(row))]


class _Compiled(Generic[_Row]):
    """The SQL of a queryset, and how its columns become rows of models."""

    def __init__(self, rows: "models.QuerySet[_Row]", *, within: tuple[str, _Params] | None = None) -> None:
        """Compile `rows`. `within` is a writing statement whose rows take the place of the table's."""
        # Threads may compile the same queryset at once, and compiling changes a query.
        self._compiler = rows.query.clone().get_compiler(DEFAULT_DB_ALIAS)
        sql, params = self._compiler.as_sql()
        self._sql, self._params = sql, tuple(params)
        if within is not None:
            # The name of the table means the returned rows in the query, and the table itself in the statement.
            table = rows.model._meta.db_table
            self._sql = f'WITH "{table}" AS ({within[0]} RETURNING *) {self._sql}'
            self._params = (*within[1], *self._params)

    def rows(self, values: Mapping[str, object]) -> list[_Row]:
        with _execute(self._sql, self._params, values) as cursor:
            return self._instances(cursor.fetchall())

    def _instances(self, found: list[Any]) -> list[_Row]:
        klass_info, select = self._compiler.klass_info, self._compiler.select
        own = klass_info["select_fields"]
        names = [select[place][0].target.attname for place in own]
        populators = get_related_populators(klass_info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        instances = []
        for columns in self._compiler.results_iter([found]):
            row = klass_info["model"].from_db(DEFAULT_DB_ALIAS, names, columns[own[0] : own[-1] + 1])
            for populator in populators:
                populator.populate(columns, row)
            for name, place in self._compiler.annotation_col_map.items():
                setattr(row, name, columns[place])
            instances.append(row)
        return instances


def _execute(sql: str, params: _Params, values: Mapping[str, object]) -> Any:
    cursor = connections[DEFAULT_DB_ALIAS].cursor()
    bound: list[Any] = [values[each.name] if isinstance(each, Slot) else each for each in params]
    cursor.execute(Prepared(sql), bound)
    return cursor
