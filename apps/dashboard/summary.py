"""A period of the home page: its figures as charts and as a table, and the proof that they agree."""

from datetime import timedelta
from typing import Any

from apps.core import clock
from apps.core.money import is_known
from apps.dashboard import charting, daybook, proving
from apps.dashboard.conventions import figures_for
from apps.dashboard.daybook import Day
from apps.dashboard.proving import Books
from apps.formats.wording.number_format import Figures
from apps.stores.models import Store

# How many days may be chosen, today among them; the first choice stands unless another is made.
CHOICES = (30, 7, 90)


def of(store: Store, wanted: str) -> dict[str, Any]:
    """Returns what the home page of STORE shows of the latest days, as many as are WANTED."""
    chosen = next((days for days in CHOICES if str(days) == wanted), CHOICES[0])
    last = clock.today(store.time_zone)
    first = last - timedelta(days=chosen - 1)
    figures = figures_for(store, store.currency)
    documents = daybook.entries(store, first, last)
    days = daybook.days(store, first, last, documents)
    proof = proving.prove(store, first, last, documents)
    return {
        "chosen": chosen,
        "choices": sorted(CHOICES),
        "first_day": figures.date(first),
        "last_day": figures.date(last),
        "currencies": [_currency(store, name, of) for name, of in days.items()],
        "proof": proof,
        "sums": [_sums(store, books) for books in proof.books if is_known(books.currency)],
        "is_empty": not (proof.paid or proof.runs or proof.undated),
    }


def _currency(store: Store, name: str, days: list[Day]) -> dict[str, Any]:
    figures, counts = figures_for(store, name), charting.of_counts(days)
    amounts = charting.of_amounts(days)
    return {
        "name": name,
        "is_empty": all(day.is_empty for day in days),
        "total": _day(daybook.total(days), figures),
        "days": [_day(day, figures) for day in days if not day.is_empty],
        "amounts": amounts,
        "most": figures.money(amounts.most),
        "counts": counts,
    }


def _day(day: Day, figures: Figures) -> dict[str, Any]:
    return {"date": figures.date(day.day)} | {
        name: {"count": tally.count, "amount": figures.money(tally.amount)}
        for name, tally in (("invoiced", day.invoiced), ("credited", day.credited), ("held", day.held))
    }


def _sums(store: Store, books: Books) -> dict[str, Any]:
    figures = figures_for(store, books.currency)
    return {
        "charged": figures.money(books.charged),
        "invoiced": figures.money(books.invoiced),
        "is_equal": books.charged == books.invoiced,
        "differing": books.differing,
    }
