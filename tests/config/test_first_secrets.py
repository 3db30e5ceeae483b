"""First run: secrets are generated once, in the given file, and the rest of the file stays unchanged."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config import environment, hardening
from config.environment import PROJECT
from config.local.first_secrets import fill_in

_EXAMPLE = (PROJECT / ".env.example").read_text()
_NAMES = ["SECRET_KEY", "TOKEN_ENCRYPTION_KEYS", "POSTGRES_PASSWORD"]


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    path = tmp_path / ".env"
    path.write_text(_EXAMPLE)
    path.chmod(0o644)
    return path


def values(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_empty_secrets_are_drawn_once(dotenv: Path) -> None:
    assert fill_in(dotenv, {}) == _NAMES
    first = values(dotenv)
    assert fill_in(dotenv, {}) == []
    assert values(dotenv) == first
    assert dotenv.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in dotenv.parent.iterdir()] == [".env"]


def test_drawn_secrets_are_good_enough_for_production(dotenv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[str] = []
    monkeypatch.setattr(environment, "refuse", lambda name, *_: refused.append(name))
    fill_in(dotenv, {})
    drawn = values(dotenv)
    Fernet(drawn["TOKEN_ENCRYPTION_KEYS"])
    hardening.require_secret_key("SECRET_KEY", drawn["SECRET_KEY"])
    hardening.require_random_keys("TOKEN_ENCRYPTION_KEYS", [drawn["TOKEN_ENCRYPTION_KEYS"]])
    assert refused == []
    assert len(drawn["POSTGRES_PASSWORD"]) == 48


def test_two_installations_share_no_secret(dotenv: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text(_EXAMPLE)
    fill_in(dotenv, {})
    fill_in(other, {})
    assert not {values(dotenv)[name] for name in _NAMES} & {values(other)[name] for name in _NAMES}


def test_everything_else_stays_as_it_was(dotenv: Path) -> None:
    dotenv.write_text(
        "# mine\nSECRET_KEY='kept for years'\nTOKEN_ENCRYPTION_KEYS=\"\"\nAPP_URL=\n#POSTGRES_PASSWORD=\n"
    )
    assert fill_in(dotenv, {}) == ["TOKEN_ENCRYPTION_KEYS"]
    lines = dotenv.read_text().splitlines()
    assert lines[:2] + lines[3:] == ["# mine", "SECRET_KEY='kept for years'", "APP_URL=", "#POSTGRES_PASSWORD="]


def test_what_the_environment_sets_is_not_drawn(dotenv: Path) -> None:
    assert fill_in(dotenv, {"SECRET_KEY": "from elsewhere", "TOKEN_ENCRYPTION_KEYS": " "}) == _NAMES[1:]
    assert values(dotenv)["SECRET_KEY"] == ""


def test_without_a_file_none_is_made(tmp_path: Path) -> None:
    assert fill_in(tmp_path / ".env", {}) == []
    assert list(tmp_path.iterdir()) == []


def test_a_linked_file_stays_linked(dotenv: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(dotenv)
    assert fill_in(link, {}) == _NAMES
    assert link.is_symlink()
    assert values(dotenv)["SECRET_KEY"]


def test_it_runs_with_nothing_but_python(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "local"
    folder.mkdir(parents=True)
    script = folder / "first_secrets.py"
    script.write_text((PROJECT / "config" / "local" / "first_secrets.py").read_text())
    (tmp_path / ".env").write_text(_EXAMPLE)
    command = [sys.executable, "-I", "-S", str(script)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={}).stdout
    assert all(name in said for name in _NAMES)
    assert values(tmp_path / ".env")["SECRET_KEY"] not in said
