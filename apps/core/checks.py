"""System checks of a deployment beyond those that the settings modules make themselves."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from reportlab.lib import rl_accel


@register(Tags.database)
def connections_persist(**_: Any) -> list[CheckMessage]:
    """Refuse database connections that do not persist: opening one costs ten times what storing a webhook does."""
    if settings.DATABASES["default"].get("CONN_MAX_AGE") == 0:
        return [Error("Database connections do not persist.", hint="Set CONN_MAX_AGE to None.", id="folio.E001")]
    return []


@register(Tags.compatibility)
def reportlab_is_accelerated(**_: Any) -> list[CheckMessage]:
    """Warn where reportlab lacks its C extension: each PDF then takes a quarter longer."""
    if getattr(rl_accel, "_c_funcs", None):
        return []
    return [Warning("reportlab runs without rl_accel.", hint="Install the rl-accel wheel.", id="folio.W001")]
