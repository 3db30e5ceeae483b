"""Beat's sign of life: a key in Redis that beat writes when it starts and with every task that it sends."""

import time
from typing import Any

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

_KEY = "folio-beat"
_PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}


def write(**_: Any) -> None:
    """Note that beat is alive now; without Redis nothing is noted. Takes the arguments of any Celery signal."""
    try:
        with _broker() as broker:
            broker.set(_KEY, time.time(), ex=round(longest_pause()) + 1)
    except redis.RedisError as error:
        log.warning("beat's sign of life was not noted", error=type(error).__name__)


def is_heard() -> bool:
    """Return whether beat gave a sign of life within its longest pause. Raises redis.RedisError."""
    with _broker() as broker:
        return bool(broker.exists(_KEY))


def longest_pause() -> float:
    """Return after how many seconds of silence beat counts as gone: it sends something with every sweep."""
    return 3 * float(settings.SWEEP_EVERY_SECONDS) + 5


def _broker() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, **_PATIENCE)
