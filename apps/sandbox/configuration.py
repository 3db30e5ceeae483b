"""Configuration of the sandbox: the options of `manage.py sandbox`, passed as SANDBOX_* variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Configuration:
    """The registered App, the first store, and the pace of webhook retries.

    `webhook_time_scale` multiplies the minutes of the retry schedule; 1.0 is Jumpseller's own pace.
    """

    app_url: str = "http://localhost:8000"
    client_id: str = "folio-development"
    client_secret: str = "folio-development-secret"  # noqa: S105  (known to everyone, as the sandbox is)
    app_code: str = "folio"
    store_code: str = "demo-store"
    webhook_time_scale: float = 1.0

    @property
    def redirect_url(self) -> str:
        """Return the address of OAuth redirects; a request must name exactly this one."""
        return f"{self.app_url}/oauth/callback"

    @property
    def app_name(self) -> str:
        """Return the App's name for display."""
        return self.app_code.replace("-", " ").title()

    def as_environment(self) -> dict[str, str]:
        """Return the variables from which `read` creates an equal configuration."""
        return {_variable(field.name): str(getattr(self, field.name)) for field in fields(self)}


def read(environment: Mapping[str, str]) -> Configuration:
    """Return the configuration in the SANDBOX_* variables of `environment`."""
    given = {
        field.name: environment[_variable(field.name)]
        for field in fields(Configuration)
        if _variable(field.name) in environment
    }
    scale = float(given.pop("webhook_time_scale", Configuration.webhook_time_scale))
    if "app_url" in given:
        given["app_url"] = given["app_url"].rstrip("/")
    return Configuration(**given, webhook_time_scale=scale)


def _variable(name: str) -> str:
    return f"SANDBOX_{name.upper()}"


configuration = read(os.environ)
