"""Pagination by key: each page begins after a row, not at an offset, so that all pages are equally fast."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.http import Http404, QueryDict

# The largest possible id.
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and the query strings of the previous and the next page, if any."""

    rows: list[Any]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Order:
    """The columns of a list's sort order; together they identify a row. All have the same direction.

    `afterwards` makes PostgreSQL find all rows first and then sort them. It is for conditions whose selectivity
    PostgreSQL cannot estimate: a scan in sort order for the next matching row may read all rows.
    """

    columns: Sequence[str]
    is_descending: bool = True
    afterwards: bool = False

    def sort(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """Return `rows` in this order, reversed if `backwards`."""
        # No index is sorted by a sum.
        template = "%(expressions)s + 0" if self.afterwards else "%(expressions)s"
        invoicing_settings = [Func(F(name), template=template) for name in self.columns]
        return rows.order_by(
            *(term.desc() if self.is_descending != backwards else term.asc() for term in invoicing_settings)
        )


def page_of(rows: QuerySet[Any], order: Order, query: QueryDict, *, most: int, within: QuerySet[Any]) -> Page:
    """Return the page of `rows` that `query` selects: `after` or `before` is the id of a row in `within`.

    Raise Http404 for an unknown row.
    """
    backwards = bool(query.get("before"))
    edge_id = query.get("before") or query.get("after")
    edge = _row(within, edge_id) if edge_id else None
    if edge is not None:
        rows = rows.filter(rows_behind(edge, order.columns, descending=order.is_descending != backwards))
    found = list(order.sort(rows, backwards=backwards)[: most + 1])
    has_more, shown = len(found) > most, found[:most]
    if backwards:
        shown.reverse()
    has_newer, has_older = (has_more, True) if backwards else (edge is not None, has_more)
    return Page(
        shown,
        _address(query, "before", shown[0]) if shown and has_newer else "",
        _address(query, "after", shown[-1]) if shown and has_older else "",
    )


def rows_behind(row: Model, columns: Sequence[str], *, descending: bool) -> Q:
    """Return the condition for the rows after `row` in the order of `columns`, as one comparison for an index."""
    mine = Func(*map(F, columns), template="ROW(%(expressions)s)")
    given = Func(*(Value(getattr(row, name)) for name in columns), template="ROW(%(expressions)s)")
    sign = " < " if descending else " > "
    return Q(Func(mine, given, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField()))


def _row(within: QuerySet[Any], given: Any) -> Model:
    number = int(given) if str(given).isascii() and str(given).isdigit() and len(str(given)) < 20 else 0
    row: Model | None = within.filter(pk=number).first() if 0 < number <= _LARGEST else None
    if row is None:
        raise Http404
    return row


def _address(query: QueryDict, name: str, row: Model) -> str:
    """Return the query string with the filters of `query` for the page that begins at `row`."""
    changed = query.copy()
    for old in ("after", "before"):
        changed.pop(old, None)
    changed[name] = str(row.pk)
    return changed.urlencode()
