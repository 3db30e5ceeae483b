"""Webhooks that deliver orders: registered at install, checked daily, repaired where they are wrong.

Jumpseller allows the same hook twice and does not report whether a hook is paused. Hooks that call other addresses are
not ours and stay unchanged.
"""

import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.postgresql.locking import Subject, advisory_lock
from apps.jumpseller.client import Client, Hook, NotFound
from apps.stores import tokens
from apps.stores.models import Store

EVENTS = ("order_paid", "order_canceled", "order_updated")
_PERIOD = timedelta(days=1)
_AFTER_FAILURE = timedelta(minutes=10)


def register_webhooks(store: Store) -> None:
    """Ensure that each of `EVENTS` calls us once, at the current address. Idempotent.

    Raise JumpsellerError, NeedsAuthorisation, AccountsUnreachable, LockBusy; the sweep tries again later.
    """
    Store.objects.filter(pk=store.pk).update(hooks_due_at=timezone.now() + _AFTER_FAILURE)
    with advisory_lock(Subject.HOOKS, store.pk):
        earlier = Store.objects.values_list("hooks_address", flat=True).get(pk=store.pk)
        tokens.call_platform(store, lambda client: _mend(client, earlier))
        _settle(store)


def renew_webhooks(store: Store) -> None:
    """Replace the store's webhooks by new ones: a hook that the platform has paused cannot be resumed otherwise.

    The new ones are created before the old ones are deleted, so no event is missed in between. Raise the errors of
    `register_webhooks`; only a success counts as a renewal, so the next search for silent webhooks finds the store
    again.
    """
    with advisory_lock(Subject.HOOKS, store.pk):
        tokens.call_platform(store, _replace)
        Store.objects.filter(pk=store.pk).update(hooks_renewed_at=timezone.now())
        _settle(store)


def renewal_due(*, most: int = 1000) -> list[int]:
    """Return the ids of active stores whose webhooks are due for a check, and postpone it by `_AFTER_FAILURE`."""
    now = timezone.now()
    # A check that is due later than that is the daily one, not a retry.
    moved = ~Q(hooks_address=webhook_address()) & Q(hooks_due_at__gt=now + _AFTER_FAILURE)
    waiting = Store.objects.filter(Q(hooks_due_at__lte=now) | moved, status=Store.Status.ACTIVE)
    with transaction.atomic():
        rows = waiting.select_for_update(skip_locked=True)
        ids = list(rows.order_by("hooks_due_at").values_list("pk", flat=True)[:most])
        Store.objects.filter(pk__in=ids).update(hooks_due_at=now + _AFTER_FAILURE)
    return ids


def webhook_address() -> str:
    """Return the address of all our webhooks."""
    return f"{settings.APP_URL}/webhooks/jumpseller"


def _settle(store: Store) -> None:
    now = timezone.now()
    # Spread over the day, so that stores installed together are not always checked together.
    due_at = now + _PERIOD * random.uniform(0.8, 1.0)  # noqa: S311
    Store.objects.filter(pk=store.pk).update(
        hooks_registered_at=now, hooks_address=webhook_address(), hooks_due_at=due_at
    )


def _mend(client: Client, earlier: str) -> None:
    """Correct a hook that still calls our `earlier` address instead of creating one; delete surplus hooks."""
    ours = [hook for hook in client.hooks() if hook.url in {webhook_address(), earlier} - {""}]
    for event in EVENTS:
        good = [hook for hook in ours if (hook.event, hook.url) == (event, webhook_address())]
        old = [hook for hook in ours if hook.event == event and hook not in good]
        if good:
            _delete(client, [*good[1:], *old])
        elif old:
            client.update_hook(old[0].id, event, webhook_address())
            _delete(client, old[1:])
        else:
            client.create_hook(event, webhook_address())
    _delete(client, [hook for hook in ours if hook.event not in EVENTS])


def _replace(client: Client) -> None:
    old = [hook for hook in client.hooks() if hook.url == webhook_address()]
    for event in EVENTS:
        client.create_hook(event, webhook_address())
    _delete(client, old)


def _delete(client: Client, hooks: list[Hook]) -> None:
    for hook in hooks:
        try:
            client.delete_hook(hook.id)
        except NotFound:
            continue
