"""Time: aware and in UTC internally; in the store's time zone for the dates that people read."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from django.utils import timezone

from apps.core.errors import FolioError


class UnknownTimeZone(FolioError):
    """A name that the IANA time zone database does not contain."""

    code = "unknown_time_zone"


def zone(name: str) -> ZoneInfo:
    """Return the IANA time zone `name`. Raise UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZone(f"“{name}” is not an IANA time zone such as America/Santiago.") from None


def country_of(zone_name: str) -> str:
    """Return the country (ISO 3166-1 alpha-2) of the zone `zone_name` according to CLDR; empty if the zone has none."""
    canonical = get_global("zone_aliases").get(zone_name, zone_name)
    country: str = get_global("zone_territories").get(canonical, "")
    return country if country.isalpha() and country != "ZZ" else ""


def local_date(moment: datetime, zone_name: str) -> date:
    """Return the calendar date of `moment` (aware) in the zone `zone_name`. Raise UnknownTimeZone."""
    return moment.astimezone(zone(zone_name)).date()


def start_of(day: date, zone_name: str) -> datetime:
    """Return the moment at which `day` begins in the zone `zone_name`. Raise UnknownTimeZone."""
    return datetime.combine(day, time.min, zone(zone_name))


def today(zone_name: str) -> date:
    """Return today's date in the zone `zone_name`. Raise UnknownTimeZone."""
    return local_date(timezone.now(), zone_name)
