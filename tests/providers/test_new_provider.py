"""A new provider needs the files of docs/how-to/provider.md: with them it is tried, listed and offered.

The provider is added in processes of its own, before anything else is imported, as a line of the registry would.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from config.environment import PROJECT
from config.local.processes import Process, stop, wait_until
from config.local.sandbox import Sandbox
from config.local.servers import free_port
from config.local.stand_ins import StandIn

_FOLDER = Path(__file__).parent / "made_up"
_RUN = """
import runpy, sys, tests.providers.made_up.adapter
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
_TABLES = """
import tests.providers.made_up.adapter
from apps.providers.registry import PROVIDERS, providers_of
from config.local.provider_page import tables
print(tables(PROVIDERS.values()))
print([each.code for each in providers_of("ZZ")])
"""


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    port = free_port()
    server = ["gunicorn", "tests.providers.made_up.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--chdir", str(PROJECT)]
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.sandbox"}
    log = tmp_path_factory.mktemp("made-up") / "sandbox.log"
    process = Process("the sandbox", [sys.executable, "-m", *server, *options], settings, log)
    sandbox = Sandbox(f"http://127.0.0.1:{port}", "http://127.0.0.1:8000")
    try:
        wait_until(lambda: _answers(sandbox, process), seconds=30, what="the sandbox to answer")
        yield StandIn(sandbox, "zemblabill")
    finally:
        sandbox.session.close()
        stop([process])


def _answers(sandbox: Sandbox, process: Process) -> bool:
    process.check()
    with suppress(requests.ConnectionError):
        return bool(sandbox.control("GET", "health")["status"] == "ok")
    return False


def _tried(stand_in: StandIn, output: Path, run: list[str]) -> subprocess.CompletedProcess[str]:
    more = [f"--stand-in=api.zemblabill.example={stand_in.url}", "--orders", str(_FOLDER / "orders")]
    command = [sys.executable, *run, "manage.py", "try_provider", "zemblabill", *more, "--output", str(output)]
    environment = {
        "PATH": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "TRY_ZEMBLABILL_KEY": "secret-7",
    }
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def test_it_has_the_files_of_every_provider() -> None:
    names = {"client.py", "mapping.py", "adapter.py", "README.md"}
    folders = [path for path in (PROJECT / "apps" / "providers").iterdir() if (path / "adapter.py").exists()]
    assert len(folders) >= 3
    lacking = {path.name: names - {each.name for each in path.iterdir()} for path in (*folders, _FOLDER)}
    assert {name: missing for name, missing in lacking.items() if missing} == {}


def test_the_live_check_runs_against_its_stand_in(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.create_account(key="secret-7")
    run = _tried(stand_in, tmp_path, ["-c", _RUN])
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Kinbote Ltd (test)" in run.stdout
    assert "0 of 6 differ" in run.stdout
    assert [each["number"] for each in stand_in.documents("secret-7")] == ["Z-1"]
    assert "secret-7" not in run.stdout + "".join(path.read_text() for path in tmp_path.iterdir())


def test_the_page_lists_it_and_its_country_is_offered_it() -> None:
    run = subprocess.run([sys.executable, "-c", _TABLES], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "| Zemblabill | ZZ | EUR | no | any | key | yes | no | nothing | no | yes | no |" in run.stdout
    assert "| Zemblabill | Zemblan bill (bill) |" in run.stdout
    assert run.stdout.endswith("['zemblabill', 'endpoint']\n")


def test_without_its_line_in_the_registry_it_is_not_known(stand_in: StandIn, tmp_path: Path) -> None:
    run = _tried(stand_in, tmp_path, [])
    assert run.returncode == 2
    assert "invalid choice: 'zemblabill'" in run.stderr
