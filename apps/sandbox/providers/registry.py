"""The stand-ins by their codes."""

from collections.abc import Mapping

from apps.sandbox.providers.service import Service

_ALL: tuple[Service, ...] = ()

SERVICES: Mapping[str, Service] = {each.code: each for each in _ALL}
