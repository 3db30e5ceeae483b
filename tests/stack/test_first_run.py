"""The first real run, with nothing but what docs/operations.md says: a fresh copy, four values, `manage.py run`.

The simulated Jumpseller has other ports and another App than the sandbox's defaults. Production accepts https only, so
a proxy with TLS is in front of both, and the environment names the authority that every process trusts.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.environment import PROJECT
from config.local.merchant import Merchant
from config.local.processes import wait_until
from config.local.sandbox import Sandbox
from config.local.servers import free_port
from tests import tls
from tests.sandbox.launching import start_sandbox

_NOT_COPIED = shutil.ignore_patterns(".*_cache", ".git", ".venv", ".env", "var", "staticfiles", "tests")
_CLIENT_ID, _CLIENT_SECRET, _APP_CODE = "app-4711", "Zx9-of-the-app-page", "invoices-4711"
_STORE = "real-test-store"
_PATIENCE = 240.0


@dataclass
class Installation:
    """A copy of Folio in a separate folder, with the environment of its commands."""

    folder: Path
    environment: dict[str, str]

    def fill_in(self, **values: str) -> None:
        """Write `values` into the empty lines of `.env`, as a person would."""
        path = self.folder / ".env"
        text = path.read_text()
        for name, value in values.items():
            text, count = re.subn(rf"(?m)^{name}=$", f"{name}={value}", text)
            assert count == 1, f"{name} does not stand empty in .env.example"
        path.write_text(text)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run `manage.py` with `command` to its end."""
        whole = [sys.executable, "manage.py", *command]
        return subprocess.run(
            whole, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )

    @contextmanager
    def running(self) -> Iterator[Path]:
        """Run `manage.py run` during the block; yield the file of its output."""
        said = self.folder / "said.txt"
        with said.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(
                lambda: "/oauth/install" in said.read_text() or process.poll() is not None,
                seconds=_PATIENCE,
                what="the page to open",
            )
            assert process.poll() is None, said.read_text()
            yield said
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.terminate()
                raise
        assert process.returncode == 0


@pytest.fixture
def installation() -> Iterator[Installation]:
    """Yield a copy outside pytest's own folders, which only their owner may enter: PostgreSQL runs as another user."""
    with tempfile.TemporaryDirectory(prefix="folio-first-run-") as parent:
        folder = Path(parent) / "folio"
        shutil.copytree(PROJECT, folder, ignore=_NOT_COPIED)
        shutil.copy(folder / ".env.example", folder / ".env")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        yield Installation(folder, kept)


@contextmanager
def jumpseller(tmp_path: Path, installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Run a simulated Jumpseller with an App that calls `installation`, both behind https."""
    pem = tls.certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    folio, platform = free_port(), free_port()
    with ExitStack() as life:
        public = f"https://127.0.0.1:{life.enter_context(tls.proxy(folio, pem))}"
        there = f"https://localhost:{life.enter_context(tls.proxy(platform, pem))}"
        installation.environment |= {
            "REQUESTS_CA_BUNDLE": str(pem),
            "PORT": str(folio),
            "JUMPSELLER_API_URL": f"{there}/v1",
            "JUMPSELLER_ACCOUNTS_URL": there,
            "JUMPSELLER_ADMIN_ORIGINS": there,
        }
        yield life.enter_context(
            start_sandbox(
                app_url=public,
                port=platform,
                store_code=_STORE,
                client_id=_CLIENT_ID,
                client_secret=_CLIENT_SECRET,
                app_code=_APP_CODE,
            )
        )


def test_an_odd_port_is_named(installation: Installation) -> None:
    installation.environment["PORT"] = "65536"
    tried = installation.manage("run")
    assert tried.returncode == 1
    assert tried.stderr.startswith("PORT is not a port between 1 and 65535: ")


def test_a_port_that_is_taken_is_named_at_once(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        installation.environment["PORT"] = port = str(taken.getsockname()[1])
        tried = installation.manage("run")
    assert tried.returncode == 1
    assert tried.stderr == f"Port {port} is taken on this machine: name another as PORT in .env.\n"


def test_without_values_each_missing_one_is_named_in_a_line(installation: Installation) -> None:
    tried = installation.manage("run")
    assert tried.returncode == 1
    lines = tried.stderr.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [
        "APP_URL",
        "JUMPSELLER_CLIENT_ID",
        "JUMPSELLER_CLIENT_SECRET",
        "JUMPSELLER_APP_CODE",
    ]
    assert lines[-1] == "Folio was not started: mend what is named above, and run it again."


def test_four_values_lead_to_the_first_invoice(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with jumpseller(tmp_path, installation, monkeypatch) as sandbox:
        installation.fill_in(
            JUMPSELLER_CLIENT_ID=_CLIENT_ID,
            JUMPSELLER_CLIENT_SECRET=_CLIENT_SECRET,
            JUMPSELLER_APP_CODE=_APP_CODE,
            APP_URL=sandbox.app_url,
        )
        with installation.running() as said:
            told = said.read_text()
            assert f"open {sandbox.app_url}/oauth/install" in told
            assert told.startswith("Drew SECRET_KEY, TOKEN_ENCRYPTION_KEYS, POSTGRES_PASSWORD at random into ")
            assert findings(told, "error") == []
            assert findings(told, "warning") == ["database role", "mail", "security contact"]
            examined = installation.manage("doctor")
            assert examined.returncode == 0, examined.stdout
            assert sorted(findings(examined.stdout, "ok")) == sorted(findings(told, "ok"))
            assert_first_invoice(Merchant(folio=sandbox.app_url, store=_STORE), sandbox)
        told += examined.stdout + said.read_text()
        assert not [name for name, secret in secrets(installation).items() if secret in told]
    assert said.read_text().endswith("Stopped; nothing is left running.\n")
    assert not (installation.folder / "var" / "run" / "servers.env").exists()


def findings(text: str, level: str) -> list[str]:
    """Return the names of the checks that ended at `level`."""
    return re.findall(rf"(?m)^{level} +([a-z ]+):", text)


def secrets(installation: Installation) -> dict[str, str]:
    lines = dict(re.findall(r"(?m)^([A-Z_]+)=(.+)$", (installation.folder / ".env").read_text()))
    names = ("SECRET_KEY", "TOKEN_ENCRYPTION_KEYS", "POSTGRES_PASSWORD", "JUMPSELLER_CLIENT_SECRET")
    return {name: lines[name] for name in names}


def assert_first_invoice(merchant: Merchant, sandbox: Sandbox) -> None:
    assert merchant.install().startswith(merchant.folio)
    merchant.start()
    placed = sandbox.create_order(_STORE, template="clp-iva-included", assign_id=True, status="paid")
    order_id = int(placed["order"]["id"])
    wait_until(lambda: sandbox.order(_STORE, order_id)["documents"], seconds=_PATIENCE, what="the first invoice")
    (document,) = sandbox.order(_STORE, order_id)["documents"]
    assert document["url"].startswith(f"{merchant.folio}/d/")
    assert merchant.download(f"{document['url']}.pdf").startswith(b"%PDF-")
