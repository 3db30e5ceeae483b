"""manage.py try_provider against the stand-ins: the table, the files, and what is never printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.invoices.management.commands import try_provider
from apps.providers.document_json import document_as_json
from config.local.sandbox import Sandbox
from config.local.stand_ins import StandIn
from tests.providers import documents
from tests.providers.endpoint.running import SECRET, Running, answering, running_endpoint


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    with running_endpoint(tmp_path) as running:
        for name, value in running.credentials.items():
            monkeypatch.setenv(f"TRY_ENDPOINT_{name.upper()}", value)
        yield running


def _tried(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    with pytest.raises(SystemExit) as exit_of:
        call_command("try_provider", *arguments)
    printed = capsys.readouterr()
    assert exit_of.value.code == status, printed.out
    return printed.out + printed.err


def _arguments(endpoint: Running, output: Path, *more: str) -> list[str]:
    return ["endpoint", "--allow", endpoint.host, "--output", str(output), *more]


_CHOICES = ["--live", "--choice", "credit_notes=yes", "--choice", "idempotency=yes"]


def test_every_step_is_compared(endpoint: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = _tried(capsys, *_arguments(endpoint, tmp_path / "out", *_CHOICES))
    assert "0 of 22 differ, 0 were refused" in printed
    assert "!!" not in printed
    for said in ("Example Billing (live)", "a, credit note", "submit again", "https://billing.example/documents/1"):
        assert said in printed
    # Two orders and their credit notes, though each was sent twice.
    assert [order["status"] for order in endpoint.orders()] == ["paid", "canceled", "paid", "canceled"]


def test_exchanges_are_files_without_secrets(
    endpoint: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    printed = _tried(capsys, *_arguments(endpoint, output, *_CHOICES))
    files = sorted(output.glob("*.json"))
    kept = [json.loads(path.read_text()) for path in files]
    assert [each["method"] for each in kept[:3]] == ["GET", "GET", "POST"]
    assert (output / "table.txt").read_text() in printed
    assert SECRET not in printed + "".join(path.read_text() for path in output.iterdir())


def test_what_differs_is_marked(endpoint: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endpoint.fault = answering(200, "{}")
    printed = _tried(capsys, *_arguments(endpoint, tmp_path / "out", "--live"), status=1)
    marked = [line.split()[1:4] for line in printed.splitlines() if line.startswith("!!")]
    # The fault takes every secret, and answers no order with a document.
    assert [words[:1] for words in marked] == [["connect"], ["a"], ["b"]]
    assert "without the document's address and number" in printed


def test_a_live_account_is_left_alone(endpoint: Running, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--live"):
        call_command("try_provider", *_arguments(endpoint, tmp_path / "out"))
    assert endpoint.orders() == []


def test_a_wrong_secret_ends_it(endpoint: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRY_ENDPOINT_SECRET", "another")
    with pytest.raises(CommandError, match="Unauthorised"):
        call_command("try_provider", *_arguments(endpoint, tmp_path / "out", "--live"))


def test_a_missing_credential_is_named(endpoint: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRY_ENDPOINT_SECRET")
    with pytest.raises(CommandError, match="TRY_ENDPOINT_SECRET"):
        call_command("try_provider", *_arguments(endpoint, tmp_path / "out", "--live"))


def test_orders_come_from_files(endpoint: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    document = documents.document([documents.line("Rope", "9990")])
    (folder / "rope.json").write_text(json.dumps(document_as_json(document)))
    printed = _tried(capsys, *_arguments(endpoint, tmp_path / "out", "--orders", str(folder), *_CHOICES))
    assert "rope, credit note" in printed
    assert [order["total"] for order in endpoint.orders()] == [9990, 9990]


def test_a_folder_with_another_file_ends_it(endpoint: Running, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("[]")
    with pytest.raises(CommandError, match=r"odd\.json"):
        call_command("try_provider", *_arguments(endpoint, tmp_path / "out", "--orders", str(tmp_path)))


@pytest.mark.parametrize(
    ("code", "account", "credentials", "hosts"),
    [
        (
            "openfactura",
            {"key": "live-check-of-openfactura", "development": True},
            {"KEY": "live-check-of-openfactura"},
            {"dev-api.haulmer.com": "/dev"},
        ),
        (
            "invoicexpress",
            {"key": "live-check-of-invoicexpress", "account": "live-check"},
            {"API_KEY": "live-check-of-invoicexpress", "ACCOUNT": "live-check"},
            {"*.macewindu.invoicexpress.com": "", "files.app.invoicexpress.com": "/files"},
        ),
    ],
)
def test_each_adapter_passes_at_its_stand_in(
    provider_sandbox: Sandbox,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    account: dict[str, Any],
    credentials: dict[str, str],
    hosts: dict[str, str],
) -> None:
    monkeypatch.setattr(try_provider, "sleep", lambda seconds: None)
    stand_in = StandIn(provider_sandbox, code)
    stand_in.create_account(**account)
    for name, value in credentials.items():
        monkeypatch.setenv(f"TRY_{code.upper()}_{name}", value)
    instead = [f"--stand-in={host}={stand_in.url}{path}" for host, path in hosts.items()]
    printed = _tried(capsys, code, *instead, "--output", str(tmp_path))
    assert "(test)" in printed
    assert "partial credit note" in printed
    assert account["key"] not in printed + "".join(path.read_text("latin-1") for path in tmp_path.iterdir())
    assert list(tmp_path.glob("*.pdf"))
