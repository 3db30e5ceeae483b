"""Receive a webhook: find its sender, check its signature, store its bytes and have them processed.

One statement writes, none locks. Requests to process an order again are also stored here, as deliveries.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from apps.automation.models import OrderRecord
from apps.core import queue
from apps.core.errors import FolioError
from apps.core.http import exact_json
from apps.core.postgresql.base import Prepared
from apps.core.work import IN_QUEUE_A_STORE
from apps.intake.models import Delivery
from apps.jumpseller.signatures import is_signed
from apps.orders.payload import NotAnOrder, order_id_of
from apps.stores import webhook_tokens
from apps.stores.models import Store

# A message that no worker has claimed by then is published again: the process may have ended before it published it.
_PUBLISHED_WITHIN = timedelta(seconds=20)
_Stored = tuple[int, bool, bool]
BODY_LIMIT = 1024 * 1024
# The event of an order that reconciliation found.
MISSED = "missed"
# The event of a merchant's click on “Create Invoice”.
REQUESTED = "requested"
# How long a process caches a store's hooks token: its look-up costs as much as storing the delivery.
_MEMORY_SECONDS = 30
_NOBODY = 0
_LONGEST_CODE = 100
_KEPT_HEADERS = ("Content-Type", "User-Agent", "Jumpseller-Store-Code", "Jumpseller-Event", "Jumpseller-Triggered-At")
# What is read of a POST's headers.
HEADERS = (*_KEPT_HEADERS, "Jumpseller-Hmac-Sha256")
# A delivery joins one of its order whose message is in the queue. Where many of the store are due, the sweep publishes
# their messages, since the stores take turns in it.
_INSERT = Prepared("""
    WITH due AS (
        SELECT count(*), coalesce(bool_or(rung_at IS NOT NULL AND order_id = %(order_id)s), false) AS has_message
        FROM (
            SELECT order_id, rung_at FROM intake_delivery
            WHERE store_id = %(store_id)s AND state = 'due' AND due_at <= %(now)s LIMIT %(most)s
        ) few
    ), stored AS (
        INSERT INTO intake_delivery (
            store_id, event, body, headers, fingerprint, order_id, state, attempts, due_at, error, received_at, rung_at
        )
        SELECT
            %(store_id)s, %(event)s, %(body)s::bytea, %(headers)s::jsonb, %(fingerprint)s, %(order_id)s::bigint,
            %(state)s, 0, %(now)s::timestamptz, %(problem)s, %(now)s::timestamptz,
            CASE WHEN NOT has_message AND count < %(most)s THEN %(rung_at)s::timestamptz END
        FROM due
        ON CONFLICT ON CONSTRAINT a_delivery_is_kept_once DO NOTHING
        RETURNING id, rung_at IS NOT NULL AS has_own
    )
    SELECT id, has_own, has_message FROM stored, due
""")


class Unsigned(FolioError):
    """The store is unknown, or the signature is missing or wrong: the answer is the same for all."""

    code = "unsigned"


class Unreadable(FolioError):
    """Signed, but not a JSON order; a webhook's bytes are stored with the reason."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Post:
    """A POST as it came: raw bytes and those of its headers that are in `HEADERS`."""

    body: bytes
    headers: Mapping[str, str]

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def ask_again(store_id: int, order_id: int, *, event: str = "again", body: bytes = b"") -> Delivery:
    """Store a delivery of Folio's own, so that the order is read again as reliably as after a webhook; return it."""
    now = timezone.now()
    made = Delivery.objects.create(
        store_id=store_id,
        event=event,
        body=body,
        fingerprint=secrets.token_hex(32),
        order_id=order_id,
        received_at=now,
    )
    queue.publish_soon("intake.sweep")
    return made


def ask_again_for_all(store_id: int, order_ids: Iterable[int]) -> None:
    """Store a delivery for each order, so that they are read again, in the order of `order_ids`."""
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(
            store_id=store_id, event="again", fingerprint=secrets.token_hex(32), order_id=order_id, received_at=now
        )
        for order_id in order_ids
    )
    queue.publish_soon("intake.sweep")


