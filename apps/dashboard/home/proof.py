"""Proof that a period's sales and documents agree, computed from the rows at each request.

It compares two independent records: each order as last read at Jumpseller, and the documents.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Count

from apps.automation.models import OrderRecord
from apps.core.money import ZERO
from apps.dashboard.home.daily_totals import Entry
from apps.invoices.models import Invoice, Kind, Series
from apps.stores.models import Store

# Clocks and time zones: an invoice may be dated the day before its order's day of payment.
_LEEWAY = timedelta(days=2)
# Fast path: compare each order with its first invoice, found by the index of the period. Where an invoice is older or
# differs, run again with `twice` and compare with the latest sale's invoice, because an order that was paid again has a
# second one.
_BOTH_BOOKS = """
    WITH sale AS (
        SELECT r.order_id, r.currency, r.amount, i.id, i.currency AS said_currency, i.gross_total AS said,
               (r.amount, r.currency) IS NOT DISTINCT FROM (i.gross_total, i.currency) AS is_equal
        FROM automation_orderrecord r
        LEFT JOIN invoices_invoice i
            ON i.store_id = r.store_id AND i.order_id = r.order_id AND i.kind = 'invoice' AND i.revision = 1
            AND i.issue_date >= %(since)s AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = i.id)
        WHERE r.store_id = %(store)s AND r.paid_on BETWEEN %(first)s AND %(last)s AND r.state IN ('issued', 'credited')
    ), met AS (
        SELECT sale.amount, sale.currency, coalesce(latest.id, sale.id) AS id,
               coalesce(latest.gross_total, sale.said) AS said,
               coalesce(latest.currency, sale.said_currency) AS said_currency
        FROM sale LEFT JOIN LATERAL (
            SELECT i.id, i.gross_total, i.currency FROM invoices_invoice i
            WHERE %(twice)s AND NOT sale.is_equal AND i.store_id = %(store)s AND i.order_id = sale.order_id
                AND i.kind = 'invoice' AND i.replaces_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = i.id)
            ORDER BY i.revision DESC LIMIT 1
        ) latest ON true
    )
    SELECT coalesce(said_currency, currency) AS name, count(*), count(id), sum(amount), sum(said),
           count(*) FILTER (WHERE id IS NOT NULL AND (amount, currency) IS DISTINCT FROM (said, said_currency))
    FROM met GROUP BY name ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Books:
    """Orders that have their invoice, in one currency: counts, totals, and how many of them differ."""

    currency: str
    orders: int
    documents: int
    charged: Decimal
    invoiced: Decimal
    differing: int


@dataclass(frozen=True, slots=True)
class Run:
    """A series' documents in the period; `gaps` are numbers among or next to theirs that no document has.

    Where a provider gives the numbers, theirs may have gaps: `gaps` are those in Folio's own count of its documents.
    """

    first: str
    last: str
    documents: int
    gaps: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of the comparison. `paid` counts all paid orders that Folio has read, with and without a document.

    `undated` counts held orders without a known day of payment, which belong to no period. `on_its_way` counts those of
    which a provider has a document to make.
    """

    paid: int
    held: int
    on_its_way: int
    undated: int
    left_out: int
    books: list[Books]
    runs: list[Run]

    @property
    def documented(self) -> int:
        """Return how many paid orders have their invoice."""
        return sum(books.documents for books in self.books)

    @property
    def missing(self) -> int:
        """Return how many orders count as invoiced but have no invoice; any above zero is a serious error."""
        return sum(books.orders - books.documents for books in self.books)

    @property
    def gaps(self) -> int:
        """Return how many numbers are missing."""
        return sum(run.gaps for run in self.runs)

    @property
    def repeats(self) -> int:
        """Return how many numbers occur more than once."""
        return sum(run.repeats for run in self.runs)

    @property
    def differing(self) -> int:
        """Return for how many orders the invoice and Jumpseller's current data differ."""
        return sum(books.differing for books in self.books)

    @property
    def holds(self) -> bool:
        """Tell whether all of it agrees."""
        return not (self.missing or self.gaps or self.repeats or self.differing)


