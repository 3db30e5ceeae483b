"""A period of the home page: its figures as charts and as a table, and the proof that they agree."""

from datetime import timedelta
from typing import Any

from apps.core import clock
from apps.core.money import is_known
from apps.dashboard.home import charts, daily_totals
from apps.dashboard.home.daily_totals import Day
from apps.dashboard.home.proof import Books, prove_period
from apps.dashboard.shared.formats import figures_for
from apps.formats.wording.number_format import Figures
from apps.stores.models import Store

# Offered numbers of days, including today; the first one is the default.
CHOICES = (30, 7, 90)


def summary_of(store: Store, wanted: str) -> dict[str, Any]:
    """Return the figures of the latest days for the home page of `store`; `wanted` is their number."""
    chosen = next((days for days in CHOICES if str(days) == wanted), CHOICES[0])
    last = clock.today(store.time_zone)
    first = last - timedelta(days=chosen - 1)
    figures = figures_for(store, store.currency)
    documents = daily_totals.period_entries(store, first, last)
    days = daily_totals.daily_totals(store, first, last, documents)
    proof = prove_period(store, first, last, documents)
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
    figures, counts = figures_for(store, name), charts.counts_chart(days)
    amounts = charts.amounts_chart(days)
    return {
        "name": name,
        "is_empty": all(day.is_empty for day in days),
        "total": _day(daily_totals.period_total(days), figures),
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
