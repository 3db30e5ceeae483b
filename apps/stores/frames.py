"""Which pages may show Folio in a frame, and which ones were refused.

An answer with a store's data may be framed by that store's own origin and by the origins that the operator names in
`JUMPSELLER_ADMIN_ORIGINS`, where `{store}` is replaced by the store's code: every merchant writes the pages of a shop,
so another shop's page must not frame it (clickjacking). The browser enforces it by `frame-ancestors` (CSP Level 3).

Jumpseller does not document the origin of its admin. So a refused frame is recorded in Redis, and `refused_frames`
tells the operator which origin to add.
"""

import re
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

import redis
import structlog
from django.conf import settings
from django.http import HttpRequest

from apps.stores.models import Store

log = structlog.get_logger(__name__)

_PLACEHOLDER = "{store}"
# A label of a host name (RFC 1123). Only this may be put into the header.
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]{1,253}(?::\d{1,5})?(?![^/?#])")
_FRAMES = ("iframe", "frame", "fencedframe")
# Any client can send a request that looks like a frame. Requests with a session are kept under a separate key, so that
# others cannot displace them.
_KEY, _KEY_WITHOUT_SESSION = "folio:refused-frames", "folio:refused-frames:no-session"
_MOST = 200
_KEPT_SECONDS = 30 * 24 * 3600


class RefusedFrame(NamedTuple):
    """A page that may not show Folio in a frame, and how many signed-in stores it tried to show.

    If Jumpseller's admin is refused, it is refused for every store; a page that frames one store alone may be an
    attack. `is_like_a_shop` tells that a shop could have this origin, by the form of `JUMPSELLER_ADMIN_ORIGINS`.
    """

    origin: str
    last_seen: datetime
    stores: int
    is_like_a_shop: bool


def frame_ancestors(store: Store | None) -> list[str]:
    """Return the sources of `frame-ancestors` for an answer with the data of `store`, or with no store's data."""
    label = "*" if store is None else _label(store.code)
    origins = [origin for origin in settings.JUMPSELLER_ADMIN_ORIGINS if label or _PLACEHOLDER not in origin]
    return [origin.replace(_PLACEHOLDER, label) for origin in origins] or ["'none'"]


def refused_origins(origins: Iterable[str], store: Store | None) -> list[str]:
    """Return and record those of `origins`, all ancestors of one frame, that may not show the data of `store`."""
    refused = [origin for given in origins if (origin := _origin(given)) and not _is_allowed(origin, store)]
    for origin in refused:
        _note(origin, store)
    return refused


def note_refused_frame(request: HttpRequest, store: Store | None) -> None:
    """Record the page that sends `request` from inside a frame, if the answer may not be shown there.

    Browsers mark a request of a frame (`Sec-Fetch-Dest`, Fetch Metadata) and send the page's origin as `Referer`. A
    report of the policy's violation would be no better: Chromium leaves the page's origin out of its body.
    """
    if request.headers.get("Sec-Fetch-Dest") not in _FRAMES or request.headers.get("Sec-Fetch-Site") == "same-origin":
        return
    page = _origin(request.headers.get("Referer", ""))
    # The redirect from Jumpseller's authorize page, inside the frame.
    if page not in (settings.APP_URL, _origin(settings.JUMPSELLER_ACCOUNTS_URL)):
        refused_origins([page], store)


def refused_frames() -> list[RefusedFrame]:
    """Return the pages that were refused in the last 30 days, those that framed most stores first.

    Raise redis.RedisError.
    """
    since = time.time() - _KEPT_SECONDS
    seen: dict[str, float] = defaultdict(float)
    stores: dict[str, set[str]] = defaultdict(set)
    for key in (_KEY, _KEY_WITHOUT_SESSION):
        members: Iterable[Any] = _redis().zrangebyscore(key, since, "+inf", withscores=True)
        for member, moment in members:
            origin, _, code = str(member).partition(" ")
            seen[origin] = max(seen[origin], float(moment))
            stores[origin] |= {code} - {""}
    found = [
        RefusedFrame(origin, datetime.fromtimestamp(moment, UTC), len(stores[origin]), _is_allowed(origin, None))
        for origin, moment in seen.items()
    ]
    return sorted(found, key=lambda frame: (-frame.stores, -frame.last_seen.timestamp()))


def _label(code: str) -> str:
    label = code.lower()
    return label if _LABEL.fullmatch(label) else ""


def _origin(address: str) -> str:
    found = _ORIGIN.match(address[:300].lower())
    return found[0] if found else ""


def _is_allowed(origin: str, store: Store | None) -> bool:
    for source in map(str.lower, frame_ancestors(store)):
        start, wildcard, end = source.partition("*")
        if origin == source or (wildcard and origin.startswith(start) and origin.endswith(end)):
            return True
    return False


def _note(origin: str, store: Store | None) -> None:
    key, member = (_KEY, f"{origin} {store.code}") if store else (_KEY_WITHOUT_SESSION, origin)
    try:
        with _redis().pipeline() as pipeline:
            pipeline.zadd(key, {member: time.time()})
            pipeline.zremrangebyrank(key, 0, -_MOST - 1)
            pipeline.expire(key, _KEPT_SECONDS)
            is_new = bool(pipeline.execute()[0])
    except redis.RedisError:
        is_new = True
    if is_new:
        log.warning("frame refused", origin=origin, store=store.code if store else "")


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True, socket_timeout=1, socket_connect_timeout=1)
