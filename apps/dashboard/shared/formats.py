"""Formats of figures and dates for the merchant: the interface's language, the conventions of the store's country."""

from datetime import datetime

from babel.dates import format_time
from django.utils.translation import get_language

from apps.core import clock
from apps.formats.wording.locales import locale_of
from apps.formats.wording.number_format import Figures
from apps.stores.models import Store


def language() -> str:
    """Return the current language of the interface: es, pt or en."""
    return (get_language() or "en")[:2]


def figures_for(store: Store, currency: str) -> Figures:
    """Return the formatter of figures for the merchant of `store`; amounts have the decimals of `currency`."""
    return Figures(locale_of(language(), store.country), currency)


def moment(at: datetime, zone_name: str, figures: Figures) -> str:
    """Return `at` (aware) as date and time in the zone `zone_name`. Raise UnknownTimeZone."""
    local = at.astimezone(clock.zone(zone_name))
    return f"{figures.date(local.date())}, {format_time(local, 'short', tzinfo=local.tzinfo, locale=figures.locale)}"
