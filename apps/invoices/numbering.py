"""Numbers without gap or repeat: the series' row is locked until the document that took the number is committed."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.core import clock
from apps.core.errors import FolioError
from apps.invoices.models import Kind, Series
from apps.stores.models import InvoicingSettings, Store

# Clocks of different machines differ by seconds, which may lie on both sides of midnight.
_CLOCK_LEEWAY = timedelta(days=1)


class PrefixTaken(FolioError):
    """The store's settings name a prefix that its documents of the other kind use."""

    code = "prefix_taken"


class DateInTheFuture(FolioError):
    """A clock was wrong, now or before: a document would get a date that is not today's."""

    code = "date_in_the_future"


@dataclass(frozen=True, slots=True)
class Number:
    """A number taken: its place in the series, as printed, and the date that belongs to it."""

    series: Series
    sequence: int
    text: str
    issue_date: date


def take(store: Store, kind: Kind, terms: InvoicingSettings) -> Number:
    """Takes the next number of STORE's series for KIND. Must run in the transaction that inserts the document.

    A rollback gives the number back. The date is today in the store's time zone, never before the series' last one.
    Raises PrefixTaken, DateInTheFuture.
    """
    prefix = terms.invoice_prefix if kind is Kind.INVOICE else terms.credit_note_prefix
    Series.objects.get_or_create(store=store, prefix=prefix, defaults={"kind": kind})
    series = Series.objects.select_for_update().get(store=store, prefix=prefix)
    if series.kind != kind:
        raise PrefixTaken(f"The prefix {prefix} belongs to documents of another kind: choose another in the settings.")
    sequence = series.next_number
    today = clock.today(store.time_zone)
    if series.last_date and series.last_date > today + _CLOCK_LEEWAY:
        raise DateInTheFuture(f"The series {prefix} is dated {series.last_date}, today is {today}: check the clocks.")
    series.next_number = sequence + 1
    series.last_date = max(today, series.last_date or today)
    series.save(update_fields=["next_number", "last_date"])
    text = f"{prefix}{sequence:0{series.padding}d}"
    return Number(series=series, sequence=sequence, text=text, issue_date=series.last_date)
