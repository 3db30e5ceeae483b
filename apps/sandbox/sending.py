"""Background threads that POST parcels when they are due. They start with the first parcel."""

import heapq
import itertools
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import requests

TIMEOUT_SECONDS = 15.0
_PROBE_SECONDS = 5.0
_THREADS = 16


class Parcel(Protocol):
    """A request to POST."""

    body: bytes

    @property
    def url(self) -> str: ...

    @property
    def wanted(self) -> bool:
        """Tell whether it is still to be sent when it is due."""

    def headers(self) -> dict[str, str]: ...


@dataclass(frozen=True)
class Outcome:
    """Result of an attempt: the HTTP status, or None and the reason why there is none."""

    status: int | None
    error: str = ""

    @property
    def succeeded(self) -> bool:
        """Tell whether the receiver accepted it: with any 2xx status only."""
        return self.status is not None and 200 <= self.status < 300


P = TypeVar("P", bound=Parcel)


class Sender(Generic[P]):
    """Sender of parcels when they are due; it passes each outcome to `settle`. Thread-safe."""

    def __init__(self, settle: Callable[[P, Outcome], None]) -> None:
        self._settle = settle
        self._changed = threading.Condition()
        self._heap: list[tuple[float, int, P]] = []
        self._serial = itertools.count()
        self._under_way = 0
        self._threads: list[threading.Thread] = []

    @property
    def waiting(self) -> int:
        """Return how many parcels are not settled yet."""
        with self._changed:
            return len(self._heap) + self._under_way

    def schedule(self, parcel: P, delay: float) -> None:
        """Send `parcel` after `delay` seconds."""
        with self._changed:
            self._start()
            heapq.heappush(self._heap, (time.monotonic() + delay, next(self._serial), parcel))
            self._changed.notify()

    def hurry(self, parcel: P) -> None:
        """Send `parcel` now if it is still pending."""
        with self._changed:
            due = [entry for entry in self._heap if entry[2] is parcel]
            if due:
                self._heap.remove(due[0])
                heapq.heapify(self._heap)
                self.schedule(parcel, 0.0)

    def _start(self) -> None:
        if not self._threads:
            self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(_THREADS)]
            for thread in self._threads:
                thread.start()

    def _work(self) -> None:
        with direct_session() as session:
            # An idle connection that the receiver closes must not cost an attempt.
            session.headers["Connection"] = "close"
            while True:
                parcel = self._next()
                try:
                    if parcel.wanted:
                        self._settle(parcel, _post(session, parcel))
                finally:
                    with self._changed:
                        self._under_way -= 1

    def _next(self) -> P:
        with self._changed:
            while not self._heap or self._heap[0][0] > time.monotonic():
                self._changed.wait(self._heap[0][0] - time.monotonic() if self._heap else None)
            self._under_way += 1
            parcel = heapq.heappop(self._heap)[2]
            # The notification may have woken a thread that was about to take another parcel.
            self._changed.notify()
            return parcel


def _post(session: requests.Session, parcel: Parcel) -> Outcome:
    try:
        answer = session.post(
            parcel.url, data=parcel.body, headers=parcel.headers(), timeout=TIMEOUT_SECONDS, allow_redirects=False
        )
    except (requests.RequestException, ValueError) as error:
        return Outcome(None, type(error).__name__)
    return Outcome(answer.status_code, "" if answer.ok and not answer.is_redirect else answer.reason)


def direct_session() -> requests.Session:
    """Return a session that ignores the environment's proxies; `REQUESTS_CA_BUNDLE` names the trusted authorities."""
    session = requests.Session()
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    return session


def is_reachable(url: str) -> bool:
    """Tell whether `url` answers a GET with a status below 500."""
    try:
        with direct_session() as session:
            return session.get(url, timeout=_PROBE_SECONDS, allow_redirects=False).status_code < 500
    except (requests.RequestException, ValueError):
        return False
