"""Configuration of the core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self) -> None:
        from apps.core import checks  # noqa: F401, PLC0415  registers the checks
