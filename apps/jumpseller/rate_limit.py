"""Rate limit and circuit breaker of each store, kept in Redis and shared by all workers.

The budget is the platform's, which also counts by store: 20 calls a second and 800 a minute (OpenAPI description), or
the numbers in its headers. A call beyond the budget is not sent: its task goes back to the queue and no worker sleeps.
After 2,000 refused calls the platform bans for a while, so after a refusal all workers pause.

The breaker opens after consecutive calls without an answer, so that a store without answers does not occupy the workers
of all stores. After a pause, which doubles each time, a single call tests whether answers come again.

Without Redis there is neither; the platform's refusals still apply.
"""

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple

import redis
import structlog
from django.conf import settings
from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

log = structlog.get_logger(__name__)

_in_background: ContextVar[bool] = ContextVar("in_background", default=False)
# Seconds.
_BUDGET_KEPT = 24 * 3600
_REST_OF_A_MINUTE = 10.0
_JITTER = 0.5
_PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}
_LARGEST = 10_000
# Calls in a row without an answer that open the breaker, and the shortest and longest rest then.
_UNANSWERED = 3
_SHORTEST_REST, _LONGEST_REST = 2.0, 30.0
_UNANSWERED_KEPT = 600
# Longer than the timeouts of a probe. The right to probe of a worker that crashed ends after this.
_PROBE_KEPT = 30


class Budget(NamedTuple):
    """The number of calls that a store allows."""

    per_second: int
    per_minute: int


@contextmanager
def in_background() -> Iterator[None]:
    """Leave half of the budget to interactive calls: calls inside the block need half of it to be free."""
    token = _in_background.set(True)
    try:
        yield
    finally:
        _in_background.reset(token)


class _State(NamedTuple):
    """The shared state of a store: the remaining seconds of its pause, the budget, consecutive calls without answer."""

    rest: float
    budget: Budget
    unanswered: int


class Pace:
    """Budget and breaker of one store."""

    def __init__(self, store_id: int) -> None:
        self._store = str(store_id)

    def take(self) -> float:
        """Take one call from the budget and return 0, or return the seconds to wait before the next try."""
        try:
            return self._take()
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)
            return 0.0

    def learn(self, headers: Mapping[str, str]) -> None:
        """Update the budget from the `headers` of an answer."""
        second, minute = (_number(headers, f"Jumpseller-Per{span}RateLimit-Limit") for span in ("Second", "Minute"))
        try:
            if second and minute and Budget(second, minute) != self._state().budget:
                _redis().set(self._key("budget"), f"{second},{minute}", ex=_BUDGET_KEPT)
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)
        if _number(headers, "Jumpseller-PerMinuteRateLimit-Remaining") == 0:
            # Another client also calls for this store. The platform does not tell when its minute ends.
            self.rest(_REST_OF_A_MINUTE)

    def rest(self, seconds: float) -> None:
        """Stop all calls of the store for `seconds`."""
        try:
            _redis().set(self._key("rest"), str(time.time() + seconds), px=max(1, int(seconds * 1000)))
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)

    def answered(self) -> None:
        """Close the breaker: the platform answers for the store, be it with an error."""
        try:
            _redis().delete(self._key("unanswered"), self._key("probe"))
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)

    def unanswered(self) -> None:
        """Count a call without an answer; `_UNANSWERED` consecutive ones open the breaker.

        Calls that were under way when it opened do not lengthen the pause: only a probe does.
        """
        try:
            if self._state().rest > 0:
                return
            with _redis().pipeline() as pipeline:
                pipeline.incr(self._key("unanswered"))
                pipeline.expire(self._key("unanswered"), _UNANSWERED_KEPT)
                pipeline.delete(self._key("probe"))
                count = int(pipeline.execute()[0])
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)
            return
        if count >= _UNANSWERED:
            self.rest(min(_SHORTEST_REST * 2 ** min(count - _UNANSWERED, 10), _LONGEST_REST))

    def _take(self) -> float:
        rest, budget, unanswered = self._state()
        if rest > 0:
            return rest + _jitter()
        if unanswered >= _UNANSWERED and not self._may_probe():
            return _SHORTEST_REST + _jitter()
        spans = (RateLimitItemPerSecond(budget.per_second), RateLimitItemPerMinute(budget.per_minute))
        # All spans are tested before any is charged, so that a call that is not sent uses no budget.
        if all(self._has_room(span) for span in spans) and all(_limiter().hit(span, self._store) for span in spans):
            return 0.0
        return max(self._wait(span) for span in spans) + _jitter()

    def _may_probe(self) -> bool:
        """Take the right to probe, which one caller at a time has; tell whether it was free."""
        return bool(_redis().set(self._key("probe"), "1", nx=True, ex=_PROBE_KEPT))

    def _has_room(self, span: RateLimitItem) -> bool:
        return _limiter().test(span, self._store, cost=span.amount // 2 if _in_background.get() else 1)

    def _wait(self, span: RateLimitItem) -> float:
        if self._has_room(span):
            return 0.0
        return max(0.0, _limiter().get_window_stats(span, self._store).reset_time - time.time())

    def _state(self) -> _State:
        rest, budget, unanswered = _redis().mget(*map(self._key, ("rest", "budget", "unanswered")))
        learned = Budget(*map(int, str(budget).split(","))) if budget else _default()
        return _State(float(rest) - time.time() if rest else 0.0, learned, int(unanswered or 0))

    def _key(self, what: str) -> str:
        return f"folio:{what}:{self._store}"


def _default() -> Budget:
    return Budget(settings.JUMPSELLER_CALLS_PER_SECOND, settings.JUMPSELLER_CALLS_PER_MINUTE)


def _jitter() -> float:
    return random.uniform(0, _JITTER)  # noqa: S311


def _number(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(name, "")
    return min(int(value), _LARGEST) if value.isascii() and value.isdigit() and len(value) < 10 else None


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True, **_PATIENCE)


@cache
def _limiter() -> MovingWindowRateLimiter:
    # The scheme that the library uses for a socket in the file system.
    url = "redis+" + settings.REDIS_URL if settings.REDIS_URL.startswith("unix:") else settings.REDIS_URL
    return MovingWindowRateLimiter(RedisStorage(url, **_PATIENCE))
