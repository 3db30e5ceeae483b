"""Heartbeat of beat: a key in Redis that beat writes when it starts and with every task that it sends."""

import time
from typing import Any

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

_KEY = "folio-beat"
_PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}


def write_heartbeat(**_: Any) -> None:
    """Record that beat is alive now; without Redis only log a warning. Accept the arguments of any Celery signal."""
    try:
        with _broker() as broker:
            broker.set(_KEY, time.time(), ex=round(longest_pause()) + 1)
    except redis.RedisError as error:
        log.warning("beat's sign of life was not noted", error=type(error).__name__)


def is_heard() -> bool:
    """Tell whether beat wrote its heartbeat within its longest pause. Raise redis.RedisError."""
    with _broker() as broker:
        return bool(broker.exists(_KEY))


def longest_pause() -> float:
    """Return the seconds without a heartbeat after which beat counts as stopped: it sends a task with every sweep."""
    return 3 * float(settings.SWEEP_EVERY_SECONDS) + 5


def _broker() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, **_PATIENCE)
