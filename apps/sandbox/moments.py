"""Points in time as Jumpseller writes them: UTC, but not RFC 3339."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_FORMAT = "%Y-%m-%d %H:%M:%S UTC"


def now() -> datetime:
    """Returns this moment, aware, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Returns MOMENT as orders and hooks carry it: `2026-07-23 17:48:38 UTC`."""
    return moment.astimezone(UTC).strftime(_FORMAT)


def written_with_milliseconds(moment: datetime) -> str:
    """Returns MOMENT as the header of a webhook carries it: `2025-01-01 10:18:51.829 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03} UTC"


def in_iso(text: str) -> str:
    """Returns the moment that TEXT writes as `2026-07-23T17:48:38Z`, TEXT itself where it is none."""
    try:
        return f"{datetime.strptime(text, _FORMAT).replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%S}Z"
    except ValueError:
        return text


def local_day(text: str, zone: str) -> date:
    """Returns the calendar day, in the time zone ZONE, of the moment that TEXT writes. Raises ValueError."""
    return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """Returns today's date in the time zone ZONE."""
    return datetime.now(ZoneInfo(zone)).date()
