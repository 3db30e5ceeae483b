"""Command line: launchers need no settings, and other commands report their errors without a traceback."""

import os
import subprocess
import sys

import pytest

from config.environment import PROJECT


def manage(*command: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with production's settings and no other variable."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    whole = [sys.executable, "manage.py", *command]
    return subprocess.run(whole, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("launcher", ["demo", "run", "sandbox"])
def test_launchers_need_no_settings_of_their_own(launcher: str) -> None:
    asked = manage(launcher, "--help")
    assert asked.returncode == 0
    assert "usage:" in asked.stdout


@pytest.mark.parametrize("command", ["doctor", "migrate", "check_series", "no_such_command"])
def test_every_other_command_names_what_is_missing(command: str) -> None:
    stopped = manage(command)
    assert stopped.returncode == 2
    assert "JUMPSELLER_CLIENT_ID is not set: from the App's page at Jumpseller." in stopped.stderr.splitlines()
    assert "Traceback" not in stopped.stderr
