"""Health endpoints for load balancers and operators."""

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

log = structlog.get_logger(__name__)


@require_safe
def live(_: HttpRequest) -> JsonResponse:
    """Answer 200: the process runs."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(_: HttpRequest) -> JsonResponse:
    """Answer 200 if PostgreSQL answers, so webhooks can be stored, else 503. A missing Redis is reported only."""
    parts = {"database": _database(), "broker": _broker()}
    return JsonResponse({"status": "ok" if parts["database"] else "unavailable", **parts}, status=_status(parts))


def _status(parts: dict[str, bool]) -> int:
    return 200 if parts["database"] else 503


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("database away")
        return False
    return True


def _broker() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
            return bool(broker.ping())
    except redis.RedisError:
        log.warning("broker away")
        return False
