"""Daily totals of a store's documents, credits and orders, each from one index scan."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Min, Q, Sum

from apps.automation.models import OrderRecord
from apps.core.money import ZERO, is_known
from apps.invoices.models import Invoice, Kind
from apps.stores.models import Store

_VALID = Q(void__isnull=True)


@dataclass(slots=True)
class Tally:
    """A number of documents or orders, and their total amount."""

    count: int = 0
    amount: Decimal = ZERO

    def add(self, count: int, amount: Decimal | None) -> None:
        """Add `count` and `amount`."""
        self.count += count
        self.amount += amount or ZERO


@dataclass(slots=True)
class Day:
    """One day in one currency: invoices and credit notes by their date, held orders by the day of payment."""

    day: date
    invoiced: Tally = field(default_factory=Tally)
    credited: Tally = field(default_factory=Tally)
    held: Tally = field(default_factory=Tally)

    @property
    def is_empty(self) -> bool:
        """Tell whether all counts are zero."""
        return not (self.invoiced.count or self.credited.count or self.held.count)


@dataclass(frozen=True, slots=True)
class Entry:
    """Totals of a series' documents of one day and currency, and a summary of their numbers.

    `count` and the numbers are those of all documents, `valid` and `amount` leave void ones out.
    """

    series: int
    kind: str
    currency: str
    day: date
    count: int
    valid: int
    amount: Decimal | None
    lowest: int
    highest: int
    sum_of_numbers: Decimal


def period_entries(store: Store, first: date, last: date) -> list[Entry]:
    """Return the invoices and credit notes of `store` from `first` to `last`, by series, currency and day."""
    mine = Invoice.objects.filter(store=store, issue_date__range=(first, last)).exclude(kind=Kind.TEST)
    rows = (
        mine.order_by()
        .values_list("series", "kind", "currency", "issue_date")
        .annotate(
            how_many=Count("*"),
            valid=Count("pk", filter=_VALID),
            amounts=Sum("gross_total", filter=_VALID),
            lowest=Min("sequence"),
            highest=Max("sequence"),
            numbers=Sum("sequence"),
        )
    )
    return [Entry(*row) for row in rows]


def daily_totals(store: Store, first: date, last: date, documents: list[Entry]) -> dict[str, list[Day]]:
    """Return every day from `first` to `last`, by currency: the store's own, and each other one that occurs.

    `documents` are the `period_entries` of these days.
    """
    found: dict[str, dict[date, Day]] = defaultdict(dict)
    for entry in documents:
        row = found[entry.currency].setdefault(entry.day, Day(entry.day))
        (row.credited if entry.kind == Kind.CREDIT_NOTE else row.invoiced).add(entry.valid, entry.amount)
    for currency, day, count, amount in _held(store, first, last):
        if not is_known(currency):
            currency, amount = store.currency, None
        found[currency].setdefault(day, Day(day)).held.add(count, amount)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    currencies = [store.currency, *sorted(found.keys() - {store.currency})]
    return {currency: [found[currency].get(day) or Day(day) for day in every] for currency in currencies}


def period_total(of: list[Day]) -> Day:
    """Return the sums of all days in `of`, all of one currency, under the first day's date."""
    whole = Day(of[0].day)
    for day in of:
        for name in ("invoiced", "credited", "held"):
            part = getattr(day, name)
            getattr(whole, name).add(part.count, part.amount)
    return whole


def _held(store: Store, first: date, last: date) -> list[tuple[str, date, int, Decimal | None]]:
    held = OrderRecord.objects.held().filter(store=store, paid_on__range=(first, last))
    return list(held.order_by().values_list("currency", "paid_on").annotate(how_many=Count("*"), amounts=Sum("amount")))
