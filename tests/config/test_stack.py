"""The wait for Folio's web process reports the last answer."""

from pathlib import Path

import pytest

from config.local import stack
from config.local.servers import free_port
from tests.sandbox.receiving import receive


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "_PATIENCE", 0)


def waiting(folio: str, folder: Path) -> str:
    with pytest.raises(TimeoutError) as raised:
        stack.Stack(folder=folder, environment={}, folio=folio, sandbox="").wait_for_web()
    return str(raised.value)


@pytest.mark.parametrize("status", [400, 503])
def test_the_last_answer_and_the_logs_are_named(status: int, tmp_path: Path) -> None:
    with receive() as web:
        web.get_status = status
        told = waiting(web.url, tmp_path)
    assert told.endswith(f"The last answer was {status}; logs are in {tmp_path}.")


def test_silence_is_named(tmp_path: Path) -> None:
    assert "The last answer was ConnectionError" in waiting(f"http://127.0.0.1:{free_port()}", tmp_path)


def test_an_answer_ends_the_wait(tmp_path: Path) -> None:
    with receive() as web:
        stack.Stack(folder=tmp_path, environment={}, folio=web.url, sandbox="").wait_for_web()
        assert web.gets == ["/health/ready"]
