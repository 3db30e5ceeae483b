"""Points in time in Jumpseller's format: UTC, but not RFC 3339."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_FORMAT = "%Y-%m-%d %H:%M:%S UTC"


def now() -> datetime:
    """Return the current moment, aware, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Return `moment` in the format of orders and hooks: `2026-07-23 17:48:38 UTC`."""
    return moment.astimezone(UTC).strftime(_FORMAT)


def written_with_milliseconds(moment: datetime) -> str:
    """Return `moment` in the format of a webhook's header: `2025-01-01 10:18:51.829 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03} UTC"


def in_iso(text: str) -> str:
    """Return the moment in `text` in the form `2026-07-23T17:48:38Z`, or `text` itself if it contains none."""
    try:
        return f"{datetime.strptime(text, _FORMAT).replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%S}Z"
    except ValueError:
        return text


def local_day(text: str, zone: str) -> date:
    """Return the calendar day, in the time zone `zone`, of the moment in `text`. Raise ValueError."""
    return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """Return today's date in the time zone `zone`."""
    return datetime.now(ZoneInfo(zone)).date()
