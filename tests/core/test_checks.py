"""Start-up checks of a deployment."""

import pytest
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from reportlab.lib import rl_accel

from apps.core.checks import connections_persist, reportlab_is_accelerated


def found() -> set[str | None]:
    return {message.id for message in checks.run_checks()}


def test_nothing_is_amiss_here() -> None:
    assert not {"folio.E001", "folio.W001"} & found()


def test_reportlab_without_its_c_half_is_warned_about(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rl_accel, "_c_funcs", {})
    assert "folio.W001" in found()
    (warning,) = reportlab_is_accelerated()
    assert warning.hint == "Install the rl-accel wheel."
    call_command("check")
    assert "reportlab runs without rl_accel" in capsys.readouterr().err


def test_connections_that_close_after_each_request_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "CONN_MAX_AGE", 0)
    (error,) = connections_persist()
    assert error.id == "folio.E001"


@pytest.mark.django_db
def test_a_migration_prints_no_warning() -> None:
    """As `migrate` runs the checks: those of the models' constraints need a database."""
    assert [message for message in checks.run_checks(databases=["default"]) if not message.is_silenced()] == []
