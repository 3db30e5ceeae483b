"""Logs contain no secret and no personal data, recognised by key or by the form of the text."""

import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from apps.core import logs
from tests.backtracking import Steps


@pytest.mark.parametrize(
    "key", ["access_token", "hooks_token", "client_secret", "Authorization", "email", "taxid", "body"]
)
def test_keys_that_hold_secrets_are_emptied(key: str) -> None:
    assert logs.redact_secrets(None, "info", {key: "hidden"}) == {key: "[redacted]"}


@pytest.mark.parametrize(
    "text",
    [
        "GET /x?code=hidden&state=1",
        "Authorization: Bearer hidden",
        "mail to hidden@example.com failed",
        "GET /d/hidden-hidden-hidden-hidden-hidden",
        "refresh_token=hidden",
        "answered {'access_token': 'hidden'}",
        'answered {"refresh_token": "hidden"}',
        "client_secret: hidden",
        "frame_secret=hidden",
        "DETAIL:  Failing row contains (1, Calle 5\nhidden, hidden\n\nhidden).",
    ],
)
def test_texts_that_look_like_secrets_are_cut(text: str) -> None:
    assert "hidden" not in str(logs.redact_secrets(None, "info", {"event": text}))


@pytest.mark.parametrize(
    "text",
    [
        "mail to " + "hidden" * 20 + "@example.com failed",
        "GET /d/hidden-hidden-hidden-hidden-hidden.hidden@example.com",
        "bearer " + "hidden" * 400,
        "x" * 994 + " hidden@example.com " + "y" * 3000,
        "x" * 992 + " hidden" * 1000,
        "x " * 900 + "DETAIL: Failing row contains (" + "x" * 3000 + "hidden, hidden).",
        "code=" + "x" * 3000 + "hidden",
        "hidden" * 1000,
    ],
    ids=range(8),
)
def test_secrets_are_found_where_a_text_is_cut_or_joined(text: str) -> None:
    shown = logs.redact_secrets(None, "info", {"event": text})["event"]
    assert "hidden" not in shown
    assert len(shown) < 2100


def test_a_refused_row_with_line_breaks_is_hidden_and_the_traceback_behind_it_shown() -> None:
    """Addresses have several lines. PostgreSQL's driver and Django chain their errors."""
    row = "DETAIL:  Failing row contains (1, Calle 5\nhidden\n\nhidden)."
    behind = "\n\nThe above exception was the direct cause of the following exception:\n\nTraceback: line 5"
    assert (
        logs.redact_secrets(None, "info", {"event": f"no\n{row}{behind}"})["event"] == f"no\nDETAIL:[redacted]{behind}"
    )
    for size in (500, 990, 994, 1000, 1500, 3000):
        for rest in (100, 900, 1100, 3000):
            text = "x " * (size // 2) + row + "\nhidden" * (rest // 7) + behind
            shown = logs.redact_secrets(None, "info", {"event": text})["event"]
            assert ("hidden" not in shown, shown.endswith(behind)) == (True, True), (size, rest)


@given(
    before=st.integers(0, 2500),
    after=st.integers(0, 2500),
    between=st.sampled_from([" ", "\n", "\t"]),
    secret=st.sampled_from(["hidden@example.com", "state=hidden", "/d/hidden-hidden-hidden-hidden-hid"]),
)
def test_wherever_a_secret_stands_nothing_of_it_is_logged(before: int, after: int, between: str, secret: str) -> None:
    text = "x " * before + between + secret + between + "y" * after
    shown = logs.redact_secrets(None, "info", {"event": text})["event"]
    assert "hid" not in shown
    assert len(shown) <= 2100


def test_of_a_long_traceback_the_beginning_and_the_end_are_logged() -> None:
    lines = [
        "Traceback (most recent call last):",
        *(f'  File "x.py", line {line}' for line in range(999)),
        "OSError: 5",
    ]
    shown = logs.redact_secrets(None, "info", {"exception": "\n".join(lines)})["exception"]
    assert shown.startswith("Traceback (most recent call last):\n")
    assert shown.endswith("line 998\nOSError: 5")
    assert "[cut]" in shown
    assert len(shown) < 2100


def test_what_is_harmless_stays() -> None:
    event = {"event": "order handled", "order": 1080, "store": "alpha"}
    assert logs.redact_secrets(None, "info", dict(event)) == event


def test_tracebacks_and_other_libraries_are_cut_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure_logs(as_json=True)
    try:
        int("Bearer hidden")
    except ValueError:
        structlog.get_logger("folio").exception("failed")
    logging.getLogger("library").warning("calling https://api.example?access_token=%s", "hidden")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["level"] for line in lines] == ["error", "warning"]
    assert "hidden" not in str(lines)


@pytest.mark.parametrize("repeated", ["a", "a@", "a.", "bearer ", "code=", "/d/", "DETAIL:", "-", "\u00f1", "a@b."])
def test_the_work_of_redaction_grows_as_the_text(repeated: str) -> None:
    """Any client can send each of these texts as a host name or path; each is scanned once or twice."""
    short, long = (Steps(logs._SECRET_TEXT.pattern, repeated * times).scan().count for times in (60, 120))
    assert long < 2.2 * short


def test_longer_texts_make_no_more_work() -> None:
    texts = ("Invalid HTTP_HOST header: " + "a" * length for length in (10_000, 10_000_000))
    short, long = (Steps(logs._SECRET_TEXT.pattern, logs._cut(text)).scan().count for text in texts)
    assert short == long
