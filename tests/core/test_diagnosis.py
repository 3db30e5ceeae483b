"""The registry of checks, and its use by `manage.py doctor`."""

from collections.abc import Iterator

import pytest
import redis
from django.core.management import call_command
from django.db import OperationalError

from apps.core import diagnosis
from apps.core.diagnosis import Finding, Stage, check, fault, sound, warning


@pytest.fixture(autouse=True)
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register only the checks of the test."""
    monkeypatch.setattr(diagnosis, "_checks", {})
    monkeypatch.setattr(diagnosis, "autodiscover_modules", lambda _: None)
    monkeypatch.setattr(diagnosis, "_PAUSE", 0)


def doctor(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[str], int]:
    """Return the lines that the doctor prints and its exit status."""
    status = 0
    try:
        call_command("doctor", *options)
    except SystemExit as stopped:
        status = int(str(stopped.code))
    return capsys.readouterr().out.splitlines(), status


def test_adding_a_check_takes_one_function(capsys: pytest.CaptureFixture[str]) -> None:
    @check("frames")
    def frames() -> Finding:
        return warning("https://shop.example was refused.", mend="name it in JUMPSELLER_ADMIN_ORIGINS")

    lines, status = doctor(capsys)
    mend = "To mend: name it in JUMPSELLER_ADMIN_ORIGINS."
    assert (lines, status) == ([f"warning frames: https://shop.example was refused. {mend}"], 0)
    assert frames().text == "https://shop.example was refused."


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (sound("Well."), sound("Well."), 0),
        (sound("Well."), warning("Odd.", mend="x"), 0),
        (fault("Ill.", mend="x"), sound("Well."), 1),
        (sound("Well."), fault("Ill.", mend="x"), 2),
        (fault("Ill.", mend="x"), fault("Ill.", mend="x"), 2),
    ],
)
def test_the_exit_status_tells_the_worst(
    first: Finding, second: Finding, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    check("beside")(lambda: first)
    check("needed", vital=True)(lambda: second)
    assert doctor(capsys)[1] == status


def test_a_stage_can_be_examined_alone(capsys: pytest.CaptureFixture[str]) -> None:
    check("one")(lambda: sound("Well."))
    check("two", stage=Stage.UP)(lambda: fault("Ill.", mend="x"))
    assert doctor(capsys, "--stage", "before") == (["ok      one: Well."], 0)
    assert doctor(capsys, "--stage", "up") == (["error   two: Ill. To mend: x."], 1)
    assert len(doctor(capsys)[0]) == 2


def test_only_what_comes_up_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    looks = {"worker": 0, "address": 0}

    def look(name: str) -> Finding:
        looks[name] += 1
        return sound("Up.") if looks[name] == 3 else fault("Away.", mend="wait")

    check("worker", comes_up=True)(lambda: look("worker"))
    check("address")(lambda: look("address"))
    assert doctor(capsys, "--patience", "60")[0] == ["ok      worker: Up.", "error   address: Away. To mend: wait."]
    assert looks == {"worker": 3, "address": 1}


def test_without_patience_one_look_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    answers: Iterator[Finding] = iter([fault("Away.", mend="wait")])
    check("worker", comes_up=True)(lambda: next(answers))
    assert doctor(capsys)[1] == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("password=hunter2"), "the database did not answer"),
        (redis.ConnectionError("redis://:hunter2@host"), "Redis did not answer"),
        (RuntimeError("token hunter2"), "RuntimeError"),
    ],
)
def test_a_check_that_breaks_is_a_finding_without_its_words(
    error: Exception, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks() -> Finding:
        raise error

    check("keys")(breaks)
    check("next")(lambda: sound("Well."))
    lines, status = doctor(capsys)
    assert told in lines[0]
    assert "hunter2" not in lines[0]
    assert (lines[1], status) == ("ok      next: Well.", 1)
