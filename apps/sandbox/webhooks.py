"""Deliveries of events: receiving hooks, signature, retries, pausing, and their log."""

import base64
import hashlib
import hmac
from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime

from apps.sandbox import faults, moments, state
from apps.sandbox.answers import Payload, encoded
from apps.sandbox.configuration import configuration
from apps.sandbox.sending import Outcome, Sender
from apps.sandbox.state import Hook, Order, Store

RETRIES = 4
FAILURES_UNTIL_PAUSE = 8
_LOG_LENGTH = 5000


@dataclass
class Delivery:
    """One webhook to one hook; the body is the order's state at the time of the event."""

    store: Store
    hook: Hook
    event: str
    order_id: int
    body: bytes
    triggered_at: datetime
    attempt: int = 1

    @property
    def url(self) -> str:
        """Return the address of the hook."""
        return self.hook.url

    @property
    def wanted(self) -> bool:
        """Tell whether the hook still exists and is not paused."""
        return self.hook.id in self.store.hooks and not self.hook.paused

    def headers(self) -> dict[str, str]:
        """Return the documented headers, signed with the store's current token."""
        return {
            "Content-Type": "application/json",
            "Jumpseller-Store-Code": self.store.code,
            "Jumpseller-Event": self.event,
            "Jumpseller-Hmac-Sha256": signature(self.body, self.store.hooks_token),
            "Jumpseller-Triggered-At": moments.written_with_milliseconds(self.triggered_at),
        }


@dataclass(frozen=True)
class Attempt:
    """An entry of the log. `status` is that of the HTTP answer, or None without one; then `error` is the reason."""

    time: str
    store: str
    hook_id: int
    url: str
    event: str
    order_id: int
    attempt: int
    status: int | None
    error: str


_log: deque[Attempt] = deque(maxlen=_LOG_LENGTH)
_held: list[Delivery] = []


def signature(body: bytes, hooks_token: str) -> str:
    """Return the Base64 HMAC-SHA256 of the raw `body` under the store's hooks token."""
    return base64.b64encode(hmac.digest(hooks_token.encode(), body, hashlib.sha256)).decode()


def fire(store: Store, order: Order, *events: str) -> None:
    """Schedule deliveries of `events` of `order`, in its current state, to the hooks. The caller holds the lock."""
    body, triggered_at = encoded(order.as_payload()), moments.now()
    for event in events:
        for hook in store.hooks.values():
            if hook.event == event and not hook.paused:
                _dispatch(Delivery(store, hook, event, order.id, body, triggered_at))


def _dispatch(delivery: Delivery) -> None:
    struck = faults.of_webhook(delivery.event)
    if "webhook_drop" in struck:
        _record(delivery, Outcome(None, "lost by a fault"))
        return
    delay = struck["webhook_delay"].seconds if "webhook_delay" in struck else 0.0
    if "webhook_duplicate" in struck:
        _sender.schedule(_copy(delivery), delay)
    if "webhook_reorder" in struck:
        _held.append(delivery)
        delay = max(delay, struck["webhook_reorder"].seconds)
    _sender.schedule(delivery, delay)


def _copy(delivery: Delivery) -> Delivery:
    return Delivery(**vars(delivery))


def _settle(delivery: Delivery, outcome: Outcome) -> None:
    with state.lock:
        _record(delivery, outcome)
        if outcome.succeeded:
            delivery.hook.failed_attempts = 0
        else:
            _fail(delivery)
        _release_held(delivery.hook)


def _fail(delivery: Delivery) -> None:
    delivery.hook.failed_attempts += 1
    if delivery.hook.failed_attempts >= FAILURES_UNTIL_PAUSE:
        delivery.hook.paused = True
    elif delivery.attempt <= RETRIES:
        minutes = delivery.attempt**4
        delivery.attempt += 1
        _sender.schedule(delivery, minutes * 60 * configuration.webhook_time_scale)


def _release_held(hook: Hook) -> None:
    released = [delivery for delivery in _held if delivery.hook is hook]
    _held[:] = [delivery for delivery in _held if delivery.hook is not hook]
    for delivery in released:
        _sender.hurry(delivery)


def _record(delivery: Delivery, outcome: Outcome) -> None:
    _log.append(
        Attempt(
            time=moments.now().isoformat(timespec="milliseconds"),
            store=delivery.store.code,
            hook_id=delivery.hook.id,
            url=delivery.url,
            event=delivery.event,
            order_id=delivery.order_id,
            attempt=delivery.attempt,
            status=outcome.status,
            error=outcome.error,
        )
    )


def log(store_code: str = "") -> list[Payload]:
    """Return the latest attempts, oldest first, of one store or of all."""
    return [asdict(attempt) for attempt in _log if store_code in {"", attempt.store}]


def waiting() -> int:
    """Return how many deliveries, including retries, are pending or in progress."""
    return _sender.waiting


_sender: Sender[Delivery] = Sender(_settle)
