"""Rate limit and circuit breaker of each store, kept in Redis and shared by all workers.

The budget is the platform's, which also counts by store: 20 calls a second and 800 a minute (OpenAPI description), or
the numbers in its headers. A call beyond the budget is not sent: its task goes back to the queue and no worker sleeps.
After 2,000 refused calls the platform bans for a while, so after a refusal all workers pause.

The breaker opens after consecutive calls without an answer, so that a store without answers does not occupy the workers
of all stores. After a pause, which doubles each time, a single call tests whether answers come again.

Redis decides about a call in one script, by its own clock: no call of another worker can come between, and a call costs
one round trip. Without Redis there is neither limit nor breaker; the platform's refusals still apply.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import uuid4

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

log = structlog.get_logger(__name__)

_in_background: ContextVar[bool] = ContextVar("in_background", default=False)
# Seconds.
_BUDGET_KEPT = 24 * 3600
_REST_OF_A_MINUTE = 10.0
_JITTER = 0.5
# A connection that was closed meanwhile is opened again at once; a Redis that is away is not waited for.
_PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 1)}
_LARGEST = 10_000
# Calls in a row without an answer that open the breaker, and the shortest and longest rest then.
_UNANSWERED = 3
_SHORTEST_REST, _LONGEST_REST = 2.0, 30.0
_UNANSWERED_KEPT = 600
# Longer than the timeouts of a probe. The right to probe of a worker that crashed ends after this.
_PROBE_KEPT = 30
# Return the seconds to wait (0: the call is taken), the budget, and the consecutive calls without an answer. The calls
# of the last minute are a sorted set by their time. With `share` 2 half of the budget must be free.
_TAKE = """
local rest, budget, unanswered, probe, calls = unpack(KEYS)
local second, minute, share = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local most_unanswered, shortest_rest, probe_kept = tonumber(ARGV[4]), ARGV[5], ARGV[6]
local learned, failed = redis.call('GET', budget), tonumber(redis.call('GET', unanswered) or '0')
if learned then second, minute = string.match(learned, '(%d+),(%d+)') end
local function answer(wait) return {tostring(wait), tonumber(second), tonumber(minute), failed} end
local pause = redis.call('PTTL', rest)
if pause > 0 then return answer(pause / 1000) end
if failed >= most_unanswered and not redis.call('SET', probe, '1', 'NX', 'EX', probe_kept) then
    return answer(shortest_rest)
end
local clock = redis.call('TIME')
local now, wait = clock[1] + clock[2] / 1000000, 0
redis.call('ZREMRANGEBYSCORE', calls, '-inf', now - 60)
for span, most in pairs({[1] = tonumber(second), [60] = tonumber(minute)}) do
    local cost = share == 2 and math.floor(most / 2) or 1
    local over = redis.call('ZCOUNT', calls, '(' .. now - span, '+inf') + cost - most
    if over > 0 then
        local oldest = redis.call('ZRANGEBYSCORE', calls, '(' .. now - span, '+inf', 'LIMIT', over - 1, 1)
        wait = math.max(wait, oldest[1] and redis.call('ZSCORE', calls, oldest[1]) + span - now or span)
    end
end
if wait > 0 then
    if failed >= most_unanswered then redis.call('DEL', probe) end
    return answer(wait)
end
redis.call('ZADD', calls, now, ARGV[7])
redis.call('EXPIRE', calls, 60)
return answer(0)
"""


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


class Pace:
    """Budget and breaker of one store."""

    def __init__(self, store_id: int) -> None:
        self._store = str(store_id)
        # As the latest call found them.
        self._budget: Budget | None = None
        self._unanswered = 0

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
            if second and minute and Budget(second, minute) != self._budget:
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
        if not self._unanswered:
            return
        try:
            _redis().delete(self._key("unanswered"), self._key("probe"))
        except redis.RedisError as error:
            log.warning("pacing without Redis", error=type(error).__name__)

    def unanswered(self) -> None:
        """Count a call without an answer; `_UNANSWERED` consecutive ones open the breaker.

        Calls that were under way when it opened do not lengthen the pause: only a probe does.
        """
        try:
            if _redis().exists(self._key("rest")):
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
        default, share = _default(), 2 if _in_background.get() else 1
        wait, second, minute, self._unanswered = _script()(
            keys=[self._key(name) for name in ("rest", "budget", "unanswered", "probe", "calls")],
            args=[*default, share, _UNANSWERED, _SHORTEST_REST, _PROBE_KEPT, uuid4().hex],
            client=_redis(),
        )
        self._budget = Budget(second, minute)
        return float(wait) + _jitter() if float(wait) else 0.0

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
def _script() -> Callable[..., list[Any]]:
    return cast("Callable[..., list[Any]]", _redis().register_script(_TAKE))
