"""Moments in the platform's format, and days without a time."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core import clock
from apps.jumpseller.payloads import parse_moment

_ZONES = [
    "America/Santiago",
    "America/Mexico_City",
    "Europe/Lisbon",
    "Pacific/Honolulu",
    "Pacific/Easter",
    "Asia/Tokyo",
    "Pacific/Auckland",
]


@pytest.mark.parametrize(
    "written", ["2026-03-01 02:45:00 UTC", "2026-03-01T02:45:00Z", "2026-02-28T23:45:00-03:00", "2026-03-01 02:45:00"]
)
def test_a_moment(written: str) -> None:
    assert parse_moment(written) == datetime(2026, 3, 1, 2, 45, tzinfo=UTC)


@pytest.mark.parametrize("written", ["2026-03-01", " 2026-03-01 ", "2026-03-01 UTC", "20260301", "2026-W09-7"])
@pytest.mark.parametrize("zone", _ZONES)
def test_a_day_without_an_hour_is_that_day(written: str, zone: str) -> None:
    found = parse_moment(written)
    assert found is not None
    assert clock.local_date(found, zone) == date(2026, 3, 1)


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)), st.sampled_from(_ZONES))
def test_every_day_without_an_hour_is_that_day(day: date, zone: str) -> None:
    found = parse_moment(day.isoformat())
    assert found is not None
    assert clock.local_date(found, zone) == day


def test_midnight_is_a_moment() -> None:
    found = parse_moment("2026-03-01 00:00:00 UTC")
    assert found is not None
    assert clock.local_date(found, "America/Santiago") == date(2026, 2, 28)


@pytest.mark.parametrize("written", [None, "", "ayer", "01/03/2026", "2026-13-01", "1889-03-01", "2026-03", 5, {}])
def test_what_names_no_moment(written: object) -> None:
    assert parse_moment(written) is None
