"""How figures and dates are written for the merchant: in the interface's language, as in the store's country."""

from datetime import datetime

from babel.dates import format_time
from django.utils.translation import get_language

from apps.core import clock
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.stores.models import Store


def language() -> str:
    """Returns the language that the interface speaks now: es, pt or en."""
    return (get_language() or "en")[:2]


def figures_for(store: Store, currency: str) -> Figures:
    """Returns what writes figures for the merchant of STORE; amounts have the decimals of CURRENCY."""
    return Figures(locale_of(language(), store.country), currency)


def moment(at: datetime, zone_name: str, figures: Figures) -> str:
    """Returns AT (aware) as date and time in the zone ZONE_NAME. Raises UnknownTimeZone."""
    local = at.astimezone(clock.zone(zone_name))
    return f"{figures.date(local.date())}, {format_time(local, 'short', tzinfo=local.tzinfo, locale=figures.locale)}"
