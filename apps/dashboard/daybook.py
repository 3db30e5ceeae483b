"""What happened in a store day by day: documents, credits and orders that are held, each from one query."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Sum

from apps.automation.models import OrderRecord
from apps.core.money import ZERO, is_known
from apps.invoices.models import Invoice, Kind
from apps.stores.models import Store


@dataclass(slots=True)
class Tally:
    """So many documents or orders, over so much."""

    count: int = 0
    amount: Decimal = ZERO

    def add(self, count: int, amount: Decimal | None) -> None:
        """Counts more of the same."""
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
        """Tells whether nothing happened."""
        return not (self.invoiced.count or self.credited.count or self.held.count)


def days(store: Store, first: date, last: date) -> dict[str, list[Day]]:
    """Returns every day from FIRST to LAST, by currency: the store's own, and each other one that occurs."""
    found: dict[str, dict[date, Day]] = defaultdict(dict)
    for currency, day, kind, count, gross in _documents(store, first, last):
        row = found[currency].setdefault(day, Day(day))
        (row.credited if kind == Kind.CREDIT_NOTE else row.invoiced).add(count, gross)
    for currency, day, count, amount in _held(store, first, last):
        if not is_known(currency):
            currency, amount = store.currency, None
        found[currency].setdefault(day, Day(day)).held.add(count, amount)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    currencies = [store.currency, *sorted(found.keys() - {store.currency})]
    return {currency: [found[currency].get(day) or Day(day) for day in every] for currency in currencies}


def total(of: list[Day]) -> Day:
    """Returns the sums of all days OF one currency, under the first day's date."""
    whole = Day(of[0].day)
    for day in of:
        for name in ("invoiced", "credited", "held"):
            part = getattr(day, name)
            getattr(whole, name).add(part.count, part.amount)
    return whole


def _documents(store: Store, first: date, last: date) -> list[tuple[str, date, str, int, Decimal | None]]:
    mine = Invoice.objects.filter(store=store, issue_date__range=(first, last)).exclude(kind=Kind.TEST)
    sums = mine.order_by().values_list("currency", "issue_date", "kind").annotate(Count("pk"), Sum("gross_total"))
    return list(sums)


def _held(store: Store, first: date, last: date) -> list[tuple[str, date, int, Decimal | None]]:
    held = OrderRecord.objects.filter(store=store, state=OrderRecord.State.HELD, paid_on__range=(first, last))
    return list(held.order_by().values_list("currency", "paid_on").annotate(Count("pk"), Sum("amount")))
