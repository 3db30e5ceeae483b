"""Document numbers without gap or repeat.

The series' row stays locked until the document that took the number is committed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Greatest

from apps.core import clock
from apps.core.errors import FolioError
from apps.core.postgresql.statements import Slot, Update
from apps.invoices.models import Invoice, Kind, ProviderAccount, Series
from apps.stores.models import Store
from apps.stores.setting_groups import NumberingRules

# Clocks of different machines differ by seconds, which may lie on both sides of midnight.
_CLOCK_LEEWAY = timedelta(days=1)
# Characters of a printed number.
_LONGEST = 60


def _take(year: Q) -> Update[Series]:
    """Return the statement that takes the next number of the series of `year`, if its last date is not too late."""
    series = Q(year, store=Slot("store_id"), prefix=Slot("prefix"), kind=Slot("kind"))
    is_past = Q(last_date__isnull=True) | Q(last_date__lte=Slot("latest"))
    # GREATEST ignores an empty last date.
    values = {"next_number": F("next_number") + 1, "last_date": Greatest("last_date", Slot("today"))}
    return Update(lambda: (Series.objects.filter(is_past, series), values))


_TAKE = _take(Q(year__isnull=True))
_TAKE_OF_YEAR = _take(Q(year=Slot("year")))


class PrefixTaken(FolioError):
    """The settings name a prefix that documents of another kind, or of the other restart rule, already use."""

    code = "prefix_taken"


class DateInTheFuture(FolioError):
    """A clock is or was wrong: the document would get a date other than today's."""

    code = "date_in_the_future"


@dataclass(frozen=True, slots=True)
class Number:
    """A taken number: its position in the series, its printed form and its issue date."""

    series: Series
    sequence: int
    text: str
    issue_date: date


def take_number(store: Store, kind: Kind, rules: NumberingRules) -> Number:
    """Take the next number, by `rules`, of the `kind` series of `store`, in the transaction that inserts the document.

    A rollback returns the number. The date is today in the store's time zone, never before the series' last date. Raise
    PrefixTaken, DateInTheFuture.
    """
    today = clock.today(store.time_zone)
    series = _taken(store, kind, rules, today)
    if series is None:
        _make_series(store, kind, rules, today)
        series = _taken(store, kind, rules, today)
    if series is None:
        raise DateInTheFuture(f"The series {_prefix(kind, rules)} is dated after {today}: check the clocks.")
    sequence, issue_date = series.next_number - 1, series.last_date or today
    return Number(series, sequence, printed_number(series.prefix, sequence, issue_date, rules), issue_date)


def count_provider_document(account: ProviderAccount, kind: Kind, text: str, issue_date: date) -> Number:
    """Return the number `text` that a provider gave, with the document's place in Folio's own count of the account.

    The series' row stays locked until the document is committed. Its numbers have gaps and its dates may run back. A
    number that another series of the store has given, Folio's own or another company's, gets an ending of its own:
    the law's number stays in `ProviderDocument`.
    """
    identity: dict[str, Any] = {"store_id": account.store_id, "prefix": f"{account.provider}-{account.pk}-{kind.value}"}
    identity["prefix"] = identity["prefix"].replace("_", "-")
    Series.objects.get_or_create(**identity, year=None, defaults={"kind": kind, "account": account})
    series = Series.objects.select_for_update().get(**identity)
    Series.objects.filter(pk=series.pk).update(next_number=F("next_number") + 1)
    series.next_number += 1
    if Invoice.objects.filter(store=account.store_id, number=text).exists():
        ending = f"-{account.pk}-{kind.value[0].upper()}{series.next_number - 1}"
        text = f"{text[: _LONGEST - len(ending)]}{ending}"
    return Number(series, series.next_number - 1, text, issue_date)


def upcoming_number(store: Store, kind: Kind, rules: NumberingRules) -> str:
    """Return the printed number that the next document of `kind` would get today; take nothing."""
    today = clock.today(store.time_zone)
    series = Series.objects.filter(store=store, prefix=_prefix(kind, rules), year=_year(rules, today)).first()
    sequence = series.next_number if series else _first_number(store, kind, rules)
    return printed_number(
        _prefix(kind, rules),
        sequence,
        max(today, (series and series.last_date) or today),
        rules,
    )


def printed_number(prefix: str, sequence: int, issue_date: date, rules: NumberingRules) -> str:
    """Return the printed number: `prefix` with {YYYY} and {YY} as the year of `issue_date`, and `sequence`, padded."""
    year = f"{issue_date:%Y}"
    filled = prefix.replace("{YYYY}", year).replace("{YY}", year[-2:])
    return f"{filled}{sequence:0{rules.number_padding}d}"


def _taken(store: Store, kind: Kind, rules: NumberingRules, today: date) -> Series | None:
    """Return the series after its next number was taken, locked; None if there is no series that allows it today."""
    take = _TAKE_OF_YEAR if rules.restart_yearly else _TAKE
    values = {"store_id": store.pk, "prefix": _prefix(kind, rules), "kind": kind.value, "year": today.year}
    return next(iter(take.returned(**values, today=today, latest=today + _CLOCK_LEEWAY)), None)


def _make_series(store: Store, kind: Kind, rules: NumberingRules, today: date) -> None:
    """Insert the series for its first document. Raise PrefixTaken, DateInTheFuture where there is one."""
    prefix = _prefix(kind, rules)
    identity: dict[str, Any] = {"store": store, "prefix": prefix, "year": _year(rules, today)}
    series = Series.objects.filter(**identity).first()
    if series is None:
        _refuse_other_restart_rule(store, prefix, rules)
        first = _first_number(store, kind, rules)
        made = {"kind": kind, "first_number": first, "next_number": first}
        series = Series.objects.get_or_create(**identity, defaults=made)[0]
    if series.kind != kind:
        raise PrefixTaken(f"The prefix {series} belongs to documents of another kind: choose another in the settings.")
    if series.last_date and series.last_date > today + _CLOCK_LEEWAY:
        raise DateInTheFuture(f"The series {series} is dated {series.last_date}, today is {today}: check the clocks.")


def _prefix(kind: Kind, rules: NumberingRules) -> str:
    return {
        Kind.INVOICE: rules.invoice_prefix,
        Kind.CREDIT_NOTE: rules.credit_note_prefix,
        Kind.TEST: rules.test_prefix,
    }[kind]


def _year(rules: NumberingRules, today: date) -> int | None:
    return today.year if rules.restart_yearly else None


def _refuse_other_restart_rule(store: Store, prefix: str, rules: NumberingRules) -> None:
    """Raise PrefixTaken if the other rule would print the same numbers again."""
    if Series.objects.filter(store=store, prefix=prefix, year__isnull=rules.restart_yearly).exists():
        raise PrefixTaken(f"The prefix {prefix} has documents under the other restart rule: choose a new prefix.")


def _first_number(store: Store, kind: Kind, rules: NumberingRules) -> int:
    """Return the first number: for a new prefix that of the settings (it may continue another system), else 1."""
    if kind is Kind.TEST or Series.objects.filter(store=store, prefix=_prefix(kind, rules)).exists():
        return 1
    return rules.invoice_first_number if kind is Kind.INVOICE else rules.credit_note_first_number
