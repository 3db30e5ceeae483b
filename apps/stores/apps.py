"""Configuration of the stores app."""

from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "apps.stores"
