"""The platform's JSON: amounts are never floats, and single resources may be wrapped."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

_YEARS = range(1990, 2200)
# At this hour of UTC it is the same day from Honolulu (UTC-10) to Auckland in summer and Tonga (UTC+13).
_HOUR_OF_A_DAY = time(10)
_Time = TypeVar("_Time", date, datetime)


def unwrap_payload(document: Any, root: str) -> Any:
    """Return the object under the key `root` where the document is wrapped ({"order": {…}}), else the document."""
    if isinstance(document, Mapping) and isinstance(document.get(root), Mapping):
        return document[root]
    return document


def parse_moment(value: Any) -> datetime | None:
    """Return the moment that `value` names, None if it names none.

    Jumpseller writes “2023-02-03 04:00:28 UTC”, and ISO 8601 in its lightweight requests. A day without an hour gets
    the hour `_HOUR_OF_A_DAY`: midnight in UTC is the day before in America.
    """
    written = str(value).strip().removesuffix(" UTC")
    day = _read(date.fromisoformat, written)
    found = datetime.combine(day, _HOUR_OF_A_DAY) if day else _read(datetime.fromisoformat, written)
    if found is None or found.year not in _YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read(read: Callable[[str], _Time], written: str) -> _Time | None:
    try:
        return read(written)
    except ValueError:
        return None
