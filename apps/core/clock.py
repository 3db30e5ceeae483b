"""Time: aware and in UTC inside; the store's zone for the dates that people read."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from django.utils import timezone

from apps.core.errors import FolioError


class UnknownTimeZone(FolioError):
    """A name that the IANA time zone database does not hold."""

    code = "unknown_time_zone"


def zone(name: str) -> ZoneInfo:
    """Returns the IANA time zone NAME. Raises UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZone(f"“{name}” is not an IANA time zone such as America/Santiago.") from None


def country_of(zone_name: str) -> str:
    """Returns the country (ISO 3166-1 alpha-2) that the zone ZONE_NAME lies in by CLDR; empty where it is of no one."""
    canonical = get_global("zone_aliases").get(zone_name, zone_name)
    country: str = get_global("zone_territories").get(canonical, "")
    return country if country.isalpha() and country != "ZZ" else ""


def local_date(moment: datetime, zone_name: str) -> date:
    """Returns the calendar date of MOMENT (aware) in the zone ZONE_NAME. Raises UnknownTimeZone."""
    return moment.astimezone(zone(zone_name)).date()


def start_of(day: date, zone_name: str) -> datetime:
    """Returns the moment at which DAY begins in the zone ZONE_NAME. Raises UnknownTimeZone."""
    return datetime.combine(day, time.min, zone(zone_name))


def today(zone_name: str) -> date:
    """Returns today's date in the zone ZONE_NAME. Raises UnknownTimeZone."""
    return local_date(timezone.now(), zone_name)
