"""Configuration of the dashboard app."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class DashboardConfig(AppConfig):
    name = "apps.dashboard"

    def ready(self) -> None:
        """Connect erasures, which belong to a lower layer, to the deletion of the copies in archives."""
        from apps.dashboard.archives.build import forget_after_erasure  # noqa: PLC0415  models are loaded by now

        post_save.connect(forget_after_erasure, sender="orders.Erasure")