def repeatable(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return those of `deliveries` that have an order and are done or failed."""
    over = (Delivery.State.DONE, Delivery.State.FAILED)
    return deliveries.filter(order_id__isnull=False, state__in=over)


def replay_delivery(delivery: Delivery) -> None:
    """Process `delivery` again: reopen a failed one; for one that is done, have its order read again.

    A delivery that still waits or has no order does not change.
    """
    if delivery.order_id is None:
        return
    if delivery.state == Delivery.State.FAILED:
        delivery.reopen()
        queue.enqueue("intake.process", delivery.pk)
    elif delivery.state == Delivery.State.DONE:
        ask_again(delivery.store_id, delivery.order_id)


def take_missed_order(record_id: int) -> None:
    """Store a delivery for the order of the record `record_id`, at most once a day for one status of the platform."""
    record = OrderRecord.objects.get(pk=record_id)
    now = timezone.now()
    state = f"{MISSED} {record.order_id} {record.platform_status} {now:%Y-%m-%d}"
    _, is_new = Delivery.objects.get_or_create(
        store_id=record.store_id,
        fingerprint=hashlib.sha256(state.encode()).hexdigest(),
        defaults={"event": MISSED, "order_id": record.order_id, "received_at": now},
    )
    if is_new:
        queue.publish_soon("intake.sweep")


@dataclass(frozen=True, slots=True, repr=False)
class _Sender:
    store_id: int
    hooks_tokens: Sequence[str]
    # Whether a worker may read the token from the platform again.
    may_look: bool = False


def receive_post(post: Post) -> None:
    """Store `post` as a Delivery and, if it is new, have it processed. Raise Unsigned, Unreadable."""
    store_id = sender(post)
    order_id, problem = order_in(post.body)
    stored = _keep(store_id, post, order_id, problem)
    if problem:
        raise Unreadable(problem)
    match stored:
        case (delivery_id, True, _):
            queue.publish_soon("intake.process", delivery_id)
        case (_, False, False):
            queue.publish_soon("intake.sweep")


def sender(post: Post) -> int:
    """Return the id of the store that signed `post`. Raise Unsigned where no store did.

    A refusal is never based on the cached token alone: the database is read before it. Up to the refusal, known and
    unknown store codes cost the same statements, and none of them writes. Where the merchant may have reset the token,
    a worker asks the platform for it, so that the platform's retry is accepted.
    """
    # No store has a longer code; all longer ones share few cache entries.
    code = post.header("Jumpseller-Store-Code")[: _LONGEST_CODE + 1]
    for look_up in (_lately, _look_up):
        known = look_up(code)
        if _has_signed(known, post):
            return known.store_id
    if known.may_look:
        queue.publish_soon("stores.look_up_hooks_token", known.store_id)
    raise Unsigned("The request is not signed by a store that uses Folio.")


def _has_signed(sender: _Sender, post: Post) -> bool:
    signed = is_signed(post.body, post.header("Jumpseller-Hmac-Sha256"), sender.hooks_tokens)
    return signed and sender.store_id != _NOBODY


def _look_up(code: str) -> _Sender:
    """Return the sender with `code` in the database; an unknown one also gets a token, so that it costs as much."""
    store = Store.objects.filter(code=code).first()
    if store is None:
        return _Sender(_NOBODY, ["no such store"])
    return _Sender(store.pk, webhook_tokens.valid_tokens(store), webhook_tokens.may_look(store))


def _lately(code: str) -> _Sender:
    return _remembered(code, int(time.monotonic() // _MEMORY_SECONDS))


@lru_cache(maxsize=10_000)
def _remembered(code: str, _: int) -> _Sender:
    return _look_up(code)


def order_in(body: bytes) -> tuple[int | None, str]:
    """Return the id of the order that `body` holds, or why there is none."""
    try:
        return order_id_of(exact_json.parse_json(body)), ""
    except (exact_json.NotJson, NotAnOrder) as error:
        return None, str(error)


def _keep(store_id: int, post: Post, order_id: int | None, problem: str) -> _Stored | None:
    """Store the delivery; return its id, whether it gets a message, whether another of its order has one.

    Return None where it is stored already.
    """
    now = timezone.now()
    values: dict[str, Any] = {
        "store_id": store_id,
        "event": post.header("Jumpseller-Event")[:60],
        "body": post.body,
        "headers": json.dumps({name: post.header(name) for name in _KEPT_HEADERS if post.header(name)}),
        "fingerprint": _fingerprint(post, now),
        "order_id": order_id,
        "state": "failed" if problem else "due",
        "now": now,
        "problem": problem,
        "rung_at": now - max(timedelta(seconds=settings.RING_AGAIN_SECONDS) - _PUBLISHED_WITHIN, timedelta()),
        "most": IN_QUEUE_A_STORE,
    }
    try:
        # The statement may be repeated, so no other has to ask before it whether the connection still lives.
        connection.health_check_done = True  # type: ignore[attr-defined]
        return _insert(values)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _insert(values)


def _insert(values: Mapping[str, Any]) -> _Stored | None:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        return cast(_Stored | None, cursor.fetchone())


def _fingerprint(post: Post, now: datetime) -> str:
    """Return the key that is equal for POSTs of the same delivery: event, moment of triggering, bytes.

    Jumpseller sends no delivery id. Without the moment, too, equal bytes are the same delivery only within a clock
    hour: an order may return to a former state, which is no repetition.
    """
    moment = post.header("Jumpseller-Triggered-At") or now.strftime("%Y-%m-%d %H")
    digest = hashlib.sha256(f"{post.header('Jumpseller-Event')}\n{moment}\n".encode())
    digest.update(post.body)
    return digest.hexdigest()
