"""The webhooks that bring orders to us: registered at install, looked at every day, mended when they are not as they
should be. Jumpseller lets the same hook be made twice and says of none whether it is paused; hooks that call somebody
else are not ours and stay as they are.
"""

import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.locking import Subject, advisory_lock
from apps.jumpseller.client import Client, Hook, NotFound
from apps.stores import tokens
from apps.stores.models import Store

EVENTS = ("order_paid", "order_canceled", "order_updated")
_PERIOD = timedelta(days=1)
_AFTER_FAILURE = timedelta(minutes=10)


def register(store: Store) -> None:
    """Makes sure that each of EVENTS calls us once, at today's address. Safe to repeat.

    Raises JumpsellerError, NeedsAuthorisation, AccountsUnreachable, LockBusy; it is tried again later by itself.
    """
    Store.objects.filter(pk=store.pk).update(hooks_due_at=timezone.now() + _AFTER_FAILURE)
    with advisory_lock(Subject.HOOKS, store.pk):
        earlier = Store.objects.values_list("hooks_address", flat=True).get(pk=store.pk)
        tokens.call(store, lambda client: _mend(client, earlier))
        _settle(store)


def renew_webhooks(store: Store) -> None:
    """Replaces the store's webhooks by new ones: nothing else wakes a hook that the platform has paused.

    The new ones are there before the old ones go, so nothing is missed in between. Raises as `register` does.
    """
    Store.objects.filter(pk=store.pk).update(hooks_renewed_at=timezone.now())
    with advisory_lock(Subject.HOOKS, store.pk):
        tokens.call(store, _replace)
        _settle(store)


def renewal_due(*, most: int = 1000) -> list[int]:
    """Returns the ids of active stores whose webhooks should be looked at now, and puts the next look off a little."""
    now = timezone.now()
    # Whatever is put off that far waits for its daily look, not for a second try.
    moved = ~Q(hooks_address=webhook_address()) & Q(hooks_due_at__gt=now + _AFTER_FAILURE)
    waiting = Store.objects.filter(Q(hooks_due_at__lte=now) | moved, status=Store.Status.ACTIVE)
    with transaction.atomic():
        rows = waiting.select_for_update(skip_locked=True)
        ids = list(rows.order_by("hooks_due_at").values_list("pk", flat=True)[:most])
        Store.objects.filter(pk__in=ids).update(hooks_due_at=now + _AFTER_FAILURE)
    return ids


def webhook_address() -> str:
    """Returns the address that all our webhooks go to."""
    return f"{settings.APP_URL}/webhooks/jumpseller"


def _settle(store: Store) -> None:
    now = timezone.now()
    # Spread over the day, so that stores installed together are not looked at together for ever.
    due_at = now + _PERIOD * random.uniform(0.8, 1.0)  # noqa: S311
    Store.objects.filter(pk=store.pk).update(
        hooks_registered_at=now, hooks_address=webhook_address(), hooks_due_at=due_at
    )


def _mend(client: Client, earlier: str) -> None:
    """A hook that still calls our EARLIER address is corrected, not made anew; what is too much goes."""
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
