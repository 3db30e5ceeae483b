"""Rate limits by store and IP address, with their headers, and the ban after too many refusals."""

import time
from collections import deque
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime

from apps.sandbox.answers import HttpError, Payload


@dataclass(frozen=True)
class Limits:
    """Calls a second and a minute; refusals until a ban, and its duration in seconds."""

    per_second: int = 20
    per_minute: int = 800
    ban_after: int = 2000
    ban_seconds: int = 600


@dataclass(frozen=True)
class Verdict:
    """Whether a call is admitted, and the rate limit headers of its answer."""

    allowed: bool
    headers: dict[str, str]

    def enforce(self) -> None:
        """Raise HttpError 429 unless the call is admitted."""
        if not self.allowed:
            raise HttpError(429, "Rate Limit Exceeded")


class _Window:
    """The times, in seconds, of the calls admitted during the last `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.times: deque[float] = deque()

    def used(self, now: float) -> int:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return len(self.times)


class _Meter:
    """The recent calls of one caller."""

    def __init__(self) -> None:
        self.second = _Window(1.0)
        self.minute = _Window(60.0)
        self.refusals = 0
        self.banned_until = 0.0

    def admit(self) -> Verdict:
        now = time.time()
        left = self._left(now)
        allowed = now >= self.banned_until and min(left) > 0
        if allowed:
            left = left[0] - 1, left[1] - 1
            self.second.times.append(now)
            self.minute.times.append(now)
        else:
            self._refuse(now)
        return Verdict(allowed, self._headers(left, now))

    def _left(self, now: float) -> tuple[int, int]:
        return (
            max(0, _limits.per_second - self.second.used(now)),
            max(0, _limits.per_minute - self.minute.used(now)),
        )

    def _refuse(self, now: float) -> None:
        self.refusals += 1
        if self.refusals >= _limits.ban_after and now >= self.banned_until:
            self.banned_until = now + _limits.ban_seconds
            self.refusals = 0

    def _headers(self, left: tuple[int, int], now: float) -> dict[str, str]:
        headers = {
            "Jumpseller-PerSecondRateLimit-Limit": str(_limits.per_second),
            "Jumpseller-PerSecondRateLimit-Remaining": str(left[0]),
            "Jumpseller-PerMinuteRateLimit-Limit": str(_limits.per_minute),
            "Jumpseller-PerMinuteRateLimit-Remaining": str(left[1]),
        }
        if now < self.banned_until:
            reset = datetime.fromtimestamp(self.banned_until, UTC)
            headers["Jumpseller-BannedByRateLimit-Reset"] = reset.isoformat(timespec="seconds")
        return headers


_limits = Limits()
_meters: dict[tuple[str, str], _Meter] = {}


def admit(store_code: str, address: str) -> Verdict:
    """Count a call by the store `store_code` (empty when unknown) from the IP address `address`."""
    return _meters.setdefault((store_code, address), _Meter()).admit()


def change(wanted: Payload) -> Payload:
    """Set the limits in `wanted`, reset the others to their defaults, and forget all calls. Raise HttpError 400."""
    global _limits
    names = {field.name for field in fields(Limits)}
    if not wanted.keys() <= names or not all(type(value) is int and value > 0 for value in wanted.values()):
        raise HttpError(400, f"Limits are whole numbers above zero named {', '.join(sorted(names))}")
    _limits = Limits(**wanted)
    _meters.clear()
    return current()


def current() -> Payload:
    """Return the limits in force."""
    return asdict(_limits)
