"""The sandbox with one more stand-in, which a line of the registry adds for a provider that exists."""

from apps.sandbox.providers import registry
from tests.providers.made_up.stand_in import SERVICE

registry.SERVICES[SERVICE.code] = SERVICE  # type: ignore[index]  # before the addresses are made

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
