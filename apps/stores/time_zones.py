"""The IANA zone of a store. Jumpseller does not say how it writes time zones, so several ways are understood."""

from functools import cache
from zoneinfo import available_timezones

import structlog

from apps.countries import registry

log = structlog.get_logger(__name__)


def resolve_time_zone(name: str, country: str) -> str:
    """Return the IANA zone for `name` (“America/Santiago”, “(GMT-04:00) Santiago”), else `country`'s, else UTC."""
    plain = name.rsplit(")", 1)[-1].strip().replace(" ", "_")
    if plain in available_timezones():
        return plain
    found = _by_city().get(plain.casefold()) or registry.country(country).time_zone
    log.info("time zone guessed", given=name, country=country, taken=found)
    return found


@cache
def _by_city() -> dict[str, str]:
    cities: dict[str, list[str]] = {}
    for zone in available_timezones():
        if zone.split("/")[0] in {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}:
            cities.setdefault(zone.rsplit("/", 1)[-1].casefold(), []).append(zone)
    return {city: zones[0] for city, zones in cities.items() if len(zones) == 1}
