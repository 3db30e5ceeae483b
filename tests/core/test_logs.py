"""Nothing secret or personal reaches a log, by its key or by its looks."""

import json
import logging

import pytest
import structlog

from apps.core import logs


@pytest.mark.parametrize(
    "key", ["access_token", "hooks_token", "client_secret", "Authorization", "email", "taxid", "body"]
)
def test_keys_that_hold_secrets_are_emptied(key: str) -> None:
    assert logs.redact(None, "info", {key: "hidden"}) == {key: "[redacted]"}


@pytest.mark.parametrize(
    "text",
    [
        "GET /x?code=hidden&state=1",
        "Authorization: Bearer hidden",
        "mail to hidden@example.com failed",
        "GET /d/hidden-hidden-hidden-hidden-hidden",
        "refresh_token=hidden",
    ],
)
def test_texts_that_look_like_secrets_are_cut(text: str) -> None:
    assert "hidden" not in str(logs.redact(None, "info", {"event": text}))


def test_what_is_harmless_stays() -> None:
    event = {"event": "order handled", "order": 1080, "store": "alpha"}
    assert logs.redact(None, "info", dict(event)) == event


def test_tracebacks_and_other_libraries_are_cut_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(as_json=True)
    try:
        int("Bearer hidden")
    except ValueError:
        structlog.get_logger("folio").exception("failed")
    logging.getLogger("library").warning("calling https://api.example?access_token=%s", "hidden")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["level"] for line in lines] == ["error", "warning"]
    assert "hidden" not in str(lines)