def prove_period(store: Store, first: date, last: date, documents: list[Entry]) -> Proof:
    """Return the proof for the orders of `store` paid, and its documents dated, from `first` to `last`.

    `documents` are the `period_entries` of these days.
    """
    states = _states(store, first, last)
    return Proof(
        paid=sum(states.values()),
        held=states.get(OrderRecord.State.HELD, 0),
        on_its_way=states.get(OrderRecord.State.SUBMITTED, 0),
        undated=OrderRecord.objects.held().filter(store=store, paid_on__isnull=True).count(),
        left_out=states.get(OrderRecord.State.SKIPPED, 0) + states.get(OrderRecord.State.NEW, 0),
        books=_books(store, first, last),
        runs=_runs(store, first, last, documents),
    )


def _states(store: Store, first: date, last: date) -> dict[str, int]:
    mine = OrderRecord.objects.filter(store=store, paid_on__range=(first, last))
    return dict(mine.order_by().values_list("state").annotate(how_many=Count("*")))


def _books(store: Store, first: date, last: date) -> list[Books]:
    books = _met(store, first, last)
    agree = all(each.orders == each.documents and not each.differing for each in books)
    return books if agree else _met(store, first, last, twice=True)


def _met(store: Store, first: date, last: date, *, twice: bool = False) -> list[Books]:
    given: dict[str, int | date] = {"store": store.pk, "first": first, "last": last, "since": first - _LEEWAY}
    given["twice"] = twice
    with connection.cursor() as cursor:
        cursor.execute(_BOTH_BOOKS, given)
        rows = cursor.fetchall()
    return [
        Books(currency, orders, documents, charged or ZERO, invoiced or ZERO, differing)
        for currency, orders, documents, charged, invoiced, differing in rows
    ]


def _runs(store: Store, first: date, last: date, documents: list[Entry]) -> list[Run]:
    """Return one run for each series of the period, invoices first.

    Dates and numbers of a series increase together, unless a provider gives them.
    """
    of_series: dict[int, list[Entry]] = defaultdict(list)
    for entry in sorted(documents, key=lambda entry: (entry.kind != Kind.INVOICE, entry.series)):
        of_series[entry.series].append(entry)
    ends = {series: (min(e.lowest for e in of), max(e.highest for e in of)) for series, of in of_series.items()}
    names = _names(store, ends)
    known = {series.pk: series for series in Series.objects.filter(store=store, pk__in=ends)}
    runs = []
    for series, of in of_series.items():
        count, (lowest, highest) = sum(entry.count for entry in of), ends[series]
        repeats = 0 if _is_whole(of, lowest, highest) else _repeats(store, series, first, last)
        counted = count - repeats if known[series].account_id is None else _counted(known[series], lowest, highest)
        gaps = highest - lowest + 1 - counted + _lost_neighbours(known[series], lowest, highest, names)
        runs.append(Run(names[series, lowest], names[series, highest], count, gaps, repeats))
    return runs


def _counted(series: Series, lowest: int, highest: int) -> int:
    """Return how many of a provider's documents have the places from `lowest` to `highest`, whatever their dates."""
    mine = Invoice.objects.filter(store=series.store_id, series=series, sequence__range=(lowest, highest))
    return mine.values("sequence").distinct().count()


def _lost_neighbours(series: Series, lowest: int, highest: int, names: dict[tuple[int, int], str]) -> int:
    """Return how many of the numbers before `lowest` and after `highest` were assigned but are on no document."""
    before, behind = lowest - 1, highest + 1
    given = [before] * (before >= series.first_number) + [behind] * (behind < series.next_number)
    return sum((series.pk, number) not in names for number in given)


def _is_whole(of: list[Entry], lowest: int, highest: int) -> bool:
    """Tell whether count and sum are those of the numbers from `lowest` to `highest`: then each occurs once.

    The unique index on numbers prevents errors that cancel each other out.
    """
    count = highest - lowest + 1
    whole = sum(entry.count for entry in of), 2 * sum(entry.sum_of_numbers for entry in of)
    return whole == (count, (lowest + highest) * count)


def _repeats(store: Store, series: int, first: date, last: date) -> int:
    mine = Invoice.objects.filter(store=store, series=series, issue_date__range=(first, last))
    counted = mine.aggregate(documents=Count("*"), numbers=Count("sequence", distinct=True))
    return int(counted["documents"] - counted["numbers"])


def _names(store: Store, ends: dict[int, tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the printed numbers of the documents at the `ends` of series, and of their outer neighbours."""
    numbers = {number for lowest, highest in ends.values() for number in (lowest - 1, lowest, highest, highest + 1)}
    mine = Invoice.objects.filter(store=store, series__in=ends, sequence__in=numbers)
    return {(series, number): name for series, number, name in mine.values_list("series", "sequence", "number")}
