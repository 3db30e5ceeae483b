"""Series: prefixes with years, padding, restart, first number, and the announced next number."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction

from apps.invoices.issuing.numbers import PrefixTaken, upcoming_number
from apps.invoices.models import Invoice, Kind, Series
from apps.stores.models import InvoicingSettings, Store

Issue = Callable[..., Invoice]


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Set the clock to `moment`, in UTC."""
    with patch("apps.core.clock.timezone.now", return_value=datetime.fromisoformat(moment).replace(tzinfo=UTC)):
        yield


def set_up(**changes: object) -> None:
    InvoicingSettings.objects.update(**changes)


def test_the_year_in_a_prefix_is_that_of_the_document_in_the_stores_zone(store: Store, issue: Issue) -> None:
    set_up(invoice_prefix="F-{YYYY}-", credit_note_prefix="NC-{YY}-")
    with at("2027-01-01T02:00"):
        first = issue(store)
    with at("2027-01-01T04:00"):
        second = issue(store)
    assert [first.number, second.number] == ["F-2026-000001", "F-2027-000002"]
    assert str(first.issue_date) == "2026-12-31"


def test_numbers_restart_with_the_stores_year(store: Store, issue: Issue) -> None:
    set_up(
        invoice_prefix="F-{YY}-",
        credit_note_prefix="NC-{YY}-",
        test_prefix="T-{YY}-",
        restart_yearly=True,
        invoice_first_number=70,
    )
    numbers = []
    for moment in ("2026-12-30T12:00", "2027-01-01T02:59", "2027-01-01T03:01", "2027-06-01T00:00", "2028-02-01T00:00"):
        with at(moment):
            numbers.append(issue(store).number)
    assert numbers == ["F-26-000070", "F-26-000071", "F-27-000001", "F-27-000002", "F-28-000001"]


def test_a_series_carries_on_from_another_system(store: Store, issue: Issue) -> None:
    set_up(invoice_first_number=4711, number_padding=3)
    assert [issue(store).number, issue(store).number] == ["F-4711", "F-4712"]
    set_up(invoice_first_number=1)
    assert issue(store).number == "F-4713"


def test_the_next_number_is_told_and_not_taken(
    store: Store, issue: Issue, invoicing_settings: InvoicingSettings
) -> None:
    for expected in ("F-000001", "F-000002"):
        assert upcoming_number(store, Kind.INVOICE, invoicing_settings.numbering) == expected
        assert issue(store).number == expected
    assert upcoming_number(store, Kind.CREDIT_NOTE, invoicing_settings.numbering) == "NC-000001"


def test_the_restart_rule_of_a_prefix_stays(store: Store, issue: Issue) -> None:
    set_up(invoice_prefix="F-{YY}-", credit_note_prefix="NC-{YY}-", test_prefix="T-{YY}-")
    issue(store)
    set_up(restart_yearly=True)
    with pytest.raises(PrefixTaken, match="other restart rule"), transaction.atomic():
        issue(store)
    set_up(invoice_prefix="G-{YY}-")
    assert issue(store).sequence == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"restart_yearly": True},
        {"invoice_prefix": "NC-"},
        {"test_prefix": "F-"},
        {"number_padding": 0},
        {"invoice_first_number": 0},
    ],
)
def test_settings_that_would_repeat_numbers_are_refused(store: Store, changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(**changes)


@pytest.mark.parametrize(
    "changes", [{"prefix": "F {}"}, {"next_number": 0}, {"first_number": 5}, {"year": 2026}, {"prefix": "F-{YYY}"}]
)
def test_series_that_cannot_be_are_refused(store: Store, issue: Issue, changes: dict[str, object]) -> None:
    issue(store)
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.update(**changes)
