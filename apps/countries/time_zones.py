"""Which IANA zone a store means. Jumpseller does not say how it writes time zones, so several ways are understood."""

from functools import cache
from zoneinfo import available_timezones

import structlog

log = structlog.get_logger(__name__)

# The zone of the country's largest city, for stores whose own zone cannot be read.
_BY_COUNTRY = {
    "AR": "America/Argentina/Buenos_Aires",
    "BR": "America/Sao_Paulo",
    "CL": "America/Santiago",
    "CO": "America/Bogota",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MX": "America/Mexico_City",
    "PE": "America/Lima",
    "PT": "Europe/Lisbon",
    "UY": "America/Montevideo",
}


def resolve(name: str, country: str) -> str:
    """Returns the IANA zone for NAME ("America/Santiago", "(GMT-04:00) Santiago"), else COUNTRY's, else UTC."""
    plain = name.rsplit(")", 1)[-1].strip().replace(" ", "_")
    if plain in available_timezones():
        return plain
    found = _by_city().get(plain.casefold()) or _BY_COUNTRY.get(country.upper(), "UTC")
    log.info("time zone guessed", given=name, country=country, taken=found)
    return found


@cache
def _by_city() -> dict[str, str]:
    cities: dict[str, list[str]] = {}
    for zone in available_timezones():
        if zone.split("/")[0] in {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}:
            cities.setdefault(zone.rsplit("/", 1)[-1].casefold(), []).append(zone)
    return {city: zones[0] for city, zones in cities.items() if len(zones) == 1}
