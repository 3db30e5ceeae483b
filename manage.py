#!/usr/bin/env python
"""Folio's command line. Without DJANGO_SETTINGS_MODULE in the environment or `.env` it is for development."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config import environment

# They start processes, each with settings of its own, and need none themselves.
_LAUNCHERS = {"demo", "run", "sandbox"}
_NOT_CONFIGURED = 2


def main(arguments: list[str]) -> None:
    """Run the command that `arguments` name; variables that stop it are told in one line each."""
    if _LAUNCHERS & set(arguments[1:2]):
        settings.configure(INSTALLED_APPS=["config", "apps.sandbox"])
    elif "DJANGO_SETTINGS_MODULE" not in os.environ:
        environment.load_dotenv(environment.DOTENV)
        environment.load_dotenv(environment.RUNNING_SERVERS)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(_NOT_CONFIGURED)


if __name__ == "__main__":
    main(sys.argv)
