"""Faults that people and tests enable: their kind, how often they occur, and for which calls or events."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase

from apps.sandbox.answers import HttpError, Payload

WEBHOOK_KINDS = {
    "webhook_drop": "lose the webhook",
    "webhook_duplicate": "send it twice",
    "webhook_delay": "send it later",
    "webhook_reorder": "hold it until the hook's next one has left",
}
API_KINDS = {
    "error_500": "answer 500 and do nothing",
    "error_429": "answer 429 and do nothing",
    "timeout_after_success": "do it, but answer 504 too late",
    "slow": "wait before doing it",
    "expired_tokens": "let all access tokens expire first",
}
_SECONDS = {"webhook_delay": 5.0, "webhook_reorder": 5.0, "timeout_after_success": 30.0, "slow": 3.0}
_dice = secrets.SystemRandom()


@dataclass
class Fault:
    """A kind of failure with its conditions.

    It occurs with `probability` (0 to 1), at most `count` times (None: without limit). `seconds` is how long it delays,
    holds or sleeps. It applies to API calls with `method` (empty: any) and a path that matches the pattern `path`
    (`*/documents.json`), or to webhooks whose event matches the pattern `event`.
    """

    kind: str
    probability: float = 1.0
    count: int | None = None
    seconds: float = 0.0
    method: str = ""
    path: str = "*"
    event: str = "*"

    def strikes(self) -> bool:
        """Decide at random whether the fault occurs; if so, decrement `count`."""
        if self.count == 0 or _dice.random() >= self.probability:
            return False
        if self.count is not None:
            self.count -= 1
        return True


_active: list[Fault] = []


def of_call(method: str, path: str) -> dict[str, Fault]:
    """Return, by kind, the faults that apply to the API call."""
    return _struck(
        fault
        for fault in _active
        if fault.kind in API_KINDS and fault.method in {"", method} and fnmatchcase(path, fault.path)
    )


def of_webhook(event: str) -> dict[str, Fault]:
    """Return, by kind, the faults that apply to a webhook of `event`."""
    return _struck(fault for fault in _active if fault.kind in WEBHOOK_KINDS and fnmatchcase(event, fault.event))


def _struck(candidates: Iterable[Fault]) -> dict[str, Fault]:
    struck = {fault.kind: fault for fault in candidates if fault.strikes()}
    _active[:] = [fault for fault in _active if fault.count != 0]
    return struck


def add(wanted: Payload) -> None:
    """Enable the fault that `wanted` describes with the fields of Fault. Raise HttpError 400."""
    _active.append(_fault(wanted))


def replace(wanted: list[Payload]) -> None:
    """Enable exactly the faults `wanted`. Raise HttpError 400."""
    _active[:] = [_fault(fields) for fields in wanted]


def active() -> list[Payload]:
    """Return the faults that can still occur."""
    return [asdict(fault) for fault in _active]


def _fault(wanted: Payload) -> Fault:
    kind = wanted.get("kind", "")
    if kind not in WEBHOOK_KINDS | API_KINDS:
        raise HttpError(400, f"A fault's kind is one of {', '.join(WEBHOOK_KINDS | API_KINDS)}")
    defaults: Payload = {"seconds": _SECONDS.get(kind, 0.0)}
    if kind == "expired_tokens" and not {"count", "probability"} & wanted.keys():
        # Without a limit, no token would ever be valid again.
        defaults["count"] = 1
    try:
        fault = Fault(**defaults | wanted)
        fault.method = fault.method.upper()
        fault.probability, fault.seconds = float(fault.probability), float(fault.seconds)
        fault.count = None if fault.count is None else int(fault.count)
    except (TypeError, ValueError, AttributeError) as error:
        raise HttpError(400, f"Not a fault: {error}") from None
    return fault
